"""The chi-square distribution, as far as tests of fit need it."""

import math


def upper_tail(value: float, df: int) -> float:
    """Chance of a chi-square of at least `value` with `df` degrees of freedom, 0 to 1; exact for whole `df`.

    Even df: exp(-h) sum h^j / j! for j < df / 2, with h = value / 2; odd: erfc(sqrt h) + exp(-h) sum h^(j - 1/2) /
    Gamma(j + 1/2) for 1 <= j <= (df - 1) / 2 (Abramowitz & Stegun, 1964, 26.4.4 and 26.4.5). ValueError for df < 1.
    """
    if df < 1:
        raise ValueError(f"degrees of freedom must be at least 1, found {df}")
    if value <= 0:
        return 1.0
    half = value / 2
    odd = df % 2
    powers = [number + (0.5 if odd else 0.0) for number in range(df // 2)]
    terms = (math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, (math.erfc(math.sqrt(half)) if odd else 0.0) + math.fsum(terms))
