"""What each kiosk template gets: frozen, and without a key, a score or an answer of a health item."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from service.kiosk.choices import ChoiceGroup
from service.kiosk.clock_face import Clock
from service.kiosk.figures import Drawing, Mark
from service.kiosk.gap_text import GapText
from service.kiosk.heard import Heard
from service.kiosk.learning import Lesson
from service.web.appearance import Appearance

#: A notice that is not about a form: said once, on the whole page that a client comes in at again.
RESUMED = "resumed"
Choices = Callable[[], tuple[ChoiceGroup, ...]]


@dataclass(frozen=True)
class Station:
    """A module on the path. `state`: done, skipped, open (begun), next, waiting."""

    slug: str
    title: str
    minutes: int
    state: str


@dataclass(frozen=True)
class Top:
    """The head of every page. `dots`: the state of each module; `share`: percents of the open module, or None.

    `number` of at most `most` in an adaptive bank; 0 elsewhere. `beside`: other languages. `hand`: up, down or none.
    `hears`: whether anything can be heard in this language; `sound`: what of this page, if anything. `resumed`: the
    client has just come in again.
    """

    dots: tuple[str, ...] = ()
    title: str = ""
    minutes: int = 0
    share: int | None = None
    signed_in: bool = False
    soft: bool = False
    idle_seconds: int = 0
    number: int = 0
    most: int = 0
    appearance: Appearance = Appearance()
    beside: tuple[str, ...] = ()
    hand: str = ""
    hears: bool = False
    sound: Heard | None = None
    resumed: bool = False

    @property
    def idle_digits(self) -> str:
        """The minutes until the page goes blank by itself, digit by digit, as the style sheet reads them."""
        minutes = min(self.idle_seconds // 60, 999)
        return f"h{minutes // 100} t{minutes // 10 % 10} o{minutes % 10}" if self.idle_seconds else ""


@dataclass(frozen=True)
class Page:
    """A page without content of its own. `chosen`: ticked and not sent yet; `typed`: of a code, not sent yet;
    `slug`: the open module.
    """

    top: Top
    screen: str
    notice: str = ""
    text: str = ""
    title: str = ""
    chosen: frozenset[tuple[str, str]] = frozenset()
    typed: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Second:
    """A second language under the first. `shown`: the words are there; else a button offers them."""

    language: str
    shown: bool
    question: str = ""
    help: str = ""


@dataclass(frozen=True)
class Finder:
    """The search of a long list. `state`: often (nothing typed), found, alike, none, group. `headings`: id, words."""

    words: str
    state: str
    count: int
    headings: tuple[tuple[str, str], ...]
    open: str


@dataclass(frozen=True)
class ItemPage:
    """One question. `content_language`: the language of stimulus and options where that is another one.

    `same`: what the question hangs on as everybody sees it; None where something of the client's own stands in it.
    """

    top: Top
    screen: str
    notice: str
    item_id: str
    kind: str
    question: str
    help: str
    stimulus: str
    content_language: str
    options_language: str
    choices: Choices
    value: str
    minimum: float | None
    maximum: float | None
    picture: str
    figure: Drawing | None
    decline: str
    key: str
    revision: int
    hidden_answer: bool
    saved: bool
    practice: bool
    lesson: Lesson | None = None
    back: bool = True
    forward: bool = False
    gap_text: GapText | None = None
    finder: Finder | None = None
    second: Second | None = None
    clock: Clock | None = None
    same: tuple[object, ...] | None = None

    @cached_property
    def groups(self) -> tuple[ChoiceGroup, ...]:
        """The choices, made when they are drawn: a question that is the same for all is drawn seldom."""
        return self.choices()

    @property
    def striped(self) -> tuple[Mark, ...]:
        """A mark for each pattern of stripes that the page needs."""
        return self.figure.striped if self.figure else self.lesson.striped if self.lesson else ()


@dataclass(frozen=True)
class ModulePage:
    """Before or after a module: its words. `most`: the largest number of questions of an adaptive module; else 0.

    `slug`: which module it is.
    """

    top: Top
    screen: str
    title: str
    text: str
    warning: str = ""
    minutes: int = 0
    begun: bool = False
    health: bool = False
    notice: str = ""
    most: int = 0
    slug: str = ""
