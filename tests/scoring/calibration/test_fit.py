from itertools import product

import numpy as np
import pytest

from scoring.calibration import calibrate
from scoring.calibration.curves import ItemCurves, Parameters
from scoring.calibration.patterns import Patterns
from scoring.calibration.residual_fit import residual_fit, weighted_likelihood
from scoring.calibration.score_fit import score_distribution
from scoring.irt import Bank, ItemParameters, estimate
from tests.scoring.calibration.simulated import graded, right_or_wrong, with_gaps
from tests.support.reference import matrix

A, B = np.linspace(0.7, 1.6, 12), np.linspace(-1.5, 1.5, 12)


def test_the_distribution_of_the_sum_score_is_that_of_all_patterns() -> None:
    curves = ItemCurves.of(Parameters(np.array([1.0, 0.7, 1.4]), np.array([[0.5, -0.5], [0.2, -np.inf], [1.0, -1.0]])))
    widths = (3, 2, 3)
    expected = np.zeros((61, 6))
    for answers in product(*(range(width) for width in widths)):
        chance = np.prod([curves.chance[:, item, answer] for item, answer in enumerate(answers)], axis=0)
        expected[:, sum(answers)] += chance
    found = score_distribution([curves.chance[:, item, :width] for item, width in enumerate(widths)])
    assert found == pytest.approx(expected)


def test_when_the_model_holds_s_x2_is_about_its_degrees_of_freedom() -> None:
    fits = [item.fit for seed in range(6) for item in calibrate(right_or_wrong(1500, A, B, seed), "2pl").items]
    assert np.mean([fit.s_x2 / fit.df for fit in fits]) == pytest.approx(1.0, abs=0.12)
    assert np.mean([fit.p < 0.05 for fit in fits]) < 0.13


def test_when_the_graded_model_holds_s_x2_is_about_its_degrees_of_freedom() -> None:
    b = B[:, None] / 2 + np.array([-1.2, 0.0, 1.2])
    fits = [item.fit for seed in range(2) for item in calibrate(graded(1500, A, b, seed), "graded").items]
    assert np.mean([fit.s_x2 / fit.df for fit in fits]) == pytest.approx(1.0, abs=0.12)


def test_an_item_with_another_curve_stands_out() -> None:
    """Item 4 is right most often in the middle: no rising curve is like that."""
    answers = right_or_wrong(2000, A, B, 4)
    total = np.delete(answers, 3, axis=1).sum(axis=1)
    answers[:, 3] = np.random.default_rng(9).random(2000) < np.where(np.abs(total - 6) < 2.5, 0.8, 0.3)
    found = calibrate(answers, "2pl")
    assert found.items[3].fit.p < 1e-6
    assert found.items[3].fit.s_x2 / found.items[3].fit.df > 5


def test_only_complete_answers_count_for_s_x2() -> None:
    answers = matrix("lsat6.csv")
    gaps = answers.copy()
    gaps[0] = [np.nan, 0, 0, 0, 0]
    assert all(item.fit is not None for item in calibrate(gaps, "2pl").items)
    gaps[:, 0] = np.where(np.arange(1000) % 2 == 0, np.nan, gaps[:, 0])
    gaps[:, 1] = np.where(np.arange(1000) % 2 == 1, np.nan, gaps[:, 1])
    assert all(item.fit is None for item in calibrate(gaps, "2pl").items)


def test_the_vectorised_ability_is_warms() -> None:
    patterns = Patterns.of(with_gaps(matrix("lsat6.csv"), 0.3, 6))
    difficulties = np.array([-2.7, -1.0, -0.2, -1.3, -2.1])
    bank = Bank.of([ItemParameters(b=(float(b),)) for b in difficulties])
    found = weighted_likelihood(patterns, difficulties)
    for values, ability in zip(patterns.values[:40], found, strict=False):
        answers = [None if value < 0 else int(value) for value in values]
        assert ability == pytest.approx(estimate(bank, answers, "wle").value, abs=1e-6)


def test_infit_and_outfit_follow_their_formulas() -> None:
    patterns = Patterns.of(with_gaps(matrix("lsat6.csv"), 0.1, 6))
    difficulties = np.array([-2.7, -1.0, -0.2, -1.3, -2.1])
    abilities = weighted_likelihood(patterns, difficulties)
    infit, outfit = residual_fit(patterns, difficulties)
    for item in range(5):
        squares = variances = ratios = people = 0.0
        for values, ability, count in zip(patterns.values, abilities, patterns.counts, strict=True):
            if values[item] >= 0:
                chance = 1 / (1 + np.exp(difficulties[item] - ability))
                squares += count * (values[item] - chance) ** 2
                variances += count * chance * (1 - chance)
                ratios += count * (values[item] - chance) ** 2 / (chance * (1 - chance))
                people += count
        assert infit[item] == pytest.approx(squares / variances)
        assert outfit[item] == pytest.approx(ratios / people)


def test_a_noisy_item_has_a_large_infit_and_a_too_orderly_one_a_small_one() -> None:
    a = np.ones(20)
    a[[4, 15]] = 0.15, 3.5
    found = calibrate(right_or_wrong(2000, a, np.linspace(-1.5, 1.5, 20), 31), "rasch")
    infits = [item.infit for item in found.items]
    assert max(range(20), key=lambda place: infits[place]) == 4
    assert min(range(20), key=lambda place: infits[place]) == 15
    assert np.mean(infits) == pytest.approx(1.0, abs=0.05)


@pytest.mark.filterwarnings("error")
def test_people_far_out_have_mean_squares_too() -> None:
    """Answers in perfect order spread people over tens of logits, where a chance is 1 to the last bit."""
    answers = (np.linspace(-3, 3, 400)[:, None] > np.linspace(-2, 2, 6)).astype(float)
    found = calibrate(answers, "rasch")
    assert found.latent_variance is not None
    assert found.latent_variance > 25
    assert all(np.isfinite([item.infit, item.outfit]).all() for item in found.items)
