import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.answers import InvalidAnswer, check_answers, require_answer, validate_answer
from scoring.result import DECLINED
from tests.scoring.building import c_test, item, module, passage

OPTIONS = [{"code": code} for code in ("a", "b", "none")]
FIGURE = {"layout": "3x3", "rules": [{"attribute": "shape", "rule": "distribution_of_three"}], "seed": 1, "options": 6}
MODULE = module(
    [
        item("agree"),
        item("one", type="single", scale=None, options=OPTIONS),
        item("many", type="multiple", scale=None, options=OPTIONS, exclusive=["none"]),
        item("yes", type="yes_no", scale="yes_no"),
        item("number", type="number", scale=None, minimum=1, maximum=10),
        item("day", type="date", scale=None),
        item("country", type="choice_list", scale=None, list="countries"),
        item("languages", type="multiple", scale=None, list="countries"),
        item("word", type="gap", scale=None),
        item("figure", type="matrix", scale=None, matrix=FIGURE),
        c_test("damaged"),
        passage("text"),
    ]
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("agree", "3"),
        ("one", "a"),
        ("many", ("a", "b")),
        ("many", ("none",)),
        ("yes", "no"),
        ("number", 10),
        ("number", 2.0),
        ("day", "2024-02-29"),
        ("country", "er"),
        ("languages", ("er", "nl")),
        ("word", "café au lait"),
        ("figure", "f"),
        ("damaged", ("tend", "", "werk", "é " * 30)),
        ("text", None),
    ],
)
def test_a_fitting_answer_has_no_problem(name: str, value: object) -> None:
    assert validate_answer(MODULE, name, value) == ()


@pytest.mark.parametrize("name", [each.id for each in MODULE.items if each.id != "text"])
@pytest.mark.parametrize("value", [DECLINED, None])
def test_declining_and_leaving_open_always_fit(name: str, value: str | None) -> None:
    assert validate_answer(MODULE, name, value) == ()


@pytest.mark.parametrize(
    ("name", "value", "kinds"),
    [
        ("absent", "1", ["unknown_item"]),
        ("agree", "6", ["unknown_code"]),
        ("agree", 3, ["not_a_code"]),
        ("one", ("a", "b"), ["several_answers"]),
        ("one", ["a"], ["several_answers"]),
        ("yes", True, ["not_a_code"]),
        ("many", "a", ["not_several_codes"]),
        ("many", ["a"], ["not_several_codes"]),
        ("many", (), ["no_code"]),
        ("many", ("a", "z"), ["unknown_code"]),
        ("many", ("a", "a"), ["repeated_code"]),
        ("many", ("a", "none"), ["exclusive_code"]),
        ("many", ("a", 1), ["not_a_code"]),
        ("many", ("z", "none", ["a"]), ["not_a_code", "unknown_code", "exclusive_code"]),
        ("many", ("a", DECLINED), ["unknown_code"]),
        ("number", 0, ["out_of_range"]),
        ("number", 11, ["out_of_range"]),
        ("number", "5", ["not_a_number"]),
        ("number", True, ["not_a_number"]),
        ("number", math.nan, ["not_a_number"]),
        ("number", math.inf, ["not_a_number"]),
        ("number", 10**400, ["not_a_number"]),
        ("number", -(10**4000), ["not_a_number"]),
        ("number", 1.5, ["not_whole"]),
        ("number", 99.5, ["not_whole", "out_of_range"]),
        ("day", "2023-02-29", ["bad_date"]),
        ("day", "20240229", ["bad_date"]),
        ("day", "2024-W01-1", ["bad_date"]),
        ("day", 20240229, ["bad_date"]),
        ("country", "xx", ["unknown_code"]),
        ("word", "x" * 61, ["too_long"]),
        ("word", "  ", ["empty_text"]),
        ("word", " " * 61, ["too_long", "empty_text"]),
        ("word", "a\nb", ["not_text"]),
        ("word", 5, ["not_text"]),
        ("figure", "g", ["unknown_code"]),
        ("damaged", "tend", ["not_gaps"]),
        ("damaged", ["a", "b", "c", "d"], ["not_gaps"]),
        ("damaged", ("a", "b", "c", 4), ["not_gaps"]),
        ("damaged", ("a", "b", "c", "d\n"), ["not_gaps"]),
        ("damaged", ("a", "b", "c"), ["gap_count"]),
        ("damaged", ("a", "b", "c", "d", ""), ["gap_count"]),
        ("damaged", ("a", "x" * 61, "c", "x" * 62), ["too_long", "too_long"]),
        ("damaged", ("", " ", "", ""), ["empty_text"]),
        ("damaged", (), ["gap_count", "empty_text"]),
        ("text", "x", ["no_answer_expected"]),
        ("text", DECLINED, ["no_answer_expected"]),
    ],
)
def test_every_problem_is_named(name: str, value: object, kinds: list[str]) -> None:
    assert [problem.kind for problem in validate_answer(MODULE, name, value)] == kinds


def test_all_answers_are_checked_at_once() -> None:
    found = check_answers(MODULE, {"agree": "9", "one": "a", "absent": "1", "number": 99})
    assert [(problem.item, problem.kind) for problem in found] == [
        ("agree", "unknown_code"),
        ("absent", "unknown_item"),
        ("number", "out_of_range"),
    ]


def test_the_error_names_items_and_never_the_answer() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        require_answer(MODULE, MODULE.by_id["one"], "a private word")
    assert str(caught.value) == "one: unknown_code"
    assert caught.value.problems[0].item == "one"
    require_answer(MODULE, "one", "a")


@given(
    name=st.sampled_from([each.id for each in MODULE.items]),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner).map(tuple) | st.lists(inner),
        max_leaves=5,
    ),
)
def test_no_value_whatever_breaks_the_check(name: str, value: object) -> None:
    for problem in validate_answer(MODULE, name, value):
        assert problem.item == name
        assert len(problem.found) <= 60
