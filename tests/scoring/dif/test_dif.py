import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.dif import Compared, logistic, mantel_haenszel
from scoring.dif.logistic import LikelihoodRatio, nagelkerke, size_of
from scoring.dif.mantel_haenszel import class_by_size, ets_class
from tests.support.reference import rows

PEOPLE = rows("verbal_aggression.csv")
ITEMS = [name for name in PEOPLE[0] if name not in ("male", "anger")]
VERBAL = Compared(
    np.array([[float(row[name]) for name in ITEMS] for row in PEOPLE]), np.array([row["male"] == "1" for row in PEOPLE])
)


def wanted(name: str) -> list[dict[str, str]]:
    """In the order of the items; one file spells one item with a small letter."""
    by_name = {row["item"].lower(): row for row in rows(name)}
    return [by_name[item.lower()] for item in ITEMS]


def test_mantel_haenszel_equals_r() -> None:
    for found, row in zip(mantel_haenszel(VERBAL).items, wanted("verbal_aggression_mh_gender.csv"), strict=True):
        assert found.statistic == pytest.approx(float(row["MH_chisq_cc"]), abs=1e-9)
        assert found.p == pytest.approx(float(row["p_cc"]), abs=1e-9)
        assert found.uncorrected == pytest.approx(float(row["MH_chisq_nocorr"]), abs=1e-9)
        assert found.odds_ratio == pytest.approx(float(row["alphaMH_ref_female"]), abs=1e-9)
        assert found.delta == pytest.approx(float(row["deltaMH"]), abs=1e-9)


def test_purification_and_classes_equal_difr() -> None:
    before, after = mantel_haenszel(VERBAL), mantel_haenszel(VERBAL, purify=True)
    reference = wanted("verbal_aggression_mh_purified.csv")
    for first, last, row in zip(before.items, after.items, reference, strict=True):
        assert first.se_delta == pytest.approx(2.35 * float(row["varLambda"]) ** 0.5, abs=1e-9)
        assert first.by_size == row["ETS_by_size"]
        assert last.statistic == pytest.approx(float(row["MH_purified"]), abs=1e-9)
        assert last.odds_ratio == pytest.approx(float(row["alphaMH_purified"]), abs=1e-9)
    flagged = [place for place, row in enumerate(reference) if row["flagged_purified"] == "TRUE"]
    assert (list(after.left_out), after.settled) == (flagged, True)
    assert (before.left_out, before.rounds, before.settled) == ((), 0, True)


def test_logistic_regression_equals_difr() -> None:
    for found, row in zip(logistic(VERBAL).items, wanted("verbal_aggression_logistic.csv"), strict=True):
        for test, name, df in ((found.both, "both", 2), (found.uniform, "udif", 1), (found.non_uniform, "nudif", 1)):
            assert test is not None
            assert test.df == df
            assert test.statistic == pytest.approx(float(row[f"{name}_stat"]), abs=1e-9)
            assert test.r2_difference == pytest.approx(float(row[f"{name}_dR2"]), abs=1e-9)


def invented(seed: int, people: int = 240, harder: float = 0.0, turned: bool = False) -> Compared:
    """Eight items of one ability; the first is `harder` for the focal group, or less steep."""
    chance = np.random.default_rng(seed)
    focal = np.arange(people) % 3 == 0
    logits = chance.normal(size=(people, 1)) - np.linspace(-1, 1, 8)
    logits[focal, 0] = (-1 if turned else 1) * logits[focal, 0] - harder
    answers = (chance.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(float)
    answers[0], answers[1] = np.arange(8) % 2, 1 - np.arange(8) % 2
    return Compared(answers, focal)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.permutations(range(8)), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_items_and_of_people_changes_nothing(
    seed: int, order: list[int], shuffle: object, purify: bool
) -> None:
    there = invented(seed, harder=1.5)
    people = list(range(len(there.focal)))
    shuffle.shuffle(people)  # type: ignore[attr-defined]
    mixed = Compared(there.answers[people][:, order], there.focal[people])
    found, again = mantel_haenszel(there, purify), mantel_haenszel(mixed, purify)
    assert sorted(order[place] for place in again.left_out) == list(found.left_out)
    for place, item in enumerate(order):
        assert again.items[place].statistic == pytest.approx(found.items[item].statistic, abs=1e-9)
        assert again.items[place].ets == found.items[item].ets
    regressions, mixed_ones = logistic(there), logistic(mixed)
    for place, item in enumerate(order):
        one, other = mixed_ones.items[place].both, regressions.items[item].both
        assert (one is None) == (other is None)
        assert one is None or other is None or one.statistic == pytest.approx(other.statistic, abs=1e-7)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_changing_the_groups_or_the_answers_round_mirrors_delta(seed: int) -> None:
    there = invented(seed, harder=0.5)
    found = mantel_haenszel(there).items
    for other in (Compared(there.answers, ~there.focal), Compared(1 - there.answers, there.focal)):
        for one, two in zip(found, mantel_haenszel(other).items, strict=True):
            assert one.statistic == pytest.approx(two.statistic)
            assert one.by_size == two.by_size
            assert one.delta is None or two.delta is None or one.delta == pytest.approx(-two.delta)


def test_what_was_put_in_is_found() -> None:
    uniform = invented(4, 3000, harder=1.2)
    found = mantel_haenszel(uniform, purify=True)
    assert found.items[0].ets == "C"
    assert found.items[0].delta is not None
    assert found.items[0].delta < 0
    assert {one.ets for one in found.items[1:]} == {"A"}
    regression = logistic(uniform, purify=True)
    assert regression.items[0].uniform is not None
    assert regression.items[0].uniform.p < 1e-6
    assert regression.items[0].size in ("B", "C")
    assert {one.size for one in regression.items[1:]} == {"A"}


def test_only_the_regression_sees_what_crosses() -> None:
    crossing = logistic(invented(5, 3000, turned=True), purify=True).items[0]
    assert crossing.non_uniform is not None
    assert crossing.non_uniform.p < 1e-6
    assert crossing.size == "C"


def test_too_many_flags_stop_the_search() -> None:
    chance = np.random.default_rng(2)
    focal = np.arange(400) % 2 == 0
    answers = (chance.random((400, 4)) < np.where(focal[:, None], [0.1, 0.9, 0.1, 0.9], [0.9, 0.1, 0.9, 0.1])) * 1.0
    found = mantel_haenszel(Compared(answers, focal), purify=True)
    assert not found.settled
    assert found.left_out == ()


def test_a_perfect_order_leaves_nothing_to_compare() -> None:
    answers = np.tril(np.ones((5, 4)), -1)[np.arange(200) % 5]
    there = Compared(answers, np.arange(200) < 100)
    assert {astuple(one) for one in mantel_haenszel(there).items} == {(None,) * 8}
    assert {astuple(one) for one in logistic(there).items} == {(None,) * 4}


@pytest.mark.parametrize(
    ("delta", "error", "size", "ets"),
    [
        (0.99, 0.1, "A", "A"),
        (-1.0, 0.1, "B", "B"),
        (1.49, 0.1, "B", "B"),
        (1.5, 0.1, "C", "C"),
        (-1.5, 0.4, "C", "B"),
        (2.0, 1.5, "C", "A"),
    ],
)
def test_classes_at_their_limits(delta: float, error: float, size: str, ets: str) -> None:
    assert (class_by_size(delta), ets_class(delta, error)) == (size, ets)


def test_sizes_of_the_regression_at_their_limits() -> None:
    sizes = {0.0349: "A", 0.035: "B", 0.0699: "B", 0.07: "C"}
    assert {r2: size_of(LikelihoodRatio(9, 2, 0.01, r2)) for r2 in sizes} == sizes
    assert size_of(LikelihoodRatio(5, 2, 0.051, 0.2)) == "A"
    assert nagelkerke(0, 200, 100) == pytest.approx(1)
    assert nagelkerke(200, 200, 100) == 0
    assert nagelkerke(100, 200, 100) == pytest.approx((1 - math.exp(-1)) / (1 - math.exp(-2)))


@pytest.mark.parametrize(
    ("answers", "focal", "why"),
    [
        (np.zeros((4, 2)), [True, False] * 2, "at least 3 items"),
        (np.array([[0.0, 1, 2]] * 4), [True, False] * 2, "0 or 1"),
        (np.array([[0.0, 1, np.nan]] * 4), [True, False] * 2, "0 or 1"),
        (np.array([[0.0, 1, 0], [1, 0, 1]]), [True, True], "both groups"),
        (np.array([[0.0, 1, 0], [1, 0, 0]]), [True, False], "item 3 alike"),
        (np.array([[0.0, 1, 0], [1, 0, 1]]), [True], "belong to a group"),
    ],
)
def test_what_can_not_be_compared_is_refused(answers: np.ndarray, focal: list[bool], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Compared(answers, np.array(focal))
