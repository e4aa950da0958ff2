"""What the templates of the studio get."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: How a text stands, in the order in which bars show it.
STATES = ("recorded", "stale", "generated", "missing")


@dataclass(frozen=True)
class Counts:
    """How many texts are in each state. `stale`: recorded, but the text changed since; `generated`: machine voice."""

    recorded: int = 0
    stale: int = 0
    generated: int = 0
    missing: int = 0

    @property
    def all(self) -> int:
        """All texts."""
        return self.recorded + self.stale + self.generated + self.missing

    @property
    def stretches(self) -> tuple[tuple[str, float, float], ...]:
        """State, where its part of a bar begins and how long it is, of 100."""
        found, at = [], 0.0
        for state in STATES[:-1]:
            size = 100 * int(getattr(self, state)) / max(self.all, 1)
            if size:
                found.append((state, round(at, 2), round(size, 2)))
            at += size
        return tuple(found)


@dataclass(frozen=True)
class LanguageRow:
    """A language and how far it is."""

    code: str
    name: str
    direction: str
    counts: Counts


@dataclass(frozen=True)
class LanguagesPage:
    """All languages of clients."""

    rows: tuple[LanguageRow, ...]


@dataclass(frozen=True)
class PartRow:
    """A module, or the words of the screens (`_interface`). `first`: address of its first text to record."""

    slug: str
    title: str
    counts: Counts
    first: str


@dataclass(frozen=True)
class TextRow:
    """A line of the list of texts."""

    address: str
    text: str
    kind: str
    state: str
    seconds: str
    voice: str


@dataclass(frozen=True)
class OverviewPage:
    """One language: how far each part is, and the list of all texts with its filters."""

    code: str
    name: str
    direction: str
    counts: Counts
    first: str
    parts: tuple[PartRow, ...]
    part_choices: tuple[tuple[str, str], ...]
    voices: tuple[str, ...]
    rows: tuple[TextRow, ...]
    asked: Mapping[str, str]
    total: int
    number: int
    pages: int
    before: str
    after: str
    done: str


@dataclass(frozen=True)
class Kept:
    """What is kept for a text now. `mark`: changes with the recording."""

    voice: str
    on: date | None
    mark: str
    is_machine: bool


@dataclass(frozen=True)
class TextPage:
    """One text to read aloud. `number` of `all` in this walk, `left` of them still to record.

    `about`: the question that an answer or hint belongs to. `beside`: the same text in a language of staff.
    `limits`: the measures by which the script judges a take, by the name of their data attribute.
    """

    code: str
    language: str
    direction: str
    part: str
    title: str
    overview: str
    address: str
    query: str
    text: str
    kind: str
    about: str
    intent: str
    beside: str
    beside_language: str
    state: str
    number: int
    all: int
    left: int
    before: str
    next: str
    sound: str
    take: Kept | None
    may_remove: bool
    may_restore: bool
    voice: str
    limits: tuple[tuple[str, float], ...]
    done: str
    problem: str

    @property
    def size(self) -> str:
        """How large the letters can be."""
        return "short" if len(self.text) <= 90 else "medium" if len(self.text) <= 180 else "long"

    @property
    def screens(self) -> bool:
        """Whether this is one of the screens' words rather than a module's."""
        return self.part == "_interface"


@dataclass(frozen=True)
class RemovePage:
    """Asks whether a recording may go."""

    code: str
    direction: str
    text: str
    address: str


@dataclass(frozen=True)
class VoicePage:
    """Asks whether all recordings of a voice may go. `count`: how many there are, former ones included."""

    overview: str
    language: str
    voice: str
    count: int
