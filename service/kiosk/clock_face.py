"""What the page of a timed item shows of the time."""

import math
from dataclasses import dataclass

from service.audio.numbers import STEPS


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
        now = math.ceil(self.left / 20) / 3
        return tuple(minutes for minutes in reversed(STEPS) if minutes <= now)
