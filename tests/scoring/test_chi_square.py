import math

import numpy as np
import pytest

from scoring.chi_square import upper_tail


@pytest.mark.parametrize(
    ("value", "df", "tail"),
    [(3.841458820694124, 1, 0.05), (5.991464547107979, 2, 0.05), (18.307038053275146, 10, 0.05), (30.0, 7, 9.496e-05)],
)
def test_known_values(value: float, df: int, tail: float) -> None:
    """The first three are the customary 5 % points."""
    assert upper_tail(value, df) == pytest.approx(tail, rel=1e-4)


@pytest.mark.parametrize("df", [1, 2, 3, 8, 15])
@pytest.mark.parametrize("value", [0.3, 2.0, 9.0, 25.0])
def test_the_tail_is_the_area_under_the_density(df: int, value: float) -> None:
    grid = np.linspace(value, value + 200, 400_001)
    density = np.exp((df / 2 - 1) * np.log(grid) - grid / 2) / (2 ** (df / 2) * math.gamma(df / 2))
    area = float(((density[1:] + density[:-1]) / 2).sum() * (grid[1] - grid[0]))
    assert upper_tail(value, df) == pytest.approx(area, rel=1e-5)


def test_ends() -> None:
    assert upper_tail(0.0, 3) == upper_tail(-1.0, 3) == 1.0
    assert upper_tail(1e5, 4) == 0.0
    with pytest.raises(ValueError, match="at least 1, found 0"):
        upper_tail(1.0, 0)
