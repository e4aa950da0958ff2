"""What the booklet's template gets: the catalogue in the words of one language, with what only reviewers see."""

from dataclasses import dataclass, field

from service.kiosk.figures import Drawing


@dataclass(frozen=True)
class OptionShown:
    """An answer. `key`: it is right; `why`: the reason of its value, or the error that a wrong one stands for."""

    code: str
    text: str
    value: str = ""
    picture: str = ""
    key: bool = False
    why: str = ""


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
    texts: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    items: tuple[ItemShown, ...]
    scales: tuple[ScaleShown, ...]
    cutoffs: tuple[RuleShown, ...]
    flags: tuple[RuleShown, ...]
    lists: tuple[str, ...] = ()


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
