import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.irt import Prior, Response, eap, information, posterior, probability
from scoring.irt.rasch import RaschTable

RESPONSES = st.lists(st.builds(Response, st.floats(-4, 4), st.booleans(), st.floats(0.3, 2.5)), min_size=1, max_size=25)


def test_probability_is_a_half_at_the_difficulty() -> None:
    assert probability(1.3, 1.3) == pytest.approx(0.5)
    assert probability(1.0, 0.0) == pytest.approx(1 / (1 + math.exp(-1)))
    assert probability(1.0, 0.0, 2.0) == pytest.approx(1 / (1 + math.exp(-2)))


def test_information_is_greatest_at_the_difficulty() -> None:
    abilities = np.linspace(-4, 4, 81)
    found = information(abilities, 0.5, 1.5)
    assert abilities[found.argmax()] == pytest.approx(0.5)
    assert found.max() == pytest.approx(1.5**2 / 4)


def test_without_responses_the_prior_remains() -> None:
    found = eap([], Prior(mean=0.4, sd=1.2))
    assert found.value == pytest.approx(0.4, abs=1e-9)
    assert found.se == pytest.approx(1.2, rel=1e-3)


def test_eap_agrees_with_fine_numerical_integration() -> None:
    responses = [Response(-1, True), Response(0, True), Response(1.5, False)]
    grid = np.linspace(-15, 15, 20001)
    density = np.exp(-0.5 * (grid / 1.5) ** 2)
    for response in responses:
        chance = probability(grid, response.difficulty)
        density = density * (chance if response.correct else 1 - chance)
    mean = float((grid * density).sum() / density.sum())
    sd = math.sqrt(float(((grid - mean) ** 2 * density).sum() / density.sum()))
    assert eap(responses).value == pytest.approx(mean, abs=1e-4)
    assert eap(responses).se == pytest.approx(sd, abs=1e-4)


def test_sixteen_items_at_the_ability_give_an_error_of_about_a_half() -> None:
    """Items needed for a standard error of .5 at P = .5: 16, before the prior adds its share."""
    total = sum(float(information(0.0, 0.0)) for _ in range(16))
    assert 1 / math.sqrt(total) == pytest.approx(0.5)
    responses = [Response(0.0, number % 2 == 0) for number in range(16)]
    assert eap(responses).se == pytest.approx(1 / math.sqrt(total + 1 / 1.5**2), rel=0.05)


@given(RESPONSES)
def test_the_order_of_responses_makes_no_difference_to_the_last_bit(responses: list[Response]) -> None:
    assert eap(responses) == eap(responses[::-1])


@given(RESPONSES, st.integers(0, 24))
def test_one_more_correct_answer_never_lowers_the_ability(responses: list[Response], place: int) -> None:
    chosen = responses[place % len(responses)]
    better = [*responses]
    better[place % len(responses)] = Response(chosen.difficulty, True, chosen.discrimination)
    assert eap(better).value >= eap(responses).value


@given(RESPONSES)
def test_the_error_stays_below_that_of_the_prior(responses: list[Response]) -> None:
    found = eap(responses)
    assert 0 < found.se < 1.5 + 1e-6
    assert math.isfinite(found.value)


@given(RESPONSES)
def test_the_library_gives_the_ability_that_scales_have_always_had(responses: list[Response]) -> None:
    """The published formula written out once more, plainly: what a stored result was made with must not change."""
    grid = 1.5 * np.linspace(-5, 5, 201)
    log_posterior = -0.5 * (grid / 1.5) ** 2
    for response in sorted(responses):
        sign = 1.0 if response.correct else -1.0
        log_posterior = log_posterior - np.logaddexp(
            0.0, -sign * response.discrimination * (grid - response.difficulty)
        )
    weights = np.exp(log_posterior - log_posterior.max())
    weights = weights / weights.sum()
    mean = float(weights @ grid)
    found = eap(responses)
    assert found.value == pytest.approx(mean, abs=1e-12)
    assert found.se == pytest.approx(float(np.sqrt(weights @ (grid - mean) ** 2)), abs=1e-12)


@given(
    st.lists(st.floats(-5, 5).map(lambda value: round(value, 3)), min_size=1, max_size=80),
    st.lists(st.tuples(st.integers(0, 79), st.booleans()), max_size=80),
    st.builds(Prior, st.floats(-1, 1), st.floats(0.5, 2)),
)
def test_a_table_believes_the_same_to_the_last_bit(
    difficulties: list[float], places: list[tuple[int, bool]], prior: Prior
) -> None:
    given_ = [(difficulties[place % len(difficulties)], correct) for place, correct in places]
    found = RaschTable(difficulties, prior).posterior(given_)
    expected = posterior([Response(*one) for one in given_], prior)
    assert found.grid.tobytes() == expected.grid.tobytes()
    assert found.weights.tobytes() == expected.weights.tobytes()
    turned = RaschTable(difficulties[::-1], prior).posterior(given_[::-1])
    assert turned.weights.tobytes() == expected.weights.tobytes()


def test_a_table_knows_its_own_items_only() -> None:
    with pytest.raises(KeyError):
        RaschTable([0.0, 1.0], Prior()).posterior([(0.5, True)])
