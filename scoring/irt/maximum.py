"""The ability at which a curve is highest, given its slope: maximum likelihood and its two relatives.

The slope of the log-likelihood is set to zero. `map` adds the slope of a normal prior (Lord, 1986). `wle` adds
J / (2 I), with I = sum P'² / P and J = sum P' P'' / P over items and answers, which takes away the first-order bias
(Warm, 1989; graded: Samejima, 1998).
"""

import math
from collections.abc import Callable

import numpy as np

from scoring.irt.answers import Answered
from scoring.irt.information import expected_information
from scoring.irt.models import Curves
from scoring.irt.parameters import Floats
from scoring.irt.prior import Prior

Slope = Callable[[Floats], Floats]

#: The search reaches so far beyond the outermost threshold, in units of 1 / the smallest discrimination.
BEYOND = 20.0
COARSE, FINE, ROUNDS = 801, 33, 10


def slope_of_likelihood(answered: Answered) -> Slope:
    """Slope of the log-likelihood, per logit."""
    return lambda ability: answered.slope(answered.curves(ability))


def slope_of_posterior(answered: Answered, prior: Prior) -> Slope:
    """Slope of log-likelihood and log-prior together."""
    return lambda ability: answered.slope(answered.curves(ability)) - (ability - prior.mean) / prior.sd**2


def slope_of_weighted_likelihood(answered: Answered) -> Slope:
    """Warm's estimating equation."""

    def slope(ability: Floats) -> Floats:
        found = answered.curves(ability)
        return answered.slope(found) + _bias_term(found)

    return slope


def _bias_term(found: Curves) -> Floats:
    total = expected_information(found).sum(axis=1)
    skew = (found.slope * found.second).sum(axis=(1, 2))
    term: Floats = np.divide(skew, 2.0 * total, out=np.zeros_like(total), where=total > 0)
    return term


def highest(answered: Answered, slope: Slope, prior_mean: float | None = None) -> float:
    """The ability of the highest point; -inf or inf when the curve is highest at that end of the search.

    The curve is its slope added up over a coarse grid, which finds the highest of several hills (three parameters);
    the zero of the slope beside it is then narrowed down to 1e-12.
    """
    finite = answered.bank.b[np.isfinite(answered.bank.b)]
    marks = finite if prior_mean is None else np.append(finite, prior_mean)
    beyond = BEYOND / float(answered.bank.a.min())
    grid = np.linspace(float(marks.min()) - beyond, float(marks.max()) + beyond, COARSE)
    steepness = slope(grid)
    heights = np.concatenate(([0.0], np.cumsum((steepness[1:] + steepness[:-1]) / 2)))
    best = int(heights.argmax())
    if best in (0, COARSE - 1):
        return math.inf if best else -math.inf
    return _zero(slope, float(grid[best - 1]), float(grid[best + 1]))


def _zero(slope: Slope, lower: float, upper: float) -> float:
    for _ in range(ROUNDS):
        points = np.linspace(lower, upper, FINE)
        rising = np.flatnonzero(slope(points) > 0)
        place = int(rising[-1]) if len(rising) else 0
        lower, upper = float(points[place]), float(points[min(place + 1, FINE - 1)])
    return (lower + upper) / 2


def curvature(slope: Slope, ability: float, step: float = 1e-4) -> float:
    """Minus the second derivative at the maximum, per squared logit: a central difference of the slope."""
    below, above = slope(np.array([ability - step, ability + step]))
    return float(below - above) / (2 * step)
