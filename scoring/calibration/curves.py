"""Chances and their derivatives in an item's parameters, at the points over which ability is integrated.

P(answer >= k) = L(s x + d_k), with slope s, falling intercepts d_1 > d_2 > ... and standard normal x. Slope and
intercepts are what is estimated: nothing breaks when a slope passes 0. Then a = s and b_k = -d_k / s, in logits.
"""

from dataclasses import dataclass

import numpy as np

from scoring.irt.models import log_gap, log_logistic, logistic
from scoring.irt.parameters import Floats

#: 61 points from -6 to 6, the customary fineness for one dimension.
REACH, POINTS = 6.0, 61
NODES = np.linspace(-REACH, REACH, POINTS)
WEIGHTS = np.exp(-0.5 * NODES**2) / np.exp(-0.5 * NODES**2).sum()


@dataclass(frozen=True, eq=False)
class Parameters:
    """Slopes, shape (n,), and intercepts, shape (n, m), -inf where an item has fewer."""

    slopes: Floats
    intercepts: Floats

    @property
    def free(self) -> Floats:
        """All of an item side by side, shape (n, 1 + m): slope first; 0 where an item has fewer intercepts."""
        real = np.where(np.isfinite(self.intercepts), self.intercepts, 0.0)
        return np.column_stack((self.slopes, real))

    def moved(self, free: Floats) -> "Parameters":
        """With other numbers in the same shape."""
        return Parameters(free[:, 0], np.where(np.isfinite(self.intercepts), free[:, 1:], -np.inf))

    @property
    def possible(self) -> bool:
        """Whether all are finite and the intercepts of each item fall."""
        upper, lower = self.intercepts[:, :-1], self.intercepts[:, 1:]
        falling = (upper > lower) | np.isneginf(lower)
        return bool(falling.all() and np.isfinite(self.free).all())


@dataclass(frozen=True, eq=False)
class ItemCurves:
    """At Q points, for n items with up to K answers and p = K parameters (slope, intercepts).

    `log`: logarithms of the chances, 0 for answers that an item lacks. `chance`: the chances. Both (Q, n, K).
    `score`: derivatives of `log` in the parameters, (Q, n, K, p).
    """

    log: Floats
    chance: Floats
    score: Floats
    edges: tuple[Floats, Floats]

    @classmethod
    def of(cls, parameters: Parameters) -> "ItemCurves":
        """At the fixed points."""
        upper, lower = _edges(parameters)
        low, high, gap = log_logistic(upper), log_logistic(-lower), log_gap(upper, lower)
        there = np.isfinite(gap)
        log = low + high + gap
        with np.errstate(invalid="ignore"):
            rise = np.where(there, np.exp(log_logistic(-upper) - high - gap), 0.0)
            fall = np.where(there, np.exp(log_logistic(lower) - low - gap), 0.0)
        return cls(np.where(there, log, 0.0), np.exp(log), _score(rise, fall), (upper, lower))

    def second(self) -> Floats:
        """Second derivatives of the chances divided by the chances, shape (Q, n, K, p, p)."""
        upper, lower = (1 - 2 * logistic(edge) for edge in self.edges)
        width = self.log.shape[2]
        found = np.zeros((*self.log.shape, width, width))
        for answer in range(width):
            for threshold, bend in ((answer, upper), (answer + 1, lower)):
                if 1 <= threshold < width:
                    along = self.score[:, :, answer, threshold] * bend[:, :, answer]
                    found[:, :, answer] += along[:, :, None, None] * _direction(threshold, width)
        return found


def _direction(threshold: int, width: int) -> Floats:
    """Outer product of the derivatives of s x + d_k, shape (Q, 1, p, p)."""
    found = np.zeros((len(NODES), width))
    found[:, 0], found[:, threshold] = NODES, 1.0
    return found[:, None, :, None] * found[:, None, None, :]


def _edges(parameters: Parameters) -> tuple[Floats, Floats]:
    position = NODES[:, None, None] * parameters.slopes[:, None] + parameters.intercepts
    edge = np.full((*position.shape[:2], 1), np.inf)
    return np.concatenate((edge, position), axis=2), np.concatenate((position, -edge), axis=2)


def _score(rise: Floats, fall: Floats) -> Floats:
    width = rise.shape[2]
    score = np.zeros((*rise.shape, width))
    score[..., 0] = NODES[:, None, None] * (rise - fall)
    for answer in range(width):
        if answer:
            score[:, :, answer, answer] = rise[:, :, answer]
        if answer + 1 < width:
            score[:, :, answer, answer + 1] = -fall[:, :, answer]
    return score
