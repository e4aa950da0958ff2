import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.irt import Bank, ItemParameters, estimate, lz, mean_squares
from scoring.irt.prior import Prior
from tests.support.reference import LSAT6, figures, items_of, rows, tcals

BANK = Bank.of(items_of(figures("lsat6_mirt_models.json")["twoPL"]))


def test_lz_equals_zh_of_mirt() -> None:
    """At the ability that mirt used, to 1e-9; at our own estimates, to 5e-3."""
    found = rows("lsat6_mirt_2pl_personfit.csv")
    assert len(found) == 30
    for row in found:
        answers = [int(row[item]) for item in LSAT6]
        assert lz(BANK, answers, float(row["EAP"])) == pytest.approx(float(row["Zh"]), abs=1e-9)
        for column, method in (("Zh", "eap"), ("Zh_WLE", "wle")):
            ability = estimate(BANK, answers, method, Prior(0, 1)).value  # type: ignore[arg-type]
            assert lz(BANK, answers, ability) == pytest.approx(float(row[column]), abs=5e-3)


def test_outfit_and_infit_equal_those_of_mirt() -> None:
    """Every column: four figures at each of two abilities; at the printed ability to 1e-9, at our own to 5e-3."""
    columns = ("outfit", "z_outfit", "infit", "z_infit")
    for row in rows("lsat6_mirt_2pl_personfit.csv"):
        answers = [int(row[item]) for item in LSAT6]
        for method, end in (("eap", ""), ("wle", "_WLE")):
            ability = estimate(BANK, answers, method, Prior(0, 1)).value  # type: ignore[arg-type]
            found = mean_squares(BANK, answers, ability)
            for column in columns:
                expected = float(row[column.replace("_", ".") + end])
                assert getattr(found, column) == pytest.approx(expected, abs=5e-3), (row, column)
        exact = mean_squares(BANK, answers, float(row["EAP"]))
        for column in columns:
            assert getattr(exact, column) == pytest.approx(float(row[column.replace("_", ".")]), abs=1e-9)


def test_every_column_of_the_reference_is_compared() -> None:
    figures_of = ("outfit", "z.outfit", "infit", "z.infit", "Zh")
    compared = {*LSAT6, "EAP", *figures_of, *(f"{name}_WLE" for name in figures_of)}
    assert set(rows("lsat6_mirt_2pl_personfit.csv")[0]) == compared


def test_graded_answers_at_their_expectation_leave_nothing() -> None:
    bank = Bank.of([ItemParameters(a=1.5, b=(-1.0, 1.0)) for _ in range(10)])
    calm, wild = mean_squares(bank, [1] * 10, 0.0), mean_squares(bank, [0, 2] * 5, 0.0)
    assert calm is not None
    assert wild is not None
    assert calm.outfit == pytest.approx(0, abs=1e-9)
    assert wild.outfit > 1
    assert calm.z_infit < -2 < 2 < wild.z_infit


def test_of_graded_answers_the_likeliest_fit_best() -> None:
    bank = Bank.of([ItemParameters(a=1.5, b=(-1.0, 0.0, 1.0)) for _ in range(10)])
    usual, odd = lz(bank, [1, 2] * 5, 0.0), lz(bank, [0, 3] * 5, 0.0)
    assert usual is not None
    assert odd is not None
    assert odd < -2 < 0 < usual


def test_the_mean_is_nought_and_the_spread_one_at_the_true_ability() -> None:
    chance = np.random.default_rng(20261126)
    bank = Bank.of(tcals())
    right = chance.random((400, len(bank))) < np.exp(log_right(bank))
    found = np.array([lz(bank, [int(answer) for answer in row], 0.3) for row in right])
    assert abs(found.mean()) < 3 / math.sqrt(400)
    assert found.std() == pytest.approx(1.0, abs=0.15)


def log_right(bank: Bank) -> np.ndarray:
    from scoring.irt import log_chances

    return log_chances(bank, 0.3)[0, :, 1]


def test_where_nothing_can_be_said_nothing_is_said() -> None:
    assert lz(BANK, [None] * 5, 0.0) is None
    assert lz(BANK, [0] * 5, -math.inf) is None
    assert lz(BANK, [1, 0, 1, 0, 1], math.nan) is None
    assert mean_squares(BANK, [None] * 5, 0.0) is None
    assert mean_squares(BANK, [0] * 5, -math.inf) is None
    assert mean_squares(BANK, [0] * 5, 900.0) is None


@given(st.lists(st.sampled_from([0, 1, None]), min_size=5, max_size=5), st.floats(-4, 4), st.permutations(range(5)))
def test_the_order_of_items_makes_no_difference(answers, ability: float, order) -> None:
    turned = lz(BANK.take(order), [answers[place] for place in order], ability)
    assert turned == lz(BANK, answers, ability)
    assert mean_squares(BANK.take(order), [answers[place] for place in order], ability) == mean_squares(
        BANK, answers, ability
    )
