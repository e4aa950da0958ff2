from typing import Any

import pytest
from pydantic import ValidationError

from scoring.advice import Advice, AdviceRule, advise
from scoring.result import AnswerValue
from scoring.score import score
from tests.scoring.building import REFERENCE, item, module, scale

WORK = module(
    [item("hours"), item("wish"), item("back", sensitivity="health"), item("pain", sensitivity="health")],
    slug="work",
    scales=[
        scale("drive", ["hours", "wish"], bands=[{"id": "low"}, {"id": "high", "from": 3}]),
        scale("body", ["back"]),
    ],
)
SCHOOL = module(
    [item("years", type="number", scale=None), item("more", show_if={"item": "years", "op": "at_least", "value": 6})],
    slug="school",
)
ANSWERS: dict[str, dict[str, AnswerValue]] = {
    "work": {"hours": "4", "wish": "5", "back": "5", "pain": "5"},
    "school": {"years": 4, "more": "5"},
}


def rule(name: str, when: dict[str, Any], section: str = "steps") -> AdviceRule:
    return AdviceRule.model_validate({"id": name, "section": section, "when": when, "reference": REFERENCE})


def given(*rules: AdviceRule, answers: dict[str, dict[str, AnswerValue]] = ANSWERS) -> tuple[Advice, ...]:
    modules = {"work": WORK, "school": SCHOOL}
    results = {slug: score(modules[slug], given_answers, "nl") for slug, given_answers in answers.items()}
    return advise(rules, modules, answers, results)


DRIVEN = {"scale": "work.drive", "op": "band", "value": "high"}
FEW_YEARS = {"item": "school.years", "op": "at_most", "value": 6}


def test_rules_that_hold_come_in_the_order_given() -> None:
    found = given(
        rule("second", DRIVEN),
        rule("not", {"not": DRIVEN}),
        rule("first", {"all": [FEW_YEARS, DRIVEN]}, "summary"),
    )
    assert [(advice.rule, advice.section) for advice in found] == [("second", "steps"), ("first", "summary")]


def test_a_sentence_can_be_traced_to_scores_and_items() -> None:
    trace = given(rule("both", {"all": [DRIVEN, FEW_YEARS]}))[0].trace
    assert trace.reference == REFERENCE
    (drive,) = trace.scales
    assert (drive.scale, drive.value, drive.band, drive.items) == ("work.drive", 4.5, "high", ("hours", "wish"))
    (years,) = trace.items
    assert (years.item, years.answer) == ("school.years", 4)


def test_what_is_said_to_everybody_rests_on_no_answer() -> None:
    for answers in (ANSWERS, {}):
        (found,) = given(rule("talk", {"always": True}), answers=answers)
        assert (found.trace.items, found.trace.scales, found.trace.reference) == ((), (), REFERENCE)


@pytest.mark.parametrize(
    "when", [{"always": False}, {"not": {"always": True}}, {"all": [{"always": True}]}, {"always": True, **DRIVEN}]
)
def test_always_stands_alone(when: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule("talk", when)


def test_of_an_any_only_the_part_that_holds_is_traced() -> None:
    trace = given(rule("either", {"any": [{"item": "work.hours", "op": "is", "value": "1"}, FEW_YEARS]}))[0].trace
    assert [each.item for each in trace.items] == ["school.years"]


def test_a_module_that_was_not_taken_is_missing() -> None:
    only_work = {"work": ANSWERS["work"]}
    missing = {"item": "school.years", "op": "answered", "if_missing": True}
    found = given(
        rule("years", FEW_YEARS), rule("missing", missing), rule("absent", {"not": FEW_YEARS}), answers=only_work
    )
    assert [advice.rule for advice in found] == ["missing", "absent"]


def test_an_answer_off_the_path_gives_no_advice() -> None:
    assert given(rule("more", {"item": "school.more", "op": "is", "value": "5"})) == ()


def test_advice_never_rests_on_health() -> None:
    rules = [
        rule("answer", {"item": "work.back", "op": "is", "value": "5"}),
        rule("scale", {"scale": "work.body", "op": "scored"}),
        rule("count", {"count": ["work.back", "work.pain"], "codes": ["5"], "at_least": 1}),
        rule("missing", {"item": "work.back", "op": "is", "value": "1", "if_missing": True}),
    ]
    healthy = {**ANSWERS, "work": {**ANSWERS["work"], "back": "1", "pain": "1"}}
    assert given(*rules) == given(*rules, answers=healthy)
    assert [advice.rule for advice in given(*rules)] == ["missing"]
