"""The same bank, start and answers give the same run as catR (Magis & Raiche, 2012), item by item."""

import pytest

from scoring.adaptive.plan import Adaptive
from scoring.adaptive.pool import Pool
from scoring.adaptive.run import Given, Runs, Step
from scoring.irt.prior import Prior, Quadrature
from tests.scoring.adaptive.catr import Run, runs
from tests.support.reference import tcals

ITEMS = tcals()
#: catR's own: standard normal prior, 33 points from -4 to 4.
PRIOR, POINTS = Prior(0, 1), Quadrature(-4, 4, 33)
PLAN = Adaptive.model_validate(
    {"scale": "tcals", "stop": {"se": 0.40, "minimum": 1, "maximum": 40}, "reference": "The settings of catR's runs."}
)


def walked(run: Run) -> list[Step]:
    """Our moments of the same person, from before the first answer to the end."""
    rights = dict(zip((item.id for item in ITEMS), run.answers, strict=True))
    ways = Runs(Pool(ITEMS, PRIOR, POINTS), PLAN, lambda item, answer: answer == "right")
    steps = [ways.begin(seed=1)]
    while steps[-1].choice is not None:
        answer = "right" if rights[steps[-1].choice.item] else "wrong"
        steps.append(ways.go_on(steps[-1], Given(answer, 0), seed=1))
    return steps


def test_there_are_24_runs_of_different_lengths() -> None:
    lengths = [len(run.items) for run in runs()]
    assert len(lengths) == 24
    assert len(set(lengths)) > 5
    assert max(lengths) <= 40


@pytest.mark.parametrize("number", range(24))
def test_a_run_goes_as_in_catr(number: int) -> None:
    run = runs()[number]
    steps = walked(run)
    asked = [ITEMS[place].id for place in run.items]
    assert [step.choice.item for step in steps if step.choice] == asked
    found = [step.estimate for step in steps[1:]]
    assert [one.value for one in found] == pytest.approx(run.abilities, abs=1e-6)
    assert [one.se for one in found] == pytest.approx(run.errors, abs=1e-6)


@pytest.mark.parametrize("number", range(24))
def test_a_run_ends_for_catrs_reason(number: int) -> None:
    end = walked(runs()[number])[-1].end
    assert end is not None
    assert end.reason == ("precision" if end.se <= 0.40 else "maximum")
    assert (end.reason == "maximum") == (end.items == 40 and end.se > 0.40)
