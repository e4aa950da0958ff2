"""Whether a client agreed to the questions about health, and when, looks the same to the klantmanager as well."""

import pytest

from tests.access.side_steps import agree_again, halfway, module, send_in, start, take_back
from tests.access.sides import Side, each, same


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
