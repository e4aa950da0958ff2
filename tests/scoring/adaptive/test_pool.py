"""Choosing from a bank: most information first, balance over content, equal items in the order of the file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.adaptive.plan import Balance
from scoring.irt import Bank, ItemParameters, Prior, estimate, information
from tests.scoring.adaptive.banks import pool

DIFFICULTIES = [-2.0, -1.0, 0.0, 1.0, 2.0]


@pytest.mark.parametrize(("ability", "expected"), [(-3, [0, 1, 2]), (0.1, [2, 3, 1]), (1.4, [3, 4, 2])])
def test_the_nearest_items_tell_most(ability: float, expected: list[int]) -> None:
    best, _ = pool(DIFFICULTIES).best(ability, [], 3)
    assert list(best) == expected


def test_asked_items_are_out_and_at_the_end_fewer_are_left() -> None:
    best, _ = pool(DIFFICULTIES).best(0.0, [2, 1, 3], 3)
    assert list(best) == [0, 4]
    assert list(pool(DIFFICULTIES).best(0.0, range(5), 3)[0]) == []


def test_equal_items_come_in_the_order_of_the_bank() -> None:
    assert list(pool([1.0, 0.5, 0.5, 0.5]).best(0.5, [], 3)[0]) == [1, 2, 3]
    assert list(pool([-1.0, 1.0]).best(0.0, [], 2)[0]) == [0, 1], "as far to the left as to the right"


def test_information_is_that_of_the_model() -> None:
    found = pool(DIFFICULTIES).information(0.7)
    assert found == pytest.approx(information(0.7, np.array(DIFFICULTIES)), abs=1e-9)


@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans()), max_size=12), st.randoms(use_true_random=False))
def test_the_estimate_is_eap_and_knows_no_order(answers: list[tuple[float, bool]], chance: object) -> None:
    ours = pool([b for b, _ in answers] or [0.0])
    right = [place for place, (_, good) in enumerate(answers) if good]
    wrong = [place for place, (_, good) in enumerate(answers) if not good]
    found = ours.estimate(right, wrong)
    bank = Bank.of([ItemParameters(b=(b,)) for b, _ in answers])
    expected = estimate(bank, [int(good) for _, good in answers], "eap", Prior())
    assert (found.value, found.se) == pytest.approx((expected.value, expected.se), abs=2e-9)
    chance.shuffle(right)  # type: ignore[attr-defined]
    assert ours.estimate(right, wrong[::-1]) == found


BALANCE = Balance(by="task", shares={"easy": 0.5, "hard": 0.5})
GROUPS = ["easy", "easy", "hard", "hard", "hard"]


def test_the_group_that_lags_comes_next() -> None:
    balanced = pool(DIFFICULTIES, GROUPS, balance=BALANCE)
    assert list(balanced.best(-2.0, [], 2)[0]) == [0, 1], "of equal groups the first in the file"
    assert list(balanced.best(-2.0, [0], 2)[0]) == [2, 3]
    assert list(balanced.best(-2.0, [0, 2], 2)[0]) == [1]


def test_a_group_without_items_left_is_passed_over() -> None:
    assert list(pool(DIFFICULTIES, GROUPS, balance=BALANCE).best(2.0, [0, 1], 9)[0]) == [4, 3, 2]
    assert list(pool(DIFFICULTIES, GROUPS, balance=BALANCE).best(2.0, [0, 1, 3, 4], 9)[0]) == [2]


def test_a_group_that_tells_too_little_is_passed_over() -> None:
    worth = BALANCE.model_copy(update={"worth": 0.7})
    assert list(pool(DIFFICULTIES, GROUPS, balance=worth).best(2.0, [], 1)[0]) == [4]
    assert list(pool(DIFFICULTIES, GROUPS, balance=worth).best(-2.0, [], 1)[0]) == [0]


def test_an_item_of_a_group_without_a_share_comes_when_nothing_else_is_left() -> None:
    odd = pool(DIFFICULTIES, ["easy", "other", "hard", "hard", "hard"], balance=BALANCE)
    assert list(odd.best(-1.0, [0, 2, 3, 4], 1)[0]) == [1]
