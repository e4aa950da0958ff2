"""What an estimate of ability looks like."""

import math
from dataclasses import dataclass
from typing import Literal

#: Why an estimate is infinite: every answer is the lowest or the highest there is, or the likelihood has no maximum
#: inside (possible with guessing); or nothing was answered and there is no prior either.
Problem = Literal["all_lowest", "all_highest", "no_maximum", "no_answers"]


@dataclass(frozen=True, slots=True)
class Ability:
    """Ability and its standard error, both in logits.

    `problem` says why `value` is infinite; it is NaN for `no_answers`. The standard error is then infinite too.
    """

    value: float
    se: float
    problem: Problem | None = None

    @property
    def finite(self) -> bool:
        """Whether there is a number to work with."""
        return math.isfinite(self.value)
