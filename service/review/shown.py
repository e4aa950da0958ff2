"""The parts of the review page: answers, scores, signals and decisions in words. No logic."""

from dataclasses import dataclass
from datetime import datetime

from scoring.norm_tables import NormPlace


@dataclass(frozen=True)
class Said:
    """One answer in words, in the client's language and in the reader's. `at` is set for an earlier answer."""

    own: str
    read: str
    at: datetime | None = None


@dataclass(frozen=True)
class ShownAnswer:
    """A question with what was said. `state`: answered, declined, unanswered, or off_path (given, then not counted).

    `level`: of the most urgent signal that rests on it, empty for none.
    """

    number: int
    language: str
    direction: str
    question: Said
    answer: Said
    state: str
    earlier: tuple[Said, ...]
    level: str


@dataclass(frozen=True)
class ShownModule:
    """What a module gave. `state`: done, skipped, not_asked, or open. `not_asked`: questions left out by routing."""

    title: str
    state: str
    answers: tuple[ShownAnswer, ...]
    not_asked: tuple[str, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True)
class CutoffEntry:
    """One entry of a cut-off: for which language and population (`any` fits every one), on what grounds."""

    at_least: str
    status: str
    language: str
    population: str
    source: str
    date: str


@dataclass(frozen=True)
class ShownCutoff:
    """A cut-off: the entry that was applied and why that one, and which others there are.

    `language`: in which most was answered. `applied` None: no entry fits it. `reached` None: no score. `by_population`:
    there are entries for some people of this language alone, which can't apply because it isn't known who is who.
    """

    language: str
    applied: CutoffEntry | None
    reached: bool | None
    by_population: bool
    others: tuple[CutoffEntry, ...]


@dataclass(frozen=True)
class Track:
    """A scale drawn as a line of 100 units: the dot, its interval of one standard error, bands and cut-off."""

    dot: float
    low: float
    high: float
    bands: tuple[float, ...]
    cutoffs: tuple[float, ...]


@dataclass(frozen=True)
class ShownScale:
    """One scale. Numbers are written out for the reader; `error` is empty where it can't be known."""

    name: str
    value: str
    error: str
    lowest: str
    highest: str
    answered: int
    items: int
    reason: str
    band: str
    definition: str
    reference: str
    band_reference: str
    cutoffs: tuple[ShownCutoff, ...]
    track: Track | None
    norm: NormPlace | None = None


@dataclass(frozen=True)
class ShownScores:
    """The scales of one module."""

    title: str
    version: str
    scales: tuple[ShownScale, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Names of scales of which nothing was asked."""
        return tuple(scale.name for scale in self.scales if not scale.items)


@dataclass(frozen=True)
class Closure:
    """How a signal was closed. `acknowledged`: seen at the release, without a reason of its own."""

    reason: str
    acknowledged: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class Ground:
    """A question that a flag rests on, its answer, and answers given before it, in the reader's language."""

    question: str
    answer: str
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class ShownSignal:
    """A flag with its evidence."""

    key: str
    level: str
    text: str
    reference: str
    evidence: tuple[Ground, ...]
    raised_at: datetime | None
    waited: str
    late: bool
    holds: bool
    closure: Closure | None


@dataclass(frozen=True)
class PlainScore:
    """A line of the scores that the municipality sees as well, with the title of its module."""

    module: str
    scale: ShownScale


@dataclass(frozen=True)
class PlainAnswers:
    """The other answers of one module, in the reader's language."""

    title: str
    answers: tuple[Said, ...]


@dataclass(frozen=True)
class Allowed:
    """What can be done now."""

    work: bool
    follow_up: bool
    release: bool
    close: bool
