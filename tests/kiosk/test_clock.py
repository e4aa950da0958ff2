"""The clock's arithmetic: what stands still, what the words go through, what a page may say of its own time."""

import math
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from scoring.timing import Allowance
from service.audio.numbers import each_in_words
from service.kiosk.clock import GRACE_S, pressed_at, seconds_left
from service.kiosk.clock_face import Clock, minutes_told
from service.kiosk.place import AnswerRow, SittingRow, part_limit
from service.kiosk.waiting import hand_waits, shown_again, waited

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def sitting(**more: object) -> SittingRow:
    """Someone before item a since `NOW`."""
    bare = SittingRow(uuid.uuid4(), uuid.uuid4(), "assessment", "nl", "item", "mod", "a", NOW, NOW, True, 1)
    return bare._replace(**more)


def test_time_at_an_item_is_what_was_used_before_and_what_has_passed() -> None:
    assert waited(sitting(), after(12)) == 12_000
    assert waited(sitting(spent_item="a", spent_ms=5000), after(12)) == 17_000
    assert waited(sitting(spent_item="b", spent_ms=5000), after(12)) == 12_000, "of another item"
    assert waited(sitting(item_shown_at=None, spent_item="a", spent_ms=5000), after(12)) == 5000
    assert waited(sitting(item_shown_at=None), after(12)) == 0
    assert waited(sitting(), after(-3)) == 0, "a clock that was put back"
    assert waited(sitting(), after(9e6)) == 24 * 3600 * 1000


def test_a_hand_stops_the_clock_of_the_question_at_which_it_was_raised() -> None:
    up = sitting(hand_raised_at=after(10))
    assert hand_waits(up)
    assert waited(up, after(300)) == 10_000
    earlier = sitting(hand_raised_at=after(-10))
    assert not hand_waits(earlier)
    assert waited(earlier, after(300)) == 300_000, "the client is working again"


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_lowering_a_hand_changes_nothing_of_the_time_that_counts(worked: int, wait: int, more: int) -> None:
    raised, lowered = after(worked), after(worked + wait)
    before = waited(sitting(hand_raised_at=raised), lowered)
    shown = shown_again(NOW, raised, lowered)
    assert waited(sitting(item_shown_at=shown), lowered) == before == worked * 1000
    assert waited(sitting(item_shown_at=shown), after(worked + wait + more)) == (worked + more) * 1000


def test_a_hand_of_before_or_none_moves_nothing() -> None:
    assert shown_again(NOW, None, after(9)) == NOW
    assert shown_again(NOW, after(-1), after(9)) == NOW
    assert shown_again(None, after(1), after(9)) is None


@pytest.mark.parametrize(
    ("left", "steps"),
    [
        (1800, (30, 25, 20, 15, *range(10, 0, -1))),
        (4200, (70, *range(60, 10, -5), *range(10, 0, -1))),
        (640, tuple(range(10, 0, -1))),
        (61, (1,)),
        (60, (1,)),
        (41, (1,)),
        (40, ()),
        (-20, ()),
    ],
)
def test_the_words_go_in_fives_and_from_ten_on_one_by_one(left: int, steps: tuple[int, ...]) -> None:
    assert Clock(1800, left, left).steps == steps


@given(st.integers(121, 14_000))
def test_the_page_before_the_clock_says_what_the_clock_says_then(left: int) -> None:
    assert minutes_told(left) == Clock(14_400, left, left).steps[0]


@given(st.integers(-100, 14_000))
def test_the_words_never_say_much_more_than_there_is(left: int) -> None:
    steps = Clock(14_400, left, left).steps
    assert list(steps) == sorted(steps, reverse=True)
    assert not steps or steps[0] * 60 <= left + 20


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, (30, "seconds")), (90, (90, "seconds")), (120, (2, "minutes")), (179, (2, "minutes")), (225, (3, "minutes"))],
)
def test_nobody_has_less_than_is_said(seconds: float, words: tuple[int, str]) -> None:
    assert each_in_words(seconds) == words


def form(left: str) -> FormData:
    return FormData([("left", left)])


@given(st.integers(0, 10_000_000), st.integers(1, 4000), st.text(max_size=8))
def test_what_a_page_says_of_its_time_never_makes_an_answer_later_or_early_beyond_its_limit(
    took: int, limit: int, left: str
) -> None:
    pressed = pressed_at(took, limit, form(left))
    assert 0 <= pressed <= took
    assert pressed == took or took / 1000 > limit + GRACE_S
    assert pressed == took or pressed <= limit * 1000


def test_without_a_limit_or_a_word_of_the_page_the_server_alone_measures() -> None:
    assert pressed_at(9_000_000, math.inf, form("5")) == 9_000_000
    assert pressed_at(9_000_000, 30, FormData()) == 9_000_000
    assert [seconds_left(form(left)) for left in ("", "-", "7", "-7", "1234567", "7.5")] == [
        None,
        None,
        7,
        -7,
        None,
        None,
    ]


def test_extra_time_as_it_is_kept() -> None:
    assert sitting(extra_time="50", extra_minutes=10).allowance == Allowance(50, 10)
    assert sitting(extra_time="none").allowance.percent is None
    assert part_limit({"part_s": None}) == math.inf
    assert part_limit({"part_s": 90}) == 90
    assert AnswerRow("a", 1, "x", 5).timing is None
