"""What a report may say, per audience: frozen, and without a place for anything that its reader may not know.

All words are in the report's language already, so an issued report never changes with a later text. Positions on a
track are in percent of its length; values are on the scale's own metric. `id`s are `module.scale` or `module.item`.
"""

from collections import Counter
from datetime import date
from typing import Literal

from scoring.conditions import Frozen
from service.reports.answering import ModuleLine, Quality
from service.reports.fact import FactGroup
from service.reports.level_line import LevelLine
from service.reports.scale_line import ScaleLine

#: As many names as a line of the appendix holds; a rule that looks at more looks at whole modules.
MOST_NAMES = 12


class Trace(Frozen):
    """Where a sentence comes from: the rule, and the scales and items that made it apply."""

    rule: str
    scales: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Sentence(Frozen):
    """One sentence of a rule, with what led to it in words."""

    text: str
    because: tuple[str, ...] = ()
    trace: Trace


class Route(Frozen):
    """One of the inburgering routes with what speaks for and against it."""

    id: str
    title: str
    pros: tuple[Sentence, ...] = ()
    cons: tuple[Sentence, ...] = ()


class Suggestions(Frozen):
    """The sentences of one section of the rules."""

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()


class Outcome(Frozen):
    """The fixed sentences that were released."""

    on: date
    sentence: str
    limits: tuple[str, ...] = ()


class Planned(Frozen):
    """An appointment of the client's own. `time`: on the Dutch clock of 24 hours, `14:30`."""

    on: date
    time: str
    place: str


class Header(Frozen):
    """What stands above a report. `assessed_on`: the day the assessment was finished.

    `unapproved`: a text of the assessment, or of this report, has not been approved in its language.
    """

    organisation: str
    reference: str
    number: int
    issued_on: date
    assessed_on: date
    language: str
    language_name: str
    language_own_name: str
    unapproved: bool = False


class KlantmanagerReport(Frozen):
    """The report for the klantmanager."""

    audience: Literal["klantmanager"] = "klantmanager"
    language: str
    header: Header
    summary: tuple[Sentence, ...]
    profile: tuple[ScaleLine, ...]
    strengths: tuple[Sentence, ...]
    obstacles: tuple[Sentence, ...]
    outcome: Outcome | None
    steps: tuple[Sentence, ...]
    background: tuple[FactGroup, ...]
    background_scales: tuple[ScaleLine, ...]
    work: tuple[FactGroup, ...]
    work_scales: tuple[ScaleLine, ...]
    levels: tuple[LevelLine, ...] = ()
    person_scales: tuple[ScaleLine, ...]
    learning_scales: tuple[ScaleLine, ...]
    routes: tuple[Route, ...]
    suggestions: tuple[Suggestions, ...]
    modules: tuple[ModuleLine, ...]
    quality: Quality
    reliance: Sentence | None = None
    timing: tuple[Sentence, ...] = ()

    @property
    def lines(self) -> tuple[ScaleLine, ...]:
        """Every scale of this report, in the order of its pages."""
        return (*self.background_scales, *self.work_scales, *self.person_scales, *self.learning_scales)

    @property
    def normed(self) -> bool:
        """Whether any scale is compared with a group of people."""
        return any(line.norm is not None for line in self.lines)

    @property
    def said(self) -> tuple[Sentence, ...]:
        """Every sentence of this report that comes from a rule, each rule once."""
        routes = [sentence for route in self.routes for sentence in (*route.pros, *route.cons)]
        rest = [sentence for section in self.suggestions for sentence in section.sentences]
        own = [*self.timing, *([self.reliance] if self.reliance else [])]
        every = (*self.summary, *self.strengths, *self.obstacles, *self.steps, *routes, *rest, *own)
        return tuple({sentence.trace.rule: sentence for sentence in every}.values())

    @property
    def names(self) -> dict[str, str]:
        """What the scales and the answers are called that this report shows, by id."""
        facts = {fact.id: fact.label for group in (*self.background, *self.work) for fact in group.facts}
        return facts | {line.id: line.name for line in self.lines}

    def looked_at(self, trace: Trace) -> tuple[str, ...]:
        """What a rule looked at, by name; of many, or of questions without a name, how many of each module."""
        every = (*trace.scales, *self.own_items(trace))
        known, titles = self.names, {module.slug: module.title for module in self.modules}
        few = len(every) <= MOST_NAMES
        named = dict.fromkeys(known[name] for name in every if few and name in known)
        rest = Counter(titles.get(name.partition(".")[0], name) for name in every if not few or name not in known)
        return (*named, *(f"{title} ({number})" for title, number in rest.items()))

    def own_items(self, trace: Trace) -> tuple[str, ...]:
        """The items that a rule looked at itself, without those of its scales."""
        lines = [line for line in self.lines if line.id in trace.scales]
        under = {f"{line.id.partition('.')[0]}.{item}" for line in lines for item in line.items}
        return tuple(item for item in trace.items if item not in under)


class Topic(Frozen):
    """A few plain sentences to the client under one heading."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]


class ClientReport(Frozen):
    """The client's own copy: no scores, no bands, no names of scales."""

    audience: Literal["client"] = "client"
    language: str
    header: Header
    name: str
    strengths: tuple[Sentence, ...]
    topics: tuple[Topic, ...]
    steps: tuple[Sentence, ...]
    outcome: Outcome | None
    appointment: Planned | None = None
    case_manager: str
    contact: str


AnyReport = KlantmanagerReport | ClientReport
