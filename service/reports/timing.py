"""Under which time limits the timed parts were taken: a sentence from the rules, with what it rests on.

From the limits that were kept with the answers, so that what held then can be said years later. Never why.
"""

from collections.abc import Iterator

from scoring.result import TIMED_OUT
from scoring.timing import part_of
from service.kiosk.models import Answer
from service.reports.evidence import Evidence, Taken
from service.reports.view import Sentence, Trace
from service.reports.voice import Voice

#: From the least extra time to the most; the most that a person had anywhere is what is said.
ORDER = ("usual", "extra", "no_limit")


def timing_of(voice: Voice, evidence: Evidence) -> tuple[Sentence, ...]:
    """One sentence on the limits, and one where time ran out; none where no timed part was taken."""
    if voice.catalogue.advice.timing is None:
        return ()
    timed = [(taken, row) for taken in evidence.taken.values() for row in taken.answers.values() if row.timing]
    if not timed:
        return ()
    found = {id(row): limits_of(taken, row) for taken, row in timed}
    said = max(found.values(), key=ORDER.index)
    sentences = [sentence(voice, said, [(taken, row) for taken, row in timed if found[id(row)] == said])]
    late = [(taken, row) for taken, row in timed if row.value == TIMED_OUT]
    return tuple(sentences + ([sentence(voice, "timed_out", late)] if late else []))


def limits_of(taken: Taken, row: Answer) -> str:
    """How the limits kept with an answer compare with those of the module's file."""
    kept = dict(row.timing or {})
    item, part = taken.questionnaire.by_id.get(row.item_id), part_of(taken.questionnaire, row.item_id)
    usual = {"item_s": item.seconds if item else None, "part_s": part.seconds if part else None}
    limits = [(kept[name], usual[name]) for name in usual if name in kept]
    if any(seconds is None for seconds, _ in limits):
        return "no_limit"
    return "extra" if any(base is not None and seconds > base for seconds, base in limits) else "usual"


def sentence(voice: Voice, rule: str, rows: list[tuple[Taken, Answer]]) -> Sentence:
    """The rule's words, with the modules and the questions that they rest on."""
    return Sentence(
        text=voice.catalogue.advice.text(voice.language, f"timing.{rule}"),
        because=tuple(_modules(voice, rows)),
        trace=Trace(
            rule=f"timing.{rule}",
            items=tuple(sorted(f"{taken.module.slug}.{row.item_id}" for taken, row in rows)),
        ),
    )


def _modules(voice: Voice, rows: list[tuple[Taken, Answer]]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for taken, _ in rows:
        title = taken.module.text(voice.language, "title")
        counts[title] = counts.get(title, 0) + 1
    yield from (f"{title} ({count})" for title, count in counts.items())
