import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from scoring.irt import Bank, ItemParameters, bank_information, curves, information, log_chances, probability
from tests.support.reference import rows, tcals

ABILITIES = np.linspace(-6, 6, 49)
DICHOTOMOUS = st.builds(
    ItemParameters, a=st.floats(0.2, 4), b=st.tuples(st.floats(-4, 4)), c=st.sampled_from([0.0, 0.1, 0.25, 0.5])
)
GRADED = st.builds(
    ItemParameters,
    a=st.floats(0.2, 4),
    b=st.lists(st.integers(-40, 40), min_size=2, max_size=6, unique=True).map(
        lambda tenths: tuple(tenth / 10 for tenth in sorted(tenths))
    ),
)
BANKS = st.lists(st.one_of(DICHOTOMOUS, GRADED), min_size=1, max_size=6).map(Bank.of)


def test_information_equals_that_of_catr() -> None:
    bank = Bank.of(tcals())
    for row in rows("catR_item_information.csv"):
        ability, place = float(row["theta"]), int(row["item"]) - 1
        expected = pytest.approx(float(row["info"]), abs=1e-9)
        assert bank_information(bank, ability)[0, place] == expected
        assert information(ability, bank.b[place, 0], bank.a[place], bank.c[place]) == expected


@given(BANKS)
def test_chances_sum_to_one_and_lie_between_nought_and_one(bank: Bank) -> None:
    found = curves(bank, ABILITIES)
    assert found.chance.sum(axis=2) == pytest.approx(np.ones((49, len(bank))))
    assert ((found.chance >= 0) & (found.chance <= 1)).all()
    assert not np.isnan(found.log).any()


@given(BANKS)
def test_slope_and_second_derivative_are_those_of_the_chance(bank: Bank) -> None:
    step = 1e-4
    low, mid, high = (curves(bank, ABILITIES + move) for move in (-step, 0.0, step))
    first = (high.chance - low.chance) / (2 * step)
    second = (high.chance - 2 * mid.chance + low.chance) / step**2
    assert mid.slope * mid.chance == pytest.approx(first, abs=1e-6)
    assert mid.second == pytest.approx(second, abs=1e-5)


@given(BANKS)
def test_the_expected_slope_is_nought_and_information_is_its_variance(bank: Bank) -> None:
    found = curves(bank, ABILITIES)
    assert (found.chance * found.slope).sum(axis=2) == pytest.approx(np.zeros((49, len(bank))), abs=1e-9)
    assert bank_information(bank, ABILITIES) == pytest.approx((found.chance * found.slope**2).sum(axis=2))


@given(DICHOTOMOUS)
def test_a_right_or_wrong_item_follows_the_closed_formulas(item: ItemParameters) -> None:
    bank = Bank.of([item])
    expected = probability(ABILITIES, item.b[0], item.a, item.c)
    assert np.exp(log_chances(bank, ABILITIES))[:, 0, 1] == pytest.approx(expected, abs=1e-12)
    plain = item.a**2 * (1 - expected) / expected * ((expected - item.c) / (1 - item.c)) ** 2
    assert information(ABILITIES, item.b[0], item.a, item.c) == pytest.approx(plain, rel=1e-9)
    assert bank_information(bank, ABILITIES)[:, 0] == pytest.approx(plain, rel=1e-9)


def test_guessing_leaves_a_floor_and_takes_information_away() -> None:
    assert probability(-50.0, 0.0, 1.0, 0.25) == pytest.approx(0.25)
    assert (information(ABILITIES, 0.0, 1.0, 0.25) < information(ABILITIES, 0.0, 1.0)).all()


@pytest.mark.parametrize("ability", [-400.0, 400.0])
def test_far_out_logarithms_stay_exact(ability: float) -> None:
    """At 400 logits the smaller chance is 1e-174 and its complement 1 to the last bit: the logarithm must know."""
    bank = Bank.of([ItemParameters(b=(0.0,)), ItemParameters(b=(-1.0, 1.0))])
    found = log_chances(bank, ability)[0]
    assert found[0, :2].tolist() == pytest.approx([0.0, ability] if ability < 0 else [-ability, 0.0], abs=1e-9)
    assert np.isfinite(found[1]).all()


def test_answers_that_an_item_lacks_have_no_chance_and_no_slope() -> None:
    bank = Bank.of([ItemParameters(b=(0.0,)), ItemParameters(b=(-1.0, 0.0, 1.0))])
    found = curves(bank, ABILITIES)
    assert bank.top.tolist() == [1, 3]
    assert (found.chance[:, 0, 2:] == 0).all()
    assert (found.slope[:, 0, 2:] == 0).all()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"b": (0.0,), "a": 0.0}, "greater than 0"),
        ({"b": (0.0,), "a": float("inf")}, "finite"),
        ({"b": (float("nan"),)}, "finite"),
        ({"b": ()}, "at least 1"),
        ({"b": (1.0, 1.0)}, "must rise"),
        ({"b": (0.0,), "c": 1.0}, "less than 1"),
        ({"b": (0.0, 1.0), "c": 0.2}, "graded item has no c"),
    ],
)
def test_impossible_parameters_are_refused(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ItemParameters.model_validate(wrong)


def test_one_number_is_a_difficulty() -> None:
    assert ItemParameters.model_validate({"b": 0.5}) == ItemParameters(b=(0.5,))
    assert ItemParameters(b=(0.5,)).categories == 2


def test_a_bank_cannot_be_written_to() -> None:
    bank = Bank.of(tcals()[:3])
    for array in (bank.a, bank.b, bank.c):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 9.0
    assert bank.take([2, 0]).b[:, 0].tolist() == [bank.b[2, 0], bank.b[0, 0]]
