import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scoring.calibration import Calibration, Model, calibrate
from scoring.irt.parameters import Floats
from tests.scoring.calibration.simulated import graded, right_or_wrong, with_gaps
from tests.support.reference import figures, items_of, matrix

LSAT6 = matrix("lsat6.csv")
SCIENCE = matrix("science_4items_int.csv") - 1
A, B = np.array([0.6, 0.9, 1.2, 1.5, 1.0, 0.8, 1.1, 1.4]), np.linspace(-1.8, 1.8, 8)


@pytest.mark.parametrize(
    ("answers", "model", "file", "name"),
    [
        (LSAT6, "2pl", "lsat6_mirt_models.json", "twoPL"),
        (LSAT6, "rasch", "lsat6_mirt_models.json", "rasch_latent_var_free"),
        (SCIENCE, "graded", "science_mirt_graded_gpcm.json", "graded"),
    ],
)
def test_the_estimates_are_those_of_mirt(answers: Floats, model: Model, file: str, name: str) -> None:
    reference = figures(file)[name]
    found = calibrate(answers, model)
    assert found.converged
    assert found.n == len(answers)
    assert found.log_likelihood == pytest.approx(reference["logLik"], abs=1e-3)
    for item, wanted in zip(found.items, items_of(reference), strict=True):
        assert item.a == pytest.approx(wanted.a, abs=5e-3)
        assert item.b == pytest.approx(wanted.b, abs=5e-3)
    if model == "rasch":
        assert found.latent_variance == pytest.approx(reference["latent_var"], abs=5e-3)
    else:
        assert found.latent_variance is None


def test_the_errors_are_the_published_ones() -> None:
    """2PL of the same answers, as ltm gives them (Rizopoulos, 2006, Journal of Statistical Software 17(5))."""
    found = calibrate(LSAT6, "2pl")
    assert [item.se_a for item in found.items] == pytest.approx([0.2581, 0.1867, 0.2326, 0.1852, 0.2100], abs=2e-3)
    assert [item.se_b[0] for item in found.items] == pytest.approx([0.867, 0.307, 0.100, 0.434, 0.870], abs=5e-3)


@pytest.mark.parametrize("model", ["rasch", "2pl"])
def test_true_parameters_are_found_again_within_their_errors(model: Model) -> None:
    a, sd = (np.ones(8), 1.3) if model == "rasch" else (A, 1.0)
    found = calibrate(with_gaps(right_or_wrong(4000, a, B, 7, sd), 0.2, 8), model)
    b = np.array([(item.b[0] - true) / item.se_b[0] for item, true in zip(found.items, B, strict=True)])
    assert np.abs(b).max() < 3.5
    if found.latent_variance is None:
        assert max(abs(item.a - true) / item.se_a for item, true in zip(found.items, A, strict=True)) < 3.5
    else:
        assert abs(found.latent_variance - sd**2) < 3.5 * found.se_latent_variance


def test_true_thresholds_are_found_again_within_their_errors() -> None:
    b = B[:, None] / 2 + np.array([-1.5, -0.5, 0.4, 1.6])
    found = calibrate(with_gaps(graded(3000, A, b, 11), 0.1, 12), "graded")
    for item, a, thresholds in zip(found.items, A, b, strict=True):
        assert abs(item.a - a) < 3.5 * item.se_a
        assert (np.abs(np.array(item.b) - thresholds) < 3.5 * np.array(item.se_b)).all()


def test_graded_items_may_differ_in_their_number_of_answers() -> None:
    mixed = SCIENCE.copy()
    mixed[:, 1] = mixed[:, 1] >= 2
    found = calibrate(mixed, "graded")
    assert [len(item.b) for item in found.items] == [3, 1, 3, 3]
    assert all(item.parameters.categories == len(item.b) + 1 for item in found.items)
    assert calibrate(LSAT6, "graded").log_likelihood == pytest.approx(calibrate(LSAT6, "2pl").log_likelihood)


def test_whoever_answered_nothing_does_not_count() -> None:
    nobody = np.full((7, 5), np.nan)
    assert calibrate(np.vstack((LSAT6, nobody)), "2pl") == calibrate(LSAT6, "2pl")


def test_two_booklets_are_joined_by_the_people_who_had_both() -> None:
    """Items 1-5 for some, 4-8 for others: the scale is one, although hardly anybody answered all."""
    answers = right_or_wrong(6000, A, B, 21)
    answers[:3000, 5:] = np.nan
    answers[3000:, :3] = np.nan
    found = calibrate(answers, "2pl")
    assert np.abs(np.array([item.b[0] for item in found.items]) - B).max() < 0.35
    assert all(item.fit is None for item in found.items)


def test_an_item_that_runs_the_wrong_way_is_shown_as_such_and_not_used() -> None:
    answers = right_or_wrong(2000, A, B, 5)
    answers[:, 3] = 1 - answers[:, 3]
    found = calibrate(answers, "2pl")
    assert [item.a < 0 for item in found.items] == [place == 3 for place in range(8)]
    with pytest.raises(ValidationError, match="greater than 0"):
        _ = found.items[3].parameters


def test_ids_stay_with_their_items() -> None:
    names = [f"q{number}" for number in range(5)]
    assert [item.id for item in calibrate(LSAT6, "rasch", names).items] == names
    assert [item.id for item in calibrate(LSAT6, "rasch").items] == ["1", "2", "3", "4", "5"]


def test_progress_is_told_and_too_few_rounds_are_admitted() -> None:
    told: list[tuple[int, float]] = []
    found = calibrate(LSAT6, "2pl", progress=lambda rounds, change: told.append((rounds, change)))
    assert told[-1][0] == found.rounds
    assert told[-1][1] < 1e-6 < told[0][1]
    short = calibrate(LSAT6, "2pl", most_rounds=2)
    assert (short.converged, short.rounds) == (False, 2)


@pytest.mark.parametrize(
    ("change", "model", "why"),
    [
        ((slice(None), 1, 1.0), "2pl", "item 2: everybody gave the same answer"),
        ((slice(None), 4, math.nan), "2pl", "item 5: everybody gave the same answer, or none did"),
        ((0, 2, 2.0), "2pl", "item 3: answers must be 0 to 1, found"),
        ((0, 2, 3.0), "graded", "item 3: answers must be 0 to 2 without a gap"),
        ((0, 0, 0.5), "graded", "item 1: answers must be 0 to 2 without a gap"),
        ((0, 0, -1.0), "rasch", "item 1: answers must be 0 to 2 without a gap"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(change: tuple, model: Model, why: str) -> None:
    answers = LSAT6.copy()
    row, item, value = change
    answers[row, item] = value
    with pytest.raises(ValueError, match=why):
        calibrate(answers, model)


def test_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="rows and columns"):
        calibrate(np.zeros((0, 3)), "2pl")
    with pytest.raises(ValueError, match="5 items need as many ids, found 2"):
        calibrate(LSAT6, "2pl", ["a", "b"])


def turned(found: Calibration, order: list[int]) -> Calibration:
    items = {int(item.id): item for item in found.items}
    assert [int(item.id) for item in found.items] == order
    return replace(found, items=tuple(items[place] for place in sorted(items)))


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(5)), st.sampled_from(["rasch", "2pl"]), st.randoms(use_true_random=False))
def test_the_order_of_items_and_people_changes_nothing(order: list[int], model: Model, chance) -> None:
    people = chance.sample(range(len(LSAT6)), len(LSAT6))
    shuffled = calibrate(LSAT6[:, order], model, [str(place) for place in order])
    assert repr(turned(shuffled, list(order))) == repr(calibrate(LSAT6, model, list("01234")))
    assert repr(calibrate(LSAT6[people], model)) == repr(calibrate(LSAT6, model))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_whatever_the_answers_the_likelihood_never_falls(seed: int) -> None:
    """Coin flips: nothing to find, slopes on both sides of nought."""
    answers = np.random.default_rng(seed).integers(0, 2, (300, 6)).astype(np.float64)
    heights = [calibrate(answers, "2pl", most_rounds=rounds).log_likelihood for rounds in (2, 4, 8, 16, 32)]
    assert all(after >= before - 1e-9 for before, after in zip(heights, heights[1:], strict=False))


def test_a_slope_without_end_is_not_taken_for_rest() -> None:
    """An item twice: its two copies tell each other all, and the likelihood rises with their slope for ever."""
    found = calibrate(np.column_stack((LSAT6, LSAT6[:, 2])), "2pl")
    assert not found.converged
    assert found.items[2].a > 20
