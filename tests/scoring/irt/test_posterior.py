"""The posterior over the grid: its mass below a border, and the probability of each band."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.irt import Prior, Response, posterior
from scoring.measures import Scale
from scoring.scales import band_chances

BANDS = [{"id": "low"}, {"id": "mid", "from": -1.0}, {"id": "high", "from": 1.0}]
SCALE = Scale.model_validate({"id": "s", "method": "rasch", "items": ["a"], "bands": BANDS, "reference": "For a test."})


@pytest.mark.parametrize(("z", "mass"), [(-1.96, 0.025), (-1, 0.158655), (0, 0.5), (0.5, 0.691462), (2.5758, 0.995)])
def test_without_answers_it_is_the_normal_prior(z: float, mass: float) -> None:
    found = posterior([], Prior(0.4, 1.2))
    assert found.below(0.4 + 1.2 * z) == pytest.approx(mass, abs=2e-4)


def test_far_out_it_is_nothing_or_everything() -> None:
    assert posterior([]).below(-99) == 0
    assert posterior([]).below(99) == pytest.approx(1, abs=1e-12)


responses = st.lists(st.tuples(st.floats(-3, 3), st.booleans()), max_size=20)


@given(responses, st.floats(-5, 5), st.floats(0, 3))
def test_a_higher_border_has_more_below_it(answers: list[tuple[float, bool]], border: float, more: float) -> None:
    found = posterior([Response(*answer) for answer in answers])
    assert 0 <= found.below(border) <= found.below(border + more) <= 1


@given(responses)
def test_the_bands_share_the_whole(answers: list[tuple[float, bool]]) -> None:
    chances = band_chances(SCALE, posterior([Response(*answer) for answer in answers]))
    assert chances is not None
    assert list(chances) == ["low", "mid", "high"]
    assert sum(chances.values()) == pytest.approx(1, abs=1e-8)
    assert min(chances.values()) >= 0


def test_the_band_of_a_sharp_estimate_has_most_of_it() -> None:
    sure = [Response(b / 10, b < 20) for b in range(-30, 50)]
    chances = band_chances(SCALE, posterior(sure))
    assert chances is not None
    assert chances["high"] > 0.95


def test_a_scale_without_bands_has_no_chances() -> None:
    assert band_chances(SCALE.model_copy(update={"bands": ()}), posterior([])) is None
