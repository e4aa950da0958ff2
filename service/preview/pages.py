"""What the booklet's template gets: the catalogue in the words of one language, with what only reviewers see."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.adaptive.plan import Adaptive
from scoring.c_test import Gap
from scoring.symbols import Picture
from scoring.timing import TimedBlock
from service.kiosk.amounts import Amount
from service.kiosk.figures import Drawing
from service.kiosk.learning import Lesson


@dataclass(frozen=True)
class OptionShown:
    """An answer. `key`: it is right; `why`: the reason of its value, or the error that a wrong one stands for."""

    code: str
    text: str
    value: str = ""
    picture: str = ""
    key: bool = False
    why: str = ""
    amount: Amount | None = None


@dataclass(frozen=True)
class GapsShown:
    """A C-test as it is asked: the text between the gaps, one piece more than there are gaps, and other right words."""

    between: tuple[str, ...]
    gaps: tuple[Gap, ...]
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemShown:
    """An item as a client reads it, and what a reviewer needs to judge it. `english` is empty in English itself."""

    id: str
    number: int
    kind: str
    sensitivity: str
    question: str
    english: str
    hint: str
    stimulus: str
    options: tuple[OptionShown, ...]
    intent: str
    practice: bool
    picture: str = ""
    figure: Drawing | None = None
    lesson: Lesson | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    c_test: GapsShown | None = None
    feedback: tuple[str, ...] = ()
    keys: str = ""
    facts: tuple[str, ...] = ()
    condition: str = ""
    status: str = ""


@dataclass(frozen=True)
class BandShown:
    """A band of a scale: from which value, and what staff and client read."""

    id: str
    starts: str
    staff: str
    client: str


@dataclass(frozen=True)
class LevelShown:
    """An indicated level of a domain: from which value, and what it means."""

    level: int
    starts: str
    says: str


@dataclass(frozen=True)
class ScaleShown:
    """A scale: what it is, from which items, and on what ground."""

    id: str
    name: str
    method: str
    items: str
    definition: str
    low: str
    high: str
    bands: tuple[BandShown, ...]
    levels: tuple[LevelShown, ...]
    notes: tuple[str, ...]
    reference: str


@dataclass(frozen=True)
class RuleShown:
    """A cut-off or a flag, with its source."""

    name: str
    says: str
    reference: str


@dataclass(frozen=True)
class ModulePart:
    """A module of the booklet."""

    slug: str
    version: str
    title: str
    minutes: int
    kind: str
    health: bool
    content_language: str
    count: int
    texts: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    items: tuple[ItemShown, ...]
    scales: tuple[ScaleShown, ...]
    cutoffs: tuple[RuleShown, ...]
    flags: tuple[RuleShown, ...]
    lists: tuple[str, ...] = ()
    adaptive: Adaptive | None = None
    timed: tuple[TimedBlock, ...] = ()


@dataclass(frozen=True)
class ListPart:
    """A choice list: headings with labels in the language of the booklet and in English."""

    name: str
    reference: str
    status: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Booklet:
    """The whole. `language`: of the items; the booklet's own words are Dutch or English."""

    language: str
    language_name: str
    direction: str
    modules: tuple[ModulePart, ...]
    lists: tuple[ListPart, ...]
    styles: str = field(default="")
    normed: bool = False
