"""Simulated people: the same seed gives the same figures, and the figures are what theory says."""

import numpy as np
import pytest

from scoring.adaptive.run import Runs
from scoring.adaptive.simulation import is_right, least_rmse, simulate
from scoring.irt import Prior
from tests.scoring.adaptive.banks import plan, pool

DIFFICULTIES = [step / 8 for step in range(-20, 21)]
PRIOR = Prior(0, 1.5)


def simulated(people: int = 400, seed: int = 1, **more: object):
    wanted = plan(**more)
    return simulate(Runs(pool(DIFFICULTIES, prior=PRIOR), wanted, is_right), PRIOR, people, seed)


STOP = {"minimum": 10, "maximum": 16, "se": 0.5}


def test_the_same_seed_gives_the_same_people_and_another_one_others() -> None:
    one, again, other = simulated(50), simulated(50), simulated(50, seed=2)
    assert np.array_equal(one.adaptive.ability, again.adaptive.ability)
    assert np.array_equal(one.exposure, again.exposure)
    assert not np.array_equal(one.true, other.true)


def test_every_run_keeps_to_its_plan_and_exposure_adds_up_to_length() -> None:
    found = simulated(stop=STOP)
    assert found.lengths.min() >= 10
    assert found.lengths.max() <= 16
    assert found.exposure.sum() == pytest.approx(found.lengths.mean())
    assert sum(found.endings.values()) == 400
    assert set(found.endings) <= {"precision", "maximum"}


def test_the_full_bank_is_nearer_to_the_truth_than_an_adaptive_run_and_both_errors_are_honest() -> None:
    found = simulated(stop=STOP)
    errors = [one.ability - found.true for one in (found.full, found.adaptive)]
    full, adaptive = (float(np.sqrt((error**2).mean())) for error in errors)
    assert full < adaptive < 0.62
    for error, one in zip(errors, (found.full, found.adaptive), strict=True):
        assert abs(error.mean()) < 0.08
        assert float(np.mean(np.abs(error) <= 1.96 * one.se)) == pytest.approx(0.95, abs=0.035)
        assert float(np.mean(np.abs(error) <= one.se)) == pytest.approx(0.68, abs=0.06)


def test_as_many_items_chosen_by_the_answers_tell_more_than_the_same_for_all() -> None:
    """The point of it all: 12 chosen items against 12 that are spread evenly over the bank."""
    found = simulated(stop={"minimum": 12, "maximum": 12})
    spread = pool(DIFFICULTIES[::3][:12], prior=PRIOR)
    fixed = simulate(Runs(spread, plan(stop={"minimum": 12, "maximum": 12}), is_right), PRIOR, 400, 1)
    assert float((found.adaptive.se**2).mean()) < float((fixed.adaptive.se**2).mean())


def test_aiming_lower_gives_more_right_answers() -> None:
    assert simulated(ease=0.8, stop=STOP).right > simulated(stop=STOP).right + 0.05


def test_it_says_how_many_are_done_and_needs_two() -> None:
    told: list[int] = []
    wanted = plan(stop=STOP)
    simulate(Runs(pool(DIFFICULTIES, prior=PRIOR), wanted, is_right), PRIOR, 5, 1, told.append)
    assert told == [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="at least two"):
        simulate(Runs(pool(DIFFICULTIES, prior=PRIOR), wanted, is_right), PRIOR, 1, 1)


def test_the_least_error_is_that_of_van_trees() -> None:
    """One Rasch item at its own difficulty tells a quarter; what is known beforehand tells 1 / 1.5²."""
    assert least_rmse(pool([0.0], prior=PRIOR), PRIOR, np.array([0.0]), 1) == pytest.approx((1 / 2.25 + 0.25) ** -0.5)
    bank = pool(DIFFICULTIES, prior=PRIOR)
    best = [least_rmse(bank, PRIOR, np.array([-1.0, 0.0, 1.0]), items) for items in range(1, 42)]
    assert best == sorted(best, reverse=True)
    assert len(set(best)) == 41
    for items in (0, 42):
        with pytest.raises(ValueError, match="from 1 to 41 items"):
            least_rmse(bank, PRIOR, np.array([0.0]), items)


def test_no_run_and_no_full_bank_goes_below_the_least_error() -> None:
    found, bank = simulated(stop=STOP), pool(DIFFICULTIES, prior=PRIOR)
    for one, items in ((found.adaptive, 16), (found.full, 41)):
        rmse = float(np.sqrt(((one.ability - found.true) ** 2).mean()))
        assert rmse > 0.95 * least_rmse(bank, PRIOR, found.true, items)  # 400 people are a sample
