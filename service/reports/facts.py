"""Answers as facts under short labels, and how the answering went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from scoring.definition import Item, ItemType, Sensitivity
from scoring.quality import fast_answers, longest_run
from scoring.result import DECLINED, NOTHING_SAID, TIMED_OUT, AnswerValue
from service.kiosk.models import Answer
from service.reports.answering import ModuleLine, Quality
from service.reports.evidence import Evidence, Taken
from service.reports.fact import Fact, FactGroup, Missing
from service.reports.layout import BACKGROUND, WORK, Groups, marked
from service.reports.voice import Voice

#: A longer wait between two answers of one module is an interruption.
PAUSE = timedelta(minutes=10)
#: Before the answer to a text with gaps, which takes long to fill in, only this is one.
PAUSE_OVER_TEXT = timedelta(minutes=25)

#: Types whose answers can form a pattern.
PATTERNED = (ItemType.SCALE, ItemType.SINGLE)

State = Literal["done", "skipped", "unfinished"]
STATES: Mapping[str, State] = {"done": "done", "skipped": "skipped"}
LABELS = {item: label for groups in (BACKGROUND, WORK) for _, rows in groups for item, label in rows}


def label_of(voice: Voice, taken: Taken, item: Item) -> str:
    """The short label of an item, or the question itself."""
    known = LABELS.get(item.id)
    return voice.say(known) if known else taken.module.question(voice.language, item)


def fact_of(voice: Voice, taken: Taken, item: Item) -> Fact:
    """One answer with its label."""
    value = taken.values.get(item.id)
    return Fact(
        id=f"{taken.module.slug}.{item.id}",
        label=label_of(voice, taken, item),
        answers=voice.answers(taken.module, item, value),
        missing=missing_of(value),
    )


def missing_of(value: AnswerValue) -> Missing | None:
    """How an answer is missing; None for one that is there."""
    if value == TIMED_OUT:
        return "timed_out"
    return "unanswered" if value is None else "declined" if value == DECLINED else None


def fact_groups(voice: Voice, taken: Taken | None, groups: Groups, *, complete: bool) -> tuple[FactGroup, ...]:
    """The asked items of a module under the headings of the layout; `complete` adds those that it doesn't name."""
    if taken is None or all(value is None for value in taken.values.values()):
        return ()
    asked = {item.id: item for item in taken.asked()}
    found = [
        FactGroup(
            title=voice.say(title), facts=_facts(voice, taken, [asked[item] for item, _ in rows if item in asked])
        )
        for title, rows in groups
    ]
    if complete:
        rest = [item for item in asked.values() if item.id not in LABELS]
        found.append(FactGroup(title=voice.say(marked("Other answers")), facts=_facts(voice, taken, rest)))
    return tuple(group for group in found if group.facts)


def _facts(voice: Voice, taken: Taken, items: Iterable[Item]) -> tuple[Fact, ...]:
    return tuple(fact_of(voice, taken, item) for item in items)


def module_line(voice: Voice, taken: Taken, language: str) -> ModuleLine:
    """How one module went. `language`: the one that the client took it in."""
    asked = taken.asked() if taken.row.opened_at is not None else []
    values = [taken.values.get(item.id) for item in asked]
    declined, late = (sum(value == word for value in values) for word in (DECLINED, TIMED_OUT))
    return ModuleLine(
        slug=taken.module.slug,
        title=taken.module.text(voice.language, "title"),
        version=taken.module.version,
        snapshot=taken.row.snapshot_hash[:8],
        state=STATES.get(taken.row.state, "unfinished"),
        answered=sum(value is not None for value in values) - declined - late,
        declined=declined,
        timed_out=late,
        asked=len(asked),
        translation=taken.module.status(language).value,
    )


def quality_of(evidence: Evidence, floors: Mapping[str, int]) -> Quality:
    """Facts over all visible answers that count, as `module_line` counts them: no practice, nothing off the path. Waits
    that a health question may be part of are not looked at.

    `floors`: language → milliseconds within which an answer can hardly have been read.
    """
    every = evidence.taken.values()
    answers = [part.answers[item.id] for part in every for item in part.asked() if item.id in part.answers]
    given = [answer for answer in answers if answer.value not in NOTHING_SAID]
    return Quality(
        answers=len(given),
        fast=fast_answers([answer.response_ms for answer in given], evidence.sitting.language, floors),
        declined=sum(answer.value == DECLINED for answer in answers),
        timed_out=sum(answer.value == TIMED_OUT for answer in answers),
        interruptions=sum(_interruptions(taken) for taken in evidence.taken.values()),
        same_in_a_row=max((_longest_run(taken) for taken in evidence.taken.values()), default=0),
    )


def _interruptions(taken: Taken) -> int:
    rows = sorted(taken.answers.values(), key=lambda row: (row.answered_at, row.item_id))
    by_id = taken.questionnaire.by_id
    waits = [
        (before, after)
        for before, after in pairwise(rows)
        if after.answered_at - before.answered_at > _usual_wait(by_id.get(after.item_id))
    ]
    return sum(not _health_between(taken, before, after) for before, after in waits)


def _usual_wait(item: Item | None) -> timedelta:
    return PAUSE_OVER_TEXT if item is not None and item.type is ItemType.C_TEST else PAUSE


def _health_between(taken: Taken, before: Answer, after: Answer) -> bool:
    order: Sequence[str] = taken.row.item_order or [item.id for item in taken.questionnaire.items]
    known = [order.index(row.item_id) if row.item_id in order else 0 for row in (before, after)]
    between = order[min(known) : max(known) + 1]
    by_id = taken.questionnaire.by_id
    return any(item in by_id and by_id[item].sensitivity is Sensitivity.HEALTH for item in between)


def _longest_run(taken: Taken) -> int:
    """Longest run of the same code over neighbouring rating items of a personal module."""
    if taken.questionnaire.structure.kind != "personal":
        return 0
    values = [taken.values.get(item.id) if item.type in PATTERNED else None for item in taken.asked()]
    return longest_run([None if value in NOTHING_SAID else value for value in values])
