"""S-X²: does an item behave as its curve says, among people with the same number correct (or sum score)?

For each sum score s the share that gave answer k is compared with the share that the model expects,
E = sum P_k f*(s - k) w / sum f(s) w over the points of ability, where f is the distribution of the sum score and f*
that without the item (recursion of Lord & Wingersky, 1984). Orlando & Thissen (2000) for right-or-wrong items, Kang &
Chen (2008) for graded ones. Only people who answered every item count.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.curves import WEIGHTS, ItemCurves
from scoring.calibration.patterns import Patterns
from scoring.chi_square import upper_tail
from scoring.irt.parameters import Floats

#: Scores and answers are joined until so many people are expected in each cell.
LEAST_EXPECTED = 1.0


@dataclass(frozen=True, slots=True)
class ScoreFit:
    """The statistic, its degrees of freedom, and the chance of so much or more when the model holds."""

    s_x2: float
    df: int
    p: float


def score_fit(patterns: Patterns, curves: ItemCurves, item: int, free: int) -> ScoreFit | None:
    """S-X² of the item at this place; `free` of its parameters were estimated. None with too few complete answers."""
    complete = np.asarray((patterns.values >= 0).all(axis=1))
    if not complete.any():
        return None
    chances = [curves.chance[:, other, : patterns.categories[other]] for other in range(patterns.items)]
    expected = _expected_shares(chances, item)
    observed = _observed(patterns, complete, item, len(expected))
    cells = _joined(observed, observed.sum(axis=1, keepdims=True) * expected)
    df = sum(len(row) - 1 for row in cells) - free
    if df < 1:
        return None
    value = float(sum((found - wanted) ** 2 / wanted for row in cells for found, wanted in row))
    return ScoreFit(value, df, upper_tail(value, df))


def score_distribution(chances: list[Floats]) -> Floats:
    """Chance of each sum score at each point, shape (Q, highest sum + 1); `chances`: (Q, answers) per item."""
    found = np.ones((len(WEIGHTS), 1))
    for chance in chances:
        found = _with_item(found, chance)
    return found


def _with_item(found: Floats, chance: Floats) -> Floats:
    added = np.zeros((len(found), found.shape[1] + chance.shape[1] - 1))
    for answer in range(chance.shape[1]):
        added[:, answer : answer + found.shape[1]] += found * chance[:, answer, None]
    return added


def _expected_shares(chances: list[Floats], item: int) -> Floats:
    """Share of each answer among people with each sum score, shape (sums, answers)."""
    rest = score_distribution(chances[:item] + chances[item + 1 :])
    own = chances[item]
    shares = np.zeros((rest.shape[1] + own.shape[1] - 1, own.shape[1]))
    for answer in range(own.shape[1]):
        shares[answer : answer + rest.shape[1], answer] = (WEIGHTS * own[:, answer]) @ rest
    total = shares.sum(axis=1, keepdims=True)
    found: Floats = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    return found


def _observed(patterns: Patterns, complete: NDArray[np.bool_], item: int, sums: int) -> Floats:
    """People with each sum score and each answer; nobody at the lowest and highest sum, which leave no choice."""
    found = np.zeros((sums, int(patterns.categories[item])))
    values = patterns.values[complete].astype(np.int64)
    np.add.at(found, (values.sum(axis=1), values[:, item]), patterns.counts[complete])
    found[[0, -1]] = 0.0
    return found


Row = list[tuple[float, float]]


def _joined(observed: Floats, expected: Floats) -> list[Row]:
    """Rows of cells (observed, expected): scores joined upwards until two cells are full, the rest with the last."""
    rows: list[Row] = []
    waiting = np.zeros((2, observed.shape[1]))
    last = waiting
    for score in range(len(observed)):
        waiting = waiting + np.stack((observed[score], expected[score]))
        row = _cells(waiting)
        if len(row) > 1:
            rows.append(row)
            last, waiting = waiting, np.zeros_like(waiting)
    if rows and waiting.any():
        rows[-1] = _cells(last + waiting)
    return rows


def _cells(counts: Floats) -> Row:
    """Neighbouring answers joined until each cell is full; the rest joins the last one."""
    cells: Row = []
    found = wanted = 0.0
    for seen, meant in counts.T:
        found, wanted = found + float(seen), wanted + float(meant)
        if wanted >= LEAST_EXPECTED:
            cells.append((found, wanted))
            found = wanted = 0.0
    if cells and (found or wanted):
        cells[-1] = (cells[-1][0] + found, cells[-1][1] + wanted)
    return cells
