"""The F distribution by the incomplete beta function, as far as intervals need it."""

import math
from collections.abc import Callable

#: Below this, a denominator of the continued fraction counts as zero.
TINY = 1e-300
CLOSE = 1e-15
MOST_TERMS = 100_000


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Regularised I_x(a, b), 0 to 1, for `a`, `b` above 0 (Abramowitz & Stegun, 1964, 26.5.8, by Lentz's method).

    ValueError for `a` or `b` at or below 0, or `x` outside 0 to 1.
    """
    if min(a, b) <= 0 or not 0 <= x <= 1:
        raise ValueError(f"the incomplete beta function needs a, b above 0 and x from 0 to 1, found {a}, {b}, {x}")
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(1.0 - x, b, a)
    front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + term * d)
            c = _away_from_zero(1.0 + term / c)
            change = c * d
            value *= change
        if abs(change - 1.0) < CLOSE:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY


def f_quantile(chance: float, df1: float, df2: float) -> float:
    """The value that an F of `df1`, `df2` degrees of freedom stays below with this chance (above 0, below 1).

    ValueError for another chance, or degrees of freedom at or below 0.
    """
    if not 0 < chance < 1:
        raise ValueError(f"a chance lies between 0 and 1, found {chance}")
    if incomplete_beta(0.5, df1 / 2, df2 / 2) < chance:  # close to 1 a share loses digits: the other side's instead
        y = _root(lambda share: incomplete_beta(share, df2 / 2, df1 / 2) - (1 - chance))
        return df2 * (1 - y) / (df1 * y)
    x = _root(lambda share: incomplete_beta(share, df1 / 2, df2 / 2) - chance)
    return df2 * x / (df1 * (1 - x))


def _root(rising: Callable[[float], float]) -> float:
    """Where a function that rises over 0 to 1 crosses zero, to the last digit, by halving."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
