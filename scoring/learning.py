"""Two tests of the same pairs compared: how much practice added, and how much of what was learned is still there.

n: pairs asked in each test; x1, x2: right answers in the earlier and the later one, each brought to n when an answer is
missing. A pair that was passed over counts as wrong.

Gain, from -1 to 1: of the pairs that were still wrong the share that practice made right, (x2 - x1) / (n - x1); where
the later test is worse, the share that was lost, (x2 - x1) / x1 (normalised change: Marx & Cummings, 2007). With fewer
than two pairs left to learn there is no score: all would hang on one answer.

Retention, from 0 to n / `needed`: of what was right at the end of learning the share that is right later, x2 / x1. It
can exceed 1, by guessing or by what comes back. Below `needed` right answers in the earlier test there is no score:
what was not learned can't be forgotten.

Standard errors by the delta method from the binomial variance of each test, n p (1 - p) with p = (x + 1) / (n + 2)
(Laplace), so that all right or all wrong claims no certainty. Two tests of eight pairs give wide intervals; that is how
little they know.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.measures import Scale

#: Fewer pairs than this left to learn, and a gain would rest on one answer.
LEAST_ROOM = 2


@dataclass(frozen=True, slots=True)
class Change:
    """`raw`: right answers in the later test, for a gain less those in the earlier one."""

    raw: float
    value: float
    se: float


@dataclass(frozen=True, slots=True)
class Tests:
    """Two tests of `pairs` pairs: right answers before and after."""

    pairs: int
    before: float
    after: float

    @property
    def room(self) -> float:
        """What was left to learn after the earlier test."""
        return self.pairs - self.before

    def variance(self, right: float) -> float:
        """Binomial, in squared pairs, around a share that is never quite 0 or 1."""
        share = (right + 1) / (self.pairs + 2)
        return self.pairs * share * (1 - share)


def change_of(scale: Scale, answered: Mapping[str, float]) -> Change | str:
    """The change from the scale's `earlier` items to its others, 1 for each right answer; or why there is none."""
    before = [number for item, number in answered.items() if item in scale.earlier]
    after = [number for item, number in answered.items() if item not in scale.earlier]
    if min(len(before), len(after)) < scale.min_answered * len(scale.earlier) - 1e-9:
        return "too_few_answers"
    pairs = len(scale.earlier)
    tests = Tests(pairs, *(pairs * math.fsum(numbers) / len(numbers) for numbers in (before, after)))
    return _CHANGES[scale.method](scale, tests)


def _gain(_scale: Scale, tests: Tests) -> Change | str:
    if tests.room < LEAST_ROOM - 1e-9:
        return "nothing_left_to_learn"
    raw = tests.after - tests.before
    whole, kept = (tests.room, tests.pairs - tests.after) if raw >= 0 else (tests.before, tests.after)
    return Change(raw, raw / whole, _error_of_share(tests, whole, kept))


def _retention(scale: Scale, tests: Tests) -> Change | str:
    if tests.before < max(scale.needed, 1) - 1e-9:
        return "too_little_learned"
    return Change(tests.after, tests.after / tests.before, _error_of_share(tests, tests.before, tests.after))


def _error_of_share(tests: Tests, whole: float, part: float) -> float:
    """Standard error of a share whose whole comes from the earlier test and whose part from the later one."""
    part_variance, whole_variance = tests.variance(tests.after), tests.variance(tests.before)
    return math.sqrt(part_variance + whole_variance * (part / whole) ** 2) / whole


_CHANGES: Mapping[str, Callable[[Scale, Tests], Change | str]] = {"gain": _gain, "retention": _retention}
