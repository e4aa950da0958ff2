"""What the templates of pages between two items get: feedback on practice, and the words about time."""

from dataclasses import dataclass

from service.kiosk.explaining import Explained
from service.kiosk.learning import Lesson
from service.kiosk.pages import Top


@dataclass(frozen=True)
class FeedbackPage:
    """After a practice item: its figure completed, or its pair put together."""

    top: Top
    screen: str
    right: bool
    text: str
    notice: str = ""
    figure: Explained | None = None
    lesson: Lesson | None = None


@dataclass(frozen=True)
class TimedPage:
    """Before a timed part. `minutes` for the part, or what is left of it once it has `begun`; 0 for none.

    `each`: for one item, in `unit` minutes or seconds; 0 for none. `free`: without a limit; `extra`: extra time.
    """

    top: Top
    screen: str
    minutes: int = 0
    begun: bool = False
    each: int = 0
    unit: str = ""
    free: bool = False
    extra: bool = False
    notice: str = ""


@dataclass(frozen=True)
class TimeUpPage:
    """Time ran out: at one question, or for a whole `part`."""

    top: Top
    screen: str
    part: bool
    notice: str = ""
