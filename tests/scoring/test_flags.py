from typing import Any

import pytest

from scoring.flags import immediate_flags
from scoring.result import DECLINED, AnswerValue
from scoring.score import score
from tests.scoring.building import flag, item, module, scale

ITEMS = [item("a"), item("b"), item("c"), item("d", show_if={"item": "a", "op": "is", "value": "5"})]


def evidence(when: dict[str, Any], answers: dict[str, AnswerValue]) -> tuple[str, ...] | None:
    questionnaire = module(ITEMS, scales=[scale("s", ["a", "b"], min_answered=0.5)], flags=[flag("f", when)])
    raised = score(questionnaire, answers, "nl").flags
    return raised[0].evidence if raised else None


A5 = {"item": "a", "op": "is", "value": "5"}
B5 = {"item": "b", "op": "is", "value": "5"}


@pytest.mark.parametrize(
    ("when", "answers", "expected"),
    [
        (A5, {"a": "5"}, ("a",)),
        (A5, {"a": "4"}, None),
        ({"all": [B5, A5]}, {"a": "5", "b": "5"}, ("a", "b")),
        ({"any": [A5, B5]}, {"a": "1", "b": "5"}, ("b",)),
        ({"not": A5}, {"a": "1"}, ("a",)),
        ({"count": ["a", "b", "c"], "codes": ["5"], "at_least": 2}, {"a": "5", "b": "1", "c": "5"}, ("a", "c")),
        ({"not": {"count": ["a", "b"], "codes": ["5"], "at_least": 1}}, {"a": "1"}, ("a", "b")),
        ({"scale": "s", "op": "at_least", "value": 4}, {"a": "5"}, ("a",)),
        ({"scale": "s", "op": "at_least", "value": 4}, {"a": "5", "b": DECLINED}, ("a",)),
        ({"item": "mod.a", "op": "is", "value": "5"}, {"a": "5"}, ("a",)),
        ({"item": "d", "op": "is", "value": "5"}, {"a": "1", "d": "5"}, None),
    ],
)
def test_a_flag_carries_the_items_that_raised_it(
    when: dict[str, Any], answers: dict[str, AnswerValue], expected: tuple[str, ...] | None
) -> None:
    assert evidence(when, answers) == expected


MODULE = module(
    ITEMS,
    flags=[
        flag("now", {"any": [A5, {"item": "d", "op": "is", "value": "5"}]}, immediate=True),
        flag("later", A5),
        flag("other", B5, immediate=True),
    ],
)


def immediate(name: str, answers: dict[str, AnswerValue], unknown: frozenset[str] = frozenset()) -> list[str]:
    return [raised.rule for raised in immediate_flags(MODULE, name, answers, unknown)]


def test_an_immediate_flag_is_raised_by_the_answer_it_looks_at() -> None:
    assert immediate("a", {"a": "5"}) == ["now"]
    assert immediate("b", {"a": "5", "b": "5"}) == ["other"]
    assert immediate("c", {"a": "5", "c": "5"}) == []
    assert immediate("a", {"a": "4"}) == []
    assert immediate("a", {"a": DECLINED}) == []


def test_an_answer_off_the_path_raises_nothing() -> None:
    assert immediate("d", {"a": "1", "d": "5"}) == []


def test_a_sealed_answer_raises_nothing_by_itself_and_hinders_nothing() -> None:
    assert immediate("a", {}, frozenset({"a"})) == []
    assert immediate("d", {"d": "5"}, frozenset({"a"})) == ["now"]
