"""On which days something can be planned."""

from dataclasses import dataclass
from datetime import date, timedelta

#: How far ahead a day may lie; what is further off is a slip of the keyboard.
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Window:
    """The first and the last day that can be chosen. `over`: the days that the MGGZ gave are over."""

    first: date
    last: date
    over: bool


def open_window(first: date, last: date, today: date) -> Window:
    """What is left of the days from `first` to `last`; once all of them are over, any day from today on."""
    over = last < today
    return Window(today, today + AHEAD, True) if over else Window(max(first, today), last, False)
