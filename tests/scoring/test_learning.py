"""Gain and retention, by hand."""

import math

import pytest

from scoring.definition import Scale
from scoring.learning import Change, change_of
from scoring.score import score
from service.catalogue import load
from service.config import ROOT

EARLIER, LATER = ([f"{letter}{n}" for n in range(1, 9)] for letter in "xy")


def scale(method: str, **more: object) -> Scale:
    return Scale.model_validate(
        {
            "id": "s",
            "method": method,
            "items": [*EARLIER, *LATER],
            "earlier": EARLIER,
            "reference": "Made for the tests.",
            **more,
        }
    )


def answers(before: int, after: int, reached: tuple[int, int] = (8, 8)) -> dict[str, float]:
    first = {item: float(n < before) for n, item in enumerate(EARLIER[: reached[0]])}
    return first | {item: float(n < after) for n, item in enumerate(LATER[: reached[1]])}


def change(method: str, before: int, after: int, **more: object) -> Change:
    found = change_of(scale(method, **more), answers(before, after))
    assert isinstance(found, Change)
    return found


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [(2, 5, 3 / 6), (0, 8, 1.0), (0, 0, 0.0), (4, 4, 0.0), (6, 3, -3 / 6), (6, 0, -1.0), (6, 8, 1.0)],
)
def test_gain_is_the_share_of_what_was_missing_or_of_what_was_lost(before: int, after: int, value: float) -> None:
    found = change("gain", before, after)
    assert found.value == pytest.approx(value)
    assert found.raw == after - before


@pytest.mark.parametrize("before", [7, 8])
@pytest.mark.parametrize("after", [0, 5, 8])
def test_no_gain_where_next_to_nothing_was_left_to_learn(before: int, after: int) -> None:
    assert change_of(scale("gain"), answers(before, after)) == "nothing_left_to_learn"


@pytest.mark.parametrize(("before", "after", "value"), [(8, 8, 1.0), (8, 4, 0.5), (4, 0, 0.0), (4, 5, 1.25)])
def test_retention_is_the_share_that_is_left(before: int, after: int, value: float) -> None:
    found = change("retention", before, after, needed=4)
    assert found.value == pytest.approx(value)
    assert found.raw == after


@pytest.mark.parametrize("before", range(4))
def test_what_was_not_learned_cannot_be_forgotten(before: int) -> None:
    assert change_of(scale("retention", needed=4), answers(before, 0)) == "too_little_learned"


def test_without_a_limit_at_least_one_right_answer_is_needed() -> None:
    assert change_of(scale("retention"), answers(0, 3)) == "too_little_learned"
    assert change("retention", 1, 1).value == 1.0


def test_errors_by_the_delta_method() -> None:
    """Gain from 2 to 5 of 8: var2 = 8 × .6 × .4, var1 = 8 × .3 × .7; (var2 + var1 (3/6)²)^½ / 6."""
    assert change("gain", 2, 5).se == pytest.approx(math.sqrt(1.92 + 1.68 * 0.25) / 6)
    assert change("gain", 6, 3).se == pytest.approx(math.sqrt(1.92 + 1.68 * 0.25) / 6)
    assert change("retention", 8, 8, needed=4).se == pytest.approx(math.sqrt(8 * 0.09 + 8 * 0.09) / 8)


def test_nobody_is_certain() -> None:
    for before in range(9):
        for after in range(9):
            for method in ("gain", "retention"):
                found = change_of(scale(method, needed=4), answers(before, after))
                assert isinstance(found, str) or 0.05 < found.se < 1.0


def test_the_error_says_how_far_the_value_would_scatter() -> None:
    """Simulated: people who know each pair with chance .5, then .75; the spread of their gains is what is claimed."""
    import numpy as np

    draw = np.random.default_rng(2)
    pairs = draw.binomial(8, 0.5, 4000), draw.binomial(8, 0.75, 4000)
    found = [change_of(scale("gain"), answers(int(x), int(y))) for x, y in zip(*pairs, strict=True)]
    changes = [one for one in found if isinstance(one, Change)]
    spread = float(np.std([one.value for one in changes]))
    claimed = float(np.sqrt(np.mean([one.se**2 for one in changes])))
    assert claimed == pytest.approx(spread, rel=0.25)


def test_missing_answers() -> None:
    """Up to a fifth of a test may be missing; the rest is brought to all pairs."""
    assert change_of(scale("gain"), answers(2, 5, (6, 8))) == "too_few_answers"
    assert change_of(scale("gain"), answers(2, 5, (8, 6))) == "too_few_answers"
    found = change_of(scale("gain"), answers(2, 7, (7, 8)))
    assert isinstance(found, Change)
    assert found.value == pytest.approx((7 - 16 / 7) / (8 - 16 / 7))


def test_passed_over_counts_as_wrong_and_the_whole_module_says_so() -> None:
    questionnaire = load(ROOT / "questionnaires").modules["leerbaarheid"].questionnaire
    first, second = ([f"lb_{letter}{n}" for n in range(1, 9)] for letter in "ab")
    result = score(questionnaire, dict.fromkeys([*first, *second], "declined"), "ti")
    assert (result.scales["gain"].value, result.scales["gain"].band) == (0.0, "low")
    assert result.scales["retention"].reason in ("too_few_answers", "not_asked")
    assert result.scales["learned"].value == 0.0
