"""What the page of a timed item shows of the time."""

import math
from dataclasses import dataclass

from service.audio.numbers import STEPS, at_most


@dataclass(frozen=True)
class Clock:
    """Seconds: `every` that the part had, `left` of it, and until the `end` of this question. `still`: a hand waits.
    `folded`: the client has folded it away.
    """

    every: int
    left: int
    end: int
    still: bool = False
    folded: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """The minutes that the words go through from here: one by one from ten on, in fives and tens before."""
        return tuple(minutes for minutes in reversed(STEPS) if minutes <= _minutes(self.left))


def minutes_told(seconds: float) -> int:
    """The same for one moment: before the clock starts nothing else may be said than on the page that comes then."""
    return at_most(_minutes(seconds))


def _minutes(seconds: float) -> float:
    """To the third of a minute, upwards: who has used four seconds of thirty minutes has thirty left."""
    return math.ceil(seconds / 20) / 3
