"""Whether a client agreed to the questions about health, and when, looks the same to the klantmanager as well."""

from collections.abc import Callable

import pytest

from tests.access.side_steps import (
    agree_again,
    confirm,
    halfway,
    module,
    report,
    send_in,
    skip_health,
    start,
    take_back,
)
from tests.access.sides import Side, each, same

Step = Callable[[Side], None]


@pytest.mark.slow
def test_the_same_when_the_consent_for_health_is_taken_back_and_given_again(sides: tuple[Side, Side]) -> None:
    each(sides, start, halfway)
    same(sides)
    each(sides, take_back)
    same(sides)
    each(sides, agree_again)
    same(sides)
    each(sides, lambda one: module(one, "trauma"), take_back)
    same(sides)
    each(sides, send_in, lambda one: one.place.work())
    assert same(sides) > 15
    assert len(set(sides[0].health)) > len(set(sides[1].health)), "one was asked more than the other"


def refuse_at_first(one: Side) -> None:
    start(one, health="no")
    one.clock.forward(minutes=5)


def refuse_on_the_way(one: Side) -> None:
    start(one)
    take_back(one)


def refuse_in_the_middle(one: Side) -> None:
    start(one)
    halfway(one)
    take_back(one)


def skip_at_first(one: Side) -> None:
    start(one)
    skip_health(one)


def skip_in_the_middle(one: Side) -> None:
    start(one)
    halfway(one)
    skip_health(one)


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.parametrize(
    ("refuse", "skip"),
    [
        (refuse_at_first, skip_at_first),
        (refuse_on_the_way, skip_at_first),
        (refuse_in_the_middle, skip_in_the_middle),
    ],
)
def test_a_refusal_looks_like_any_part_that_was_passed_over(sides: tuple[Side, Side], refuse: Step, skip: Step) -> None:
    """One says no to the questions about health, the other leaves out that one part: the same up to the report."""
    refuse(sides[0])
    skip(sides[1])
    same(sides)
    each(sides, lambda one: module(one, "zelfredzaamheid"), lambda one: module(one, "achtergrond"))
    same(sides)
    each(sides, send_in, lambda one: one.place.work(), confirm, report)
    assert same(sides) > 20
    asked = [{item for item in one.health if not item.startswith("tr_")} for one in sides]
    assert len(asked[0]) < len(asked[1]), "one was asked less than the other"
