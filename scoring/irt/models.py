"""Chance of each answer to each item: Rasch, two and three parameters, graded response.

Three parameters (Birnbaum, 1968): P(right) = c + (1 - c) L(a (theta - b)), with L(x) = 1 / (1 + exp(-x)), ability theta
and difficulty b in logits, discrimination a per logit; c = 0 gives two parameters, and a = 1 Rasch (1960). There is no
1.7 in it: the metric is logistic. Graded response (Samejima, 1969): P(answer >= k) = L(a (theta - b_k)), and the chance
of one answer is the difference of two of these. A right-or-wrong item is a graded one with a single threshold.
"""

from dataclasses import dataclass

import numpy as np

from scoring.irt.parameters import Bank, Floats


def probability(
    ability: float | Floats,
    difficulty: float | Floats,
    discrimination: float | Floats = 1.0,
    guessing: float | Floats = 0.0,
) -> Floats:
    """Chance of a correct answer, in (guessing, 1); the arguments broadcast."""
    rising = 1.0 / (1.0 + np.exp(-discrimination * (np.asarray(ability) - difficulty)))
    return np.asarray(guessing + (1.0 - guessing) * rising, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Curves:
    """Every answer to every item at q abilities; all of shape (q, n, m + 1) for n items with at most m thresholds.

    `log`: logarithm of the chance P, -inf for answers that an item doesn't have. `slope`: P' / P, per logit.
    `second`: P'', per squared logit.
    """

    log: Floats
    slope: Floats
    second: Floats

    @property
    def chance(self) -> Floats:
        """The chance P of each answer; sums to 1 over the answers."""
        return np.exp(self.log)


def log_chances(bank: Bank, ability: float | Floats) -> Floats:
    """Logarithm of the chance of each answer, shape (q, n, m + 1); exact far out, where a chance itself would be 0.

    L(x) - L(y) = L(x) L(-y) (1 - exp(y - x)) gives the graded chances without a difference of nearly equal numbers.
    """
    upper, lower = _bounds(bank, ability)
    return _with_guessing(bank, log_logistic(upper) + log_logistic(-lower) + log_gap(upper, lower))


def curves(bank: Bank, ability: float | Floats) -> Curves:
    """Chance of each answer with its first two derivatives in ability."""
    upper, lower = _bounds(bank, ability)
    rise, fall = logistic(upper), logistic(lower)
    a, c = bank.a[:, None], bank.c[:, None]
    log = log_chances(bank, ability)
    share = np.ones_like(log)
    with np.errstate(invalid="ignore"):
        plain = np.log1p(-bank.c) + log_logistic(upper[..., 1])
        share[..., 1] = np.where(bank.c > 0, np.exp(plain - log[..., 1]), 1.0)
    slope = a * (share * logistic(-upper) - fall)
    bend = rise * (1 - rise) * (1 - 2 * rise) - fall * (1 - fall) * (1 - 2 * fall)
    return Curves(log, np.where(np.isneginf(log), 0.0, slope), a**2 * (1 - c) * bend)


def _bounds(bank: Bank, ability: float | Floats) -> tuple[Floats, Floats]:
    """A (theta - b) of each answer's lower and upper threshold: +inf below the first, -inf above the last."""
    distance = bank.a[:, None] * (np.atleast_1d(np.asarray(ability, dtype=np.float64))[:, None, None] - bank.b)
    edge = np.full((*distance.shape[:2], 1), np.inf)
    return np.concatenate((edge, distance), axis=2), np.concatenate((distance, -edge), axis=2)


def _with_guessing(bank: Bank, log: Floats) -> Floats:
    if bank.c.any():
        with np.errstate(divide="ignore"):
            log[..., 1] = np.logaddexp(np.log(bank.c), np.log1p(-bank.c) + log[..., 1])
        log[..., 0] += np.log1p(-bank.c)
    return log


def log_gap(upper: Floats, lower: Floats) -> Floats:
    """log(1 - exp(lower - upper)); -inf where the two are the same, as they are for answers that an item lacks."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.log1p(-np.exp(np.where(upper == lower, 0.0, lower - upper)))
    return found


def log_logistic(x: Floats) -> Floats:
    """Log L(x), exact for every x."""
    return -np.logaddexp(0.0, -x)


def logistic(x: Floats) -> Floats:
    """L(x) = 1 / (1 + exp(-x)), without overflow."""
    return np.exp(log_logistic(x))
