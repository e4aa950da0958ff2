"""A cause is what makes a difference when it is taken back; what differs without effect is none."""

from typing import Any

import pytest

from scoring.causes import causes_of
from scoring.definition import Questionnaire
from scoring.differences import PARTS
from scoring.parts import scope_of
from scoring.score import score
from tests.scoring.building import c_test, flag, item, module, scale

ANSWERS: dict[str, Any] = {"a": "5", "b": "1", "c": "4"}
ITEMS = [item("a"), item("b"), item("c")]
BANDS = [{"id": "low"}, {"id": "high", "from": 3.2}]


def personal(items: list[dict[str, Any]] | None = None, **more: Any) -> Questionnaire:
    return module(items or ITEMS, scales=[scale("s", more.pop("of", ["a", "b", "c"]), bands=BANDS) | more])


def found(old: Questionnaire, new: Questionnaire, kind: str = "scale", name: str = "s") -> dict[str, str]:
    def outcome(questionnaire: Questionnaire) -> object:
        result = score(questionnaire, {i: ANSWERS[i] for i in ANSWERS if i in questionnaire.by_id}, "nl")
        if kind == "flag":
            return [one.level for one in result.flags if one.rule == name]
        return result.scales.get(name) if kind == "scale" else result.cutoffs.get(name)

    assert outcome(old) != outcome(new), "nothing changed, so that there is nothing to explain"
    return {cause.part: cause.words for cause in causes_of(old, new, kind, name, outcome)}


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"method": "sum", "bands": []}, {"method", "bands"}),
        ({"reversed": ["b"]}, {"reversed"}),
        ({"bands": [{"id": "low"}, {"id": "high", "from": 4}], "min_answered": 0.5}, {"bands"}),
        ({"of": ["a", "b"]}, {"items"}),
    ],
)
def test_the_part_that_makes_the_difference(changed: dict[str, Any], wanted: set[str]) -> None:
    assert set(found(personal(), personal(**changed))) == wanted


def test_an_item_that_is_gone_is_put_back_to_see_what_it_did() -> None:
    new = personal(items=[item("a"), item("c")], of=["a", "c"], min_answered=0.7)
    assert found(personal(), new) == {"items": "item removed (b)"}


def test_a_key_whose_item_moved_away_too() -> None:
    def of(key: str, first: str) -> Questionnaire:
        items = [item(first), item("c")]
        return module(
            items, "test", keys={first: [key], "c": ["4"]}, scales=[scale("s", [first, "c"], "count_correct")]
        )

    assert found(of("5", "a"), of("1", "a")) == {"keys": "key changed (a)"}
    assert "items" in found(of("5", "a"), of("5", "b"))


def test_two_parts_of_which_each_would_do_are_both_told() -> None:
    """The item is no longer asked, and no longer in the scale: taking back one alone shows nothing."""
    hidden = item("c", show_if={"item": "b", "op": "is", "value": "5"})
    new = personal(items=[item("a"), item("b"), hidden], of=["a", "b"])
    assert set(found(personal(), new)) == {"items", "routing"}


def test_a_cut_off_and_what_it_stands_on() -> None:
    def of(limit: float, reversed_: list[str]) -> Questionnaire:
        value = {"at_least": limit, "status": "provisional", "source": "Made up here.", "date": "2026"}
        cutoff = {"id": "k", "scale": "s", "values": [value]}
        return module(ITEMS, scales=[scale("s", ["a", "b", "c"], reversed=reversed_)], cutoffs=[cutoff])

    assert found(of(3, []), of(4, []), "cutoff", "k") == {"cutoffs": "cut-off changed (k: any, any: 3 → any, any: 4)"}
    both = found(of(3, []), of(4, ["b"]), "cutoff", "k")
    assert set(both) == {"cutoffs", "reversed"}  # 4 is applied for the one, and reached for the other


def test_a_flag_by_its_rule_and_by_its_scale() -> None:
    def of(reversed_: list[str], value: float) -> Questionnaire:
        rule = flag("f", {"scale": "s", "op": "at_least", "value": value})
        return module(ITEMS, scales=[scale("s", ["a", "b", "c"], reversed=reversed_)], flags=[rule])

    assert set(found(of([], 4), of(["b"], 4), "flag", "f")) == {"reversed"}
    assert set(found(of([], 4), of([], 3), "flag", "f")) == {"flag"}


def test_the_gaps_of_a_text() -> None:
    def of(edits: int) -> Questionnaire:
        text = c_test("t", c_test={"gaps": 4, "tolerance": {"edits": edits}})
        return module([text], "test", scales=[scale("s", ["t"], "c_test")])

    def outcome(questionnaire: Questionnaire) -> object:
        return score(questionnaire, {"t": ("tnd", "ar", "rk", "rkt")}, "nl").scales["s"]

    assert outcome(of(1)) != outcome(of(0))
    (cause,) = causes_of(of(1), of(0), "scale", "s", outcome)
    assert (cause.part, cause.words) == ("gaps", "C-test changed (t)")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_taking_a_part_from_the_same_definition_changes_nothing(part: Any) -> None:
    same = personal(reversed=["b"])
    scope = scope_of(same, same, "scale", "s")
    taken = part.taken(same, personal(reversed=["b"]), scope)
    assert score(taken, ANSWERS, "nl") == score(same, ANSWERS, "nl")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_is_taken_over_is_then_the_same(part: Any) -> None:
    old = personal(reversed=["b"], min_answered=0.5, method="sum", bands=[])
    new = personal(items=[item("a", scale="yes_no"), item("b"), item("c", show_if={"item": "a", "op": "answered"})])
    scope = scope_of(old, new, "scale", "s")
    assert part.seen(part.taken(new, old, scope), scope) == part.seen(old, scope)
