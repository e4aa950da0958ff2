from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter

from scoring.conditions import Condition
from scoring.result import DECLINED, AnswerValue, ModuleResult, ScaleResult
from scoring.rules import Facts, FactsByModule, Truth, all_of, any_of, evaluate
from tests.scoring.building import item, module

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
MODULE = module(
    [
        item("q"),
        item("unit", type="single", scale=None, options=[{"code": "x"}, {"code": "y", "value": 2}]),
        item("many", type="multiple", scale=None, options=[{"code": code} for code in "abc"]),
        item("age", type="number", scale=None),
        *(item(name) for name in ("r", "s", "t")),
    ]
)


def holds(
    condition: dict[str, Any],
    answers: dict[str, AnswerValue] | None = None,
    unknown: frozenset[str] = frozenset(),
    result: ModuleResult | None = None,
) -> Truth:
    return evaluate(CONDITION.validate_python(condition), Facts(MODULE, answers or {}, unknown, result))


@pytest.mark.parametrize(
    ("op", "value", "answer", "expected"),
    [
        ("is", "3", "3", True),
        ("is", "3", "4", False),
        ("in", ["3", "4"], "4", True),
        ("in", ["3", "4"], "5", False),
        ("at_least", 3, "3", True),
        ("at_least", 3, "2", False),
        ("at_most", 3, "3", True),
        ("at_most", 3, "4", False),
        ("answered", None, "1", True),
    ],
)
def test_an_answer_is_compared(op: str, value: object, answer: str, expected: bool) -> None:
    assert holds({"item": "q", "op": op, "value": value}, {"q": answer}) is expected


@pytest.mark.parametrize(
    ("op", "value", "answer", "expected"),
    [
        ("includes", "a", ("a", "b"), True),
        ("includes", "c", ("a", "b"), False),
        ("includes", ["c", "b"], ("a", "b"), True),
        ("is", "a", ("a",), True),
        ("is", "a", ("a", "b"), False),
        ("in", ["a"], ("a", "b"), True),
    ],
)
def test_a_multiple_answer_is_compared(op: str, value: object, answer: tuple[str, ...], expected: bool) -> None:
    assert holds({"item": "many", "op": op, "value": value}, {"many": answer}) is expected


def test_a_number_is_compared_as_a_number() -> None:
    assert holds({"item": "age", "op": "at_least", "value": 10}, {"age": 9}) is False
    assert holds({"item": "age", "op": "at_least", "value": 10}, {"age": 10}) is True
    assert holds({"item": "age", "op": "is", "value": 10}, {"age": 10}) is True


@pytest.mark.parametrize("missing", [{}, {"q": None}, {"q": DECLINED}])
@pytest.mark.parametrize("op", ["is", "in", "includes", "at_least", "at_most", "answered"])
@pytest.mark.parametrize("if_missing", [True, False])
def test_a_missing_answer_gives_if_missing(missing: dict[str, AnswerValue], op: str, if_missing: bool) -> None:
    assert holds({"item": "q", "op": op, "value": 1, "if_missing": if_missing}, missing) is if_missing


def test_no_chosen_code_is_missing() -> None:
    assert holds({"item": "many", "op": "answered", "if_missing": False}, {"many": ()}) is False


def test_an_option_without_a_number_is_missing_for_numbers() -> None:
    at_least = {"item": "unit", "op": "at_least", "value": 1}
    assert holds(at_least, {"unit": "x"}) is False
    assert holds({**at_least, "if_missing": True}, {"unit": "x"}) is True
    assert holds(at_least, {"unit": "y"}) is True


@pytest.mark.parametrize("op", ["is", "in", "includes", "at_least", "at_most", "answered"])
@pytest.mark.parametrize("if_missing", [True, False])
def test_a_sealed_answer_is_unknown(op: str, if_missing: bool) -> None:
    condition = {"item": "q", "op": op, "value": 1, "if_missing": if_missing}
    assert holds(condition, {}, frozenset({"q"})) is None


TRUTHS: tuple[Truth, ...] = (True, False, None)


@pytest.mark.parametrize(("one", "two"), list(product(TRUTHS, TRUTHS)))
def test_all_and_any_follow_kleene(one: Truth, two: Truth) -> None:
    rank = {False: 0, None: 1, True: 2}
    by_rank = {number: truth for truth, number in rank.items()}
    assert all_of([one, two]) is by_rank[min(rank[one], rank[two])]
    assert any_of([one, two]) is by_rank[max(rank[one], rank[two])]


YES = {"item": "q", "op": "is", "value": "1"}
NO = {"item": "q", "op": "is", "value": "2"}
OPEN = {"item": "r", "op": "is", "value": "1"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"all": [YES, OPEN]}, None),
        ({"all": [NO, OPEN]}, False),
        ({"all": [OPEN, NO]}, False),
        ({"any": [YES, OPEN]}, True),
        ({"any": [OPEN, YES]}, True),
        ({"any": [NO, OPEN]}, None),
        ({"not": YES}, False),
        ({"not": NO}, True),
        ({"not": OPEN}, None),
        ({"not": {"any": [NO, {"all": [OPEN, NO]}]}}, True),
    ],
)
def test_nested_conditions(condition: dict[str, Any], expected: Truth) -> None:
    assert holds(condition, {"q": "1"}, frozenset({"r"})) is expected


@pytest.mark.parametrize(
    ("answers", "unknown", "expected"),
    [
        ({"q": "1", "r": "1"}, (), True),
        ({"q": "1", "r": "2"}, (), False),
        ({"q": "1", "r": DECLINED}, (), False),
        ({"q": "1"}, ("r",), None),
        ({"q": "2"}, ("r",), False),
        ({"q": "1", "r": "1"}, ("s",), True),
        ({}, ("r", "s"), None),
    ],
)
def test_a_count_knows_what_sealed_answers_can_still_change(
    answers: dict[str, AnswerValue], unknown: tuple[str, ...], expected: Truth
) -> None:
    condition = {"count": ["q", "r", "s"], "codes": ["1"], "at_least": 2}
    assert holds(condition, answers, frozenset(unknown)) is expected


RESULT = ModuleResult(
    version="1.0.0",
    scales={
        "good": ScaleResult(status="scored", value=3.0, answered=4, items=4, band="high"),
        "none": ScaleResult(status="not_scored", reason="too_few_answers", answered=1, items=4),
    },
    flags=(),
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"scale": "good", "op": "at_least", "value": 3}, True),
        ({"scale": "good", "op": "at_most", "value": 2.9}, False),
        ({"scale": "good", "op": "band", "value": "high"}, True),
        ({"scale": "good", "op": "band", "value": ["low", "middle"]}, False),
        ({"scale": "good", "op": "scored"}, True),
        ({"scale": "good", "op": "not_scored"}, False),
        ({"scale": "none", "op": "scored"}, False),
        ({"scale": "none", "op": "not_scored"}, True),
        ({"scale": "none", "op": "at_least", "value": 0}, False),
        ({"scale": "none", "op": "at_most", "value": 9, "if_missing": True}, True),
        ({"scale": "absent", "op": "not_scored"}, True),
        ({"scale": "good", "op": "cutoff", "value": "absent"}, False),
        ({"scale": "good", "op": "cutoff", "value": "absent", "if_missing": True}, True),
    ],
)
def test_scales_are_compared(condition: dict[str, Any], expected: bool) -> None:
    assert holds(condition, result=RESULT) is expected


def test_references_across_modules() -> None:
    other = module([item("z")], slug="other")
    facts = FactsByModule({"mod": Facts(MODULE, {"q": "1"}), "other": Facts(other, {"z": "5"})})
    both = {
        "all": [{"item": "mod.q", "op": "is", "value": "1"}, {"item": "other.z", "op": "at_least", "value": 5}],
    }
    assert evaluate(CONDITION.validate_python(both), facts) is True
    absent = {"item": "third.x", "op": "answered", "if_missing": True}
    assert evaluate(CONDITION.validate_python(absent), facts) is True
    assert evaluate(CONDITION.validate_python({"count": ["third.x"], "codes": ["1"], "at_least": 1}), facts) is False


def test_inside_a_module_its_own_slug_may_be_written() -> None:
    assert holds({"item": "mod.q", "op": "is", "value": "1"}, {"q": "1"}) is True
    assert holds({"item": "other.q", "op": "is", "value": "1"}, {"q": "1"}) is False
