"""Differential item functioning by Mantel and Haenszel: one odds ratio over all score levels."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from scoring.chi_square import upper_tail
from scoring.dif.matching import Compared, Comparison, Flags, compare
from scoring.irt.parameters import Floats

ETSClass = Literal["A", "B", "C"]
#: Of the delta scale (Holland & Thayer, 1985).
DELTA_PER_LOGIT = -2.35
NEGLIGIBLE, LARGE = 1.0, 1.5
SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class MantelHaenszel:
    """Of one item. `statistic`: chi-square with one degree of freedom and continuity correction; `uncorrected` without.

    `odds_ratio`: of a right answer, reference to focal group, at the same score; above 1 the item is harder for the
    focal group, and `delta` (-2.35 ln odds ratio) below 0. `se_delta` is by Phillips & Holland (1987). All are None
    where the scores leave nothing to compare; odds ratio, delta and classes also where one group never had it right.
    `by_size`: A below 1, C from 1.5. `ets`: A also where delta doesn't differ from 0; C only where it differs from 1
    (Zieky, 1993).
    """

    statistic: float | None
    uncorrected: float | None
    p: float | None
    odds_ratio: float | None
    delta: float | None
    se_delta: float | None
    by_size: ETSClass | None
    ets: ETSClass | None


NOTHING = MantelHaenszel(None, None, None, None, None, None, None, None)


def mantel_haenszel(compared: Compared, purify: bool = False) -> Comparison[MantelHaenszel]:
    """Each item between two groups matched on the sum score; `purify` leaves items with p ≤ .05 out of the score."""
    return compare(compared, _item, lambda found: found.p is not None and found.p <= SIGNIFICANCE, purify)


def _item(compared: Compared, item: int, kept: Flags) -> MantelHaenszel:
    """a, b: reference group right, wrong; c, d: focal group; n: all; one number per score level with two people."""
    right, score = compared.answers[:, item] == 1, compared.score(item, kept)
    levels = np.unique(score, return_inverse=True)[1]
    cells = [
        np.bincount(levels, weights=own, minlength=int(levels.max()) + 1)
        for own in (~compared.focal & right, ~compared.focal & ~right, compared.focal & right, compared.focal & ~right)
    ]
    a, b, c, d = np.stack(cells)[:, sum(cells) > 1]
    n = a + b + c + d
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * (n - 1))).sum()) if len(n) else 0.0
    if variance <= 0:
        return NOTHING
    distance = abs(float((a - (a + b) * (a + c) / n).sum()))
    statistic = (distance - 0.5) ** 2 / variance  # as difR; only where distance is below 0.5 R itself corrects less
    sized = _sized(float((a * d / n).sum()), float((b * c / n).sum()), a, b, c, d)
    return MantelHaenszel(statistic, distance**2 / variance, upper_tail(statistic, 1), *sized)


Sized = tuple[float | None, float | None, float | None, ETSClass | None, ETSClass | None]


def _sized(same: float, other: float, *cells: Floats) -> Sized:
    """Odds ratio, delta, its standard error, and both classes."""
    if min(same, other) <= 0:
        return None, None, None, None, None
    a, b, c, d = cells
    ratio = same / other
    spread = float(((a * d + ratio * b * c) * (a + d + ratio * (b + c)) / (a + b + c + d) ** 2).sum())
    delta = DELTA_PER_LOGIT * math.log(ratio)
    error = abs(DELTA_PER_LOGIT) * math.sqrt(spread / (2 * same**2))
    return ratio, delta, error, class_by_size(delta), ets_class(delta, error)


def class_by_size(delta: float) -> ETSClass:
    """A below 1 in size, C from 1.5, B between."""
    return "A" if abs(delta) < NEGLIGIBLE else "C" if abs(delta) >= LARGE else "B"


def ets_class(delta: float, error: float) -> ETSClass:
    """By size and certainty (Zieky, 1993): A where p > .05 or below 1, C from 1.5 and surely above 1."""
    two_sided, one_sided = (NormalDist().inv_cdf(1 - tail) for tail in (SIGNIFICANCE / 2, SIGNIFICANCE))
    if abs(delta) < NEGLIGIBLE or abs(delta) <= two_sided * error:
        return "A"
    return "C" if abs(delta) >= LARGE and abs(delta) - NEGLIGIBLE > one_sided * error else "B"
