"""A scale over C-tests: the unit is the text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.result import DECLINED, AnswerValue, ScaleResult
from scoring.score import score
from tests.scoring.building import c_test, item, module, scale

TEXTS = ["t1", "t2", "t3", "t4"]
BANDS = [{"id": "below_a2"}, {"id": "a2", "from": 25}, {"id": "b1", "from": 60}]
FIRST = item("first", type="single", scale=None, options=[{"code": "a"}, {"code": "b"}])
SHOWN = {"item": "first", "op": "is", "value": "a"}
MODULE = module(
    [FIRST, c_test("t1"), c_test("t2"), c_test("t3"), c_test("t4", show_if=SHOWN)],
    kind="test",
    keys={"first": ["a"]},
    scales=[scale("c_test", TEXTS, "c_test", min_answered=0.75, bands=BANDS)],
)
WORDS = ("ochtend", "naar", "werk", "werkt")


def right(number: int) -> AnswerValue:
    """An answer with so many right gaps."""
    return tuple(word if place < number else "zzz" for place, word in enumerate(WORDS))


def scored(*answers: AnswerValue, first: str = "a") -> ScaleResult:
    given = {"first": first, **dict(zip(TEXTS, answers, strict=False))}
    return score(MODULE, given, "nl").scales["c_test"]


def test_the_value_is_the_mean_percentage_over_texts_and_the_error_that_over_texts() -> None:
    result = scored(right(4), right(2), right(1), right(1))
    assert (result.value, result.raw, result.answered, result.items) == (50.0, 8.0, 4, 4)
    squares = [(value - 50) ** 2 for value in (100, 50, 25, 25)]
    assert result.se == pytest.approx(math.sqrt(sum(squares) / 12))
    assert result.band == "a2"


def test_a_text_that_is_passed_over_counts_as_nothing_right_and_one_not_reached_is_missing() -> None:
    assert scored(right(4), right(4), right(4), DECLINED).value == 75.0
    assert scored(right(4), right(4), right(4), None).value == 100.0
    assert scored(right(4), right(4), None, None) == ScaleResult(
        status="not_scored", reason="too_few_answers", answered=2, items=4
    )


def test_a_text_off_the_path_is_not_asked() -> None:
    assert scored(right(4), right(4), right(4), right(0), first="b").value == 100.0
    assert scored(right(4), right(4), right(4), right(0), first="b").items == 3


def test_the_same_share_in_all_texts_leaves_the_error_open() -> None:
    assert scored(right(2), right(2), right(2), right(2)).se is None


def test_slips_are_counted_and_count_as_right() -> None:
    slip = ("ochtnd", "naar", "werk", "werkt")
    result = scored(right(4), slip, slip, right(4))
    assert (result.value, result.slips) == (100.0, 2)
    assert scored(right(4), right(1), right(2), DECLINED).slips == 0


def test_without_tolerance_a_slip_is_a_mistake() -> None:
    strict = {"gaps": 4, "tolerance": {"edits": 0}}
    own = module([c_test("t1", c_test=strict)], kind="test", scales=[scale("s", ["t1"], "c_test")])
    assert score(own, {"t1": ("ochtnd", "naar", "werk", "werkt")}, "nl").scales["s"].value == 75.0


ANSWERS = st.one_of(
    st.none(), st.just(DECLINED), st.tuples(*(st.sampled_from([word, "", "zzz", word[1:]]) for word in WORDS))
)


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS), st.integers(0, 3), st.integers(0, 3))
def test_one_more_right_gap_never_lowers_the_score(answers: tuple[AnswerValue, ...], text: int, gap: int) -> None:
    before = scored(*answers)
    given = answers[text]
    typed = list(given) if isinstance(given, tuple) else None
    if typed is None:
        return
    typed[gap] = WORDS[gap]
    after = scored(*answers[:text], tuple(typed), *answers[text + 1 :])
    if before.value is not None:
        assert after.value is not None
        assert after.value >= before.value
        assert after.raw >= before.raw


@given(st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS))
def test_the_value_is_a_percentage(answers: tuple[AnswerValue, ...]) -> None:
    result = scored(*answers)
    assert result.value is None or 0.0 <= result.value <= 100.0
    assert result.raw is None or 0 <= result.raw <= 16
