import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.f_distribution import f_quantile, incomplete_beta

SIZES = st.floats(min_value=0.2, max_value=2000)
CHANCES = st.floats(min_value=0.001, max_value=0.999)


@pytest.mark.parametrize(
    ("chance", "df1", "df2", "value"),
    [(0.95, 1, 10, 4.9646), (0.975, 5, 20, 3.2891), (0.99, 10, 60, 2.6318), (0.95, 120, 120, 1.3519)],
)
def test_quantiles_of_printed_tables(chance: float, df1: float, df2: float, value: float) -> None:
    assert f_quantile(chance, df1, df2) == pytest.approx(value, abs=5e-5)


@given(CHANCES, st.floats(min_value=0.5, max_value=5000))
def test_two_and_more_degrees_have_a_closed_form(chance: float, df2: float) -> None:
    wanted = df2 / 2 * math.expm1(-2 / df2 * math.log1p(-chance))
    assert f_quantile(chance, 2, df2) == pytest.approx(wanted, rel=1e-8)


@given(CHANCES, SIZES)
def test_the_incomplete_beta_of_a_power(x: float, a: float) -> None:
    assert incomplete_beta(x, a, 1) == pytest.approx(x**a, rel=1e-9, abs=1e-280)


@given(CHANCES, SIZES, SIZES)
def test_both_sides_make_one_and_the_recurrence_holds(x: float, a: float, b: float) -> None:
    assert incomplete_beta(x, a, b) + incomplete_beta(1 - x, b, a) == pytest.approx(1, abs=1e-9)
    mixed = x * incomplete_beta(x, a, b + 1) + (1 - x) * incomplete_beta(x, a + 1, b)
    assert incomplete_beta(x, a + 1, b + 1) == pytest.approx(mixed, rel=1e-7, abs=1e-12)


@given(CHANCES, SIZES, SIZES)
def test_a_quantile_turns_round(chance: float, df1: float, df2: float) -> None:
    forth, back = f_quantile(chance, df1, df2), f_quantile(1 - chance, df2, df1)
    if 1e-200 < forth < 1e200:
        assert forth * back == pytest.approx(1, rel=1e-6)


def test_what_has_no_meaning_is_refused() -> None:
    assert (incomplete_beta(0, 2, 3), incomplete_beta(1, 2, 3)) == (0, 1)
    for x, a, b in ((-0.1, 1, 1), (1.1, 1, 1), (0.5, 0, 1), (0.5, 1, -1)):
        with pytest.raises(ValueError, match="incomplete beta"):
            incomplete_beta(x, a, b)
    for chance in (0, 1, -1):
        with pytest.raises(ValueError, match="chance"):
            f_quantile(chance, 2, 2)
