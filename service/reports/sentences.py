"""The rules that apply, as sentences with their reasons in words and the trace to scores and answers."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from scoring import advice
from scoring.advice import advise
from scoring.conditions import AllOf, AnyOf, Not, When, items_in, scales_in
from service.reports.evidence import Evidence
from service.reports.facts import label_of
from service.reports.lines import lines_of
from service.reports.scale_line import ScaleLine
from service.reports.view import Sentence, Suggestions, Trace
from service.reports.voice import Voice

#: As many reasons as a reader takes in; all of them are in the trace.
MOST_REASONS = 4
MOST_ANSWERS = 2
#: Operators that ask whether there is something at all, which is no reason for a sentence.
EXISTENCE = ("scored", "not_scored", "answered")


class Sentences:
    """All rules that apply to one person, by section, for one kind of reader."""

    def __init__(self, voice: Voice, evidence: Evidence, *, for_client: bool) -> None:
        self._voice, self._evidence, self._for_client = voice, evidence, for_client
        taken = evidence.taken
        found = advise(
            voice.catalogue.advice.rules,
            {slug: row.questionnaire for slug, row in taken.items()},
            {slug: row.values for slug, row in taken.items()},
            {slug: row.result for slug, row in taken.items() if row.result is not None},
        )
        self._by_section: dict[str, list[advice.Advice]] = {}
        for row in found:
            self._by_section.setdefault(row.section, []).append(row)

    @cached_property
    def lines(self) -> Mapping[str, ScaleLine]:
        """Every scale line by `module.scale`."""
        every = [line for taken in self._evidence.taken.values() for line in lines_of(self._voice, taken)]
        return {line.id: line for line in every}

    def section(self, name: str) -> tuple[Sentence, ...]:
        """The sentences of a section in file order; none for a section that this reader doesn't get."""
        reader: Literal["client", "staff"] = "client" if self._for_client else "staff"
        readable = {section.id for section in self._voice.catalogue.advice.sections_for(reader)}
        return tuple(self._sentence(row) for row in self._by_section.get(name, ())) if name in readable else ()

    def suggestions(self, name: str) -> Suggestions:
        """A section with the heading that the rules give it."""
        sentences = self.section(name)
        title = self._voice.catalogue.advice.text(self._voice.language, f"section.{name}") if sentences else ""
        return Suggestions(id=name, title=title, sentences=sentences)

    def _sentence(self, row: advice.Advice) -> Sentence:
        rules, language = self._voice.catalogue.advice, self._voice.language
        text = rules.client_text if self._for_client else lambda code, rule: rules.text(code, f"advice.{rule}")
        return Sentence(
            text=text(language, row.rule),
            because=() if self._for_client else self._reasons(row),
            trace=trace_of(row),
        )

    def _reasons(self, row: advice.Advice) -> tuple[str, ...]:
        """Scores and answers that speak for the sentence. What a rule only rules out is no reason to a reader."""
        when = next(rule.when for rule in self._voice.catalogue.advice.rules if rule.id == row.rule)
        named = set(_affirmed(when))
        scales = [self._scale_reason(trace.scale) for trace in row.trace.scales if trace.scale in named]
        items = [self._item_reason(trace) for trace in row.trace.items if trace.item in named]
        return tuple(dict.fromkeys(reason for reason in (*scales, *items) if reason))[:MOST_REASONS]

    def _scale_reason(self, reference: str) -> str:
        line = self.lines.get(reference)
        return f"{line.name}: {line.words}" if line and line.value is not None else ""

    def _item_reason(self, row: advice.ItemTrace) -> str:
        slug, _, name = row.item.rpartition(".")
        taken = self._evidence.taken.get(slug)
        if taken is None:
            return ""
        item = taken.questionnaire.by_id[name]
        words = self._voice.answers(taken.module, item, row.answer)
        shown = (*words[:MOST_ANSWERS], "…") if len(words) > MOST_ANSWERS else words
        return f"{label_of(self._voice, taken, item)}: {', '.join(shown)}" if words else ""


def _affirmed(condition: When) -> Iterator[str]:
    """References of all leaves that are not under a `not` and look at what was answered, not at whether."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from _affirmed(part)
    elif not isinstance(condition, Not) and getattr(condition, "op", "") not in EXISTENCE:
        yield from (*items_in(condition), *scales_in(condition))


def trace_of(row: advice.Advice) -> Trace:
    """The rule with the scales it looked at, and the items these were computed from or that it looked at itself."""
    modules = [(trace.scale.rpartition(".")[0], trace.items) for trace in row.trace.scales]
    under_scales = [f"{slug}.{item}" for slug, items in modules for item in items]
    own = [trace.item for trace in row.trace.items]
    return Trace(
        rule=row.rule,
        scales=tuple(trace.scale for trace in row.trace.scales),
        items=tuple(dict.fromkeys([*own, *under_scales])),
    )
