"""Standard errors: the inverse of the observed information of the marginal likelihood (Louis, 1982).

For a pattern with likelihood L, integrated over the points x with posterior h, the information is s s' - E_h[L''/L],
where s = E_h[score]. For the parameters of two items L''/L is the product of their scores, so that all of it comes from
first derivatives, but for the blocks of single items.
"""

import numpy as np

from scoring.calibration.curves import ItemCurves, Parameters
from scoring.calibration.expectation import Expectation
from scoring.calibration.patterns import Patterns
from scoring.irt.parameters import Floats


def covariance(
    patterns: Patterns, parameters: Parameters, found: Expectation, common_slope: bool
) -> tuple[Floats, Floats] | None:
    """Covariance of the estimates, with the matrix that spreads it over items; None where they are not determined.

    The second is (n p, free): row i p is the slope of item i, row i p + k its k-th intercept. C V C' is the covariance
    of all of them; with a common slope, slopes share one column.
    """
    spread = _spread(parameters, common_slope)
    information = spread.T @ observed_information(patterns, parameters, found) @ spread
    if not np.isfinite(information).all() or np.linalg.eigvalsh(information).min() <= 0:
        return None
    return np.asarray(np.linalg.inv(information), dtype=np.float64), spread


def observed_information(patterns: Patterns, parameters: Parameters, found: Expectation) -> Floats:
    """For slope and intercepts of all items side by side, shape (n p, n p); 0 for intercepts that an item lacks."""
    curves = ItemCurves.of(parameters)
    points, items, answers, width = curves.score.shape
    size = items * width
    chosen = patterns.chosen.reshape(-1, items, answers)
    mean = np.zeros((len(chosen), size))
    information = np.zeros((size, size))
    for point in range(points):
        score = _scores(chosen, patterns, curves.score[point])
        weight = found.posterior[:, point]
        information -= (score * (weight * patterns.counts)[:, None]).T @ score
        mean += score * weight[:, None]
    information += (mean * patterns.counts[:, None]).T @ mean
    _put_blocks(information, curves, found.expected)
    return information


def _scores(chosen: Floats, patterns: Patterns, score: Floats) -> Floats:
    """Derivatives of each pattern's log-likelihood at one point, shape (P, n p); 0 for missing answers."""
    picked = score[np.arange(patterns.items), np.maximum(patterns.values, 0)]
    return np.where(patterns.values[..., None] >= 0, picked, 0.0).reshape(len(chosen), -1)


def _put_blocks(information: Floats, curves: ItemCurves, expected: Floats) -> None:
    """In the blocks of single items the product of scores gives way to the second derivatives."""
    width = curves.score.shape[3]
    product = np.einsum("qik,qikp,qikr->ipr", expected, curves.score, curves.score)
    second = np.einsum("qik,qikpr->ipr", expected, curves.second())
    for item, block in enumerate(product - second):
        place = slice(item * width, (item + 1) * width)
        information[place, place] += block


def _spread(parameters: Parameters, common_slope: bool) -> Floats:
    """Which of all parameters are free: 1 where a free one (column) is that of an item (row)."""
    items, width = parameters.free.shape
    there = np.column_stack((np.ones(items, dtype=bool), np.isfinite(parameters.intercepts)))
    columns = np.eye(items * width)[:, there.reshape(-1)]
    if not common_slope:
        return columns
    slopes = columns[::width].any(axis=0)
    return np.column_stack((columns[:, slopes].sum(axis=1), columns[:, ~slopes]))
