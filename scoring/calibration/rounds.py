"""EM until it stands still, in long strides: SQUAREM (Varadhan & Roland, 2008).

Two EM rounds show the direction and how much it shrinks; a third starts from where they seem to lead. A stride that
makes the likelihood worse, or is impossible, is not taken, so that the likelihood never falls.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.calibration.curves import ItemCurves, Parameters
from scoring.calibration.expectation import Expectation, expectation
from scoring.calibration.maximisation import maximised
from scoring.calibration.patterns import Patterns

#: Told after each stride: EM rounds so far, and the largest change of a parameter in the last one.
Progress = Callable[[int, float], None]

TOLERANCE = 1e-6
MOST_ROUNDS = 1000
#: The points of ability are 0.2 apart: a slope beyond this can't be told from an infinite one, and only grows.
STEEPEST = 50.0


@dataclass(frozen=True, eq=False)
class Estimated:
    """Where EM ended: parameters, their E step, the number of rounds, and whether they stood still."""

    parameters: Parameters
    expectation: Expectation
    rounds: int
    converged: bool


def estimated(
    patterns: Patterns, start: Parameters, common_slope: bool, progress: Progress | None = None, most: int = MOST_ROUNDS
) -> Estimated:
    """Maximum likelihood from a start. Stands still: no parameter changes by 1e-6 in a round."""

    def expect(parameters: Parameters) -> Expectation:
        return expectation(patterns, ItemCurves.of(parameters))

    now, found, rounds = start, expect(start), 0
    while rounds < most and np.abs(now.slopes).max() < STEEPEST:
        first = maximised(now, found.expected, common_slope)
        middle = expect(first)
        second = maximised(first, middle.expected, common_slope)
        rounds += 2
        change = float(np.abs(second.free - first.free).max())
        if progress is not None:
            progress(rounds, change)
        far, now, found = _stride(now, first, second), second, expect(second)
        if change < TOLERANCE:
            return Estimated(now, found, rounds, True)
        if far.possible:
            reached = expect(far)
            if reached.log_likelihood >= found.log_likelihood:
                now, found = far, reached
    return Estimated(now, found, rounds, False)


def _stride(start: Parameters, first: Parameters, second: Parameters) -> Parameters:
    step = first.free - start.free
    bend = second.free - first.free - step
    length = float(np.linalg.norm(bend))
    factor = -max(1.0, float(np.linalg.norm(step)) / length) if length > 0 else -1.0
    return second.moved(start.free - 2 * factor * step + factor**2 * bend)
