"""What a better answer does to an ability, and where the theory promises nothing.

A right answer in place of a wrong one multiplies the likelihood by P / (1 - P), which rises with ability in every model
here, with guessing too; a next higher graded answer by the ratio of two neighbours, which rises as well. So the
top of likelihood, posterior and weighted likelihood, and the mean of the posterior, never fall. That is a promise about
the same items. It is none about how many are right: with two or three parameters, more right answers to other items
may tell of less. Nor is it one about one answer more: Warm's weight changes with the items, and may pull it down.
"""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.irt import Bank, ItemParameters, estimate
from scoring.irt.estimates import Method

METHODS: tuple[Method, ...] = ("eap", "map", "ml", "wle")
DIFFICULTY, SLOPE = st.floats(-3, 3), st.floats(0.3, 2.5)
RASCH = st.builds(lambda b: ItemParameters(a=1.0, b=b), DIFFICULTY)
TWO = st.builds(lambda a, b: ItemParameters(a=a, b=b), SLOPE, DIFFICULTY)
THREE = st.builds(lambda a, b, c: ItemParameters(a=a, b=b, c=c), SLOPE, DIFFICULTY, st.floats(0.05, 0.35))
GRADED = st.builds(
    lambda a, b, gaps: ItemParameters(a=a, b=(b, b + gaps[0], b + sum(gaps))),
    SLOPE,
    DIFFICULTY,
    st.tuples(st.floats(0.2, 2), st.floats(0.2, 2)),
)
ANSWER = st.sampled_from([0, 1, None])
#: The search for a top ends within this distance of it, in logits; the grid of `eap` has no such error.
RESOLUTION = 1e-6


def value(items: list[ItemParameters], answers: list[int | None], method: Method) -> float:
    return estimate(Bank.of(items), answers, method).value


def better(answers: list[int | None], place: int) -> list[int | None]:
    return [(answer or 0) + 1 if at == place else answer for at, answer in enumerate(answers)]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("model", [RASCH, TWO], ids=["rasch", "2pl"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_right_answer_for_a_wrong_one_never_lowers_the_ability(
    model: st.SearchStrategy[ItemParameters], method: Method, data: st.DataObject
) -> None:
    pairs = data.draw(st.lists(st.tuples(model, ANSWER), min_size=1, max_size=12))
    items, answers = [item for item, _ in pairs], [answer for _, answer in pairs]
    place = data.draw(st.integers(0, len(pairs) - 1))
    answers[place] = 0
    assert value(items, better(answers, place), method) >= value(items, answers, method) - RESOLUTION


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(THREE, ANSWER), min_size=1, max_size=12), st.integers(0, 11))
def test_nor_does_it_with_guessing_by_the_mean_of_the_posterior(pairs, place: int) -> None:
    """The tops are another matter: with guessing a likelihood can have several, or none."""
    items, answers = [item for item, _ in pairs], [answer for _, answer in pairs]
    answers[place % len(answers)] = 0
    assert value(items, better(answers, place % len(answers)), "eap") >= value(items, answers, "eap") - 1e-9


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(GRADED, st.integers(0, 3)), min_size=1, max_size=8), st.integers(0, 7))
def test_a_higher_graded_answer_never_lowers_the_ability(method: Method, pairs, place: int) -> None:
    items, answers = [item for item, _ in pairs], [answer for _, answer in pairs]
    place %= len(answers)
    answers[place] = min(answers[place], 2)
    assert value(items, better(answers, place), method) >= value(items, answers, method) - RESOLUTION


def test_more_right_answers_to_other_items_may_tell_of_less() -> None:
    """With slopes of their own the number of right answers is no measure; with Rasch it is the only one."""
    flat, steep = ItemParameters(a=0.3, b=0.0), ItemParameters(a=2.0, b=0.0)
    for method in METHODS:
        two_flat, one_steep = (value([flat, flat, steep], answers, method) for answers in ([1, 1, 0], [0, 0, 1]))
        assert two_flat < one_steep
    even = [ItemParameters(a=1.0, b=b) for b in (-1.0, 0.0, 1.5)]
    assert value(even, [1, 1, 0], "ml") == pytest.approx(value(even, [0, 1, 1], "ml"))
    guessed = [ItemParameters(a=1.5, b=b, c=0.25) for b in (-1.0, 0.0, 1.0)]
    assert value(guessed, [1, 1, 0], "eap") > value(guessed, [0, 1, 1], "eap") + 0.1, "hard ones right are guesses"


def test_one_answer_more_may_lower_a_weighted_estimate() -> None:
    hard = [ItemParameters(a=1.0, b=0.0)]
    with_easy = [*hard, ItemParameters(a=2.5, b=-1.0)]
    before, after = value(hard, [1], "wle"), value(with_easy, [1, 1], "wle")
    assert after < before
    assert value(with_easy, [1, 1], "eap") > value(hard, [1], "eap")
    assert math.isfinite(before)
