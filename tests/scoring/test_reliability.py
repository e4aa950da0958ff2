import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.covariances import pairwise_correlations, pairwise_covariances
from scoring.irt.parameters import Floats
from scoring.one_factor import loadings, omega_total
from scoring.reliability import Reliability, feldt_interval, reliability
from tests.support.reference import bfi_scale, figures

SCALES = ("agree", "conscientious", "extraversion", "neuroticism", "openness")
NAN = float("nan")


@pytest.mark.parametrize("name", SCALES)
def test_equal_to_the_reference(name: str) -> None:
    wanted, found = figures("bfi_reliability.json")["per_scale"][name], reliability(bfi_scale(name))
    assert found.people == 2800
    assert found.alpha == pytest.approx(wanted["raw_alpha"], abs=1e-9)
    assert found.interval == pytest.approx(wanted["feldt_ci"], abs=1e-9)
    assert found.item_rest == pytest.approx(tuple(wanted["r_drop"].values()), abs=1e-9)
    assert found.mean == pytest.approx(wanted["mean_of_item_means"], abs=1e-9)
    assert found.sd == pytest.approx(wanted["sd_scale_mean"], abs=1e-9)
    assert found.sem == pytest.approx(wanted["SEM_scale_mean"], abs=1e-9)
    assert found.loadings == pytest.approx(tuple(wanted["loadings"].values()), abs=1e-4)
    assert found.omega == pytest.approx(wanted["omega_1factor_minres_on_r"], abs=1e-6)


def simulated(seed: int, people: int = 60, items: int = 4) -> Floats:
    chance = np.random.default_rng(seed)
    common = chance.normal(size=(people, 1))
    answers = np.clip(np.round(3 + common + chance.normal(size=(people, items))), 1, 5)
    answers[chance.random(answers.shape) < 0.05] = NAN
    answers[0], answers[1] = np.arange(items) % 5 + 1, 5 - np.arange(items) % 5  # every item has some spread
    return answers


def close(one: Reliability, other: Reliability, order: list[int] | None = None) -> None:
    assert one.people == other.people
    for name in ("alpha", "interval", "omega", "sd", "sem"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-7), name
    order = order or list(range(len(one.item_rest)))
    assert one.item_rest == pytest.approx(tuple(other.item_rest[item] for item in order), abs=1e-9)
    assert one.loadings is not None
    assert other.loadings is not None
    assert one.loadings == pytest.approx(tuple(other.loadings[item] for item in order), abs=1e-5)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.permutations(range(4)), st.randoms(use_true_random=False))
def test_the_order_of_items_and_of_people_changes_nothing(seed: int, order: list[int], shuffle: object) -> None:
    answers = simulated(seed)
    people = list(range(len(answers)))
    shuffle.shuffle(people)  # type: ignore[attr-defined]
    close(reliability(answers[people]), reliability(answers))
    close(reliability(answers[:, order]), reliability(answers), order)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_a_scale_turned_round_is_as_reliable(seed: int) -> None:
    answers = simulated(seed)
    there, back = reliability(answers), reliability(6 - answers)
    close(there, back)
    assert there.mean == pytest.approx(6 - back.mean)


def test_a_wrong_key_shows_in_the_item() -> None:
    answers = bfi_scale("extraversion")
    answers[:, 2] = 7 - answers[:, 2]
    wrong, right = reliability(answers), reliability(bfi_scale("extraversion"))
    assert wrong.alpha < right.alpha
    assert [value is not None and value < 0 for value in wrong.item_rest] == [False, False, True, False, False]


def test_the_same_item_twice_is_perfect() -> None:
    column = np.array([1.0, 2, 3, 4, 2, 5])
    found = reliability(np.column_stack((column, column)))
    assert (found.alpha, found.sem) == (pytest.approx(1), pytest.approx(0, abs=1e-7))
    assert (found.omega, found.loadings) == (None, None)
    assert found.item_rest == pytest.approx((1, 1))


def test_known_loadings_come_back() -> None:
    wanted = np.array([0.8, 0.7, 0.6, 0.5, -0.4])
    correlations = np.outer(wanted, wanted)
    np.fill_diagonal(correlations, 1)
    assert loadings(correlations) == pytest.approx(wanted, abs=1e-6)
    assert omega_total(wanted) == pytest.approx(2.2**2 / (2.2**2 + (1 - wanted**2).sum()))
    assert omega_total(np.ones(3)) == 1


def test_pairs_are_as_without_gaps_where_there_are_none() -> None:
    answers = simulated(3)
    answers = answers[~np.isnan(answers).any(axis=1)]
    assert pairwise_covariances(answers) == pytest.approx(np.cov(answers.T))
    assert pairwise_correlations(answers) == pytest.approx(np.corrcoef(answers.T))


def test_people_without_any_answer_do_not_count() -> None:
    answers = simulated(5)
    assert reliability(np.vstack((answers, np.full((7, 4), NAN)))) == reliability(answers)


def test_the_interval_narrows_with_people_and_holds_alpha() -> None:
    widths = []
    for people in (30, 100, 1000):
        low, high = feldt_interval(0.8, people, 6)
        assert low < 0.8 < high
        widths.append(high - low)
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (np.zeros((0, 3)), "at least two people"),
        (np.array([[1.0, 2, 3]]), "at least two people"),
        (np.array([[1.0], [2.0]]), "two items"),
        (np.array([[1.0, 2], [2, 2], [3, 2]]), "item 2 has no spread"),
        (np.array([[1.0, NAN], [2, NAN]]), "item 2 has no spread"),
        (np.array([[1.0, NAN], [2, NAN], [NAN, 3], [NAN, 4]]), "both items"),
        (np.array([[1.0, 3], [2, 2], [3, 1]]), "opposite directions"),
    ],
)
def test_what_tells_nothing_is_refused(answers: Floats, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        reliability(answers)
