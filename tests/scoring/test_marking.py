"""What is worked out once per definition stays what it was, and never crosses over to another definition."""

import copy

import pytest

from scoring.definition import Questionnaire
from scoring.irt import Prior
from scoring.keying import difficulty_of, gap_marks, is_correct, keys_of
from scoring.marking import Marking
from scoring.score import score
from service.catalogue import load
from service.config import ROOT

MODULES = {slug: module.questionnaire for slug, module in load(ROOT / "questionnaires").modules.items()}
TESTS = [one for one in MODULES.values() if one.structure.kind == "test"]


def afresh(questionnaire: Questionnaire) -> Questionnaire:
    """The same definition, with nothing remembered."""
    return type(questionnaire).model_validate(questionnaire.model_dump(by_alias=True))


def first_answers(questionnaire: Questionnaire) -> dict[str, str | tuple[str, ...] | int | float | None]:
    """Of every item with codes the first one, of a C-test the missing halves."""
    codes = {item: found[0] for item, found in questionnaire.codes_by_item.items() if found}
    gaps = {item: tuple(gap.missing for gap in text.gaps) for item, text in questionnaire.c_tests.items()}
    return {**codes, **gaps}


@pytest.mark.parametrize("questionnaire", TESTS, ids=lambda one: one.slug)
def test_the_second_time_is_like_the_first(questionnaire: Questionnaire) -> None:
    new, answers = afresh(questionnaire), first_answers(questionnaire)
    assert "marking" not in vars(new)
    first = score(new, answers, "nl").model_dump_json()
    assert "marking" in vars(new)
    assert score(new, answers, "nl").model_dump_json() == first
    assert score(copy.deepcopy(new), answers, "nl").model_dump_json() == first
    assert score(afresh(questionnaire), answers, "nl").model_dump_json() == first


@pytest.mark.parametrize("questionnaire", TESTS, ids=lambda one: one.slug)
def test_asking_in_another_order_changes_nothing(questionnaire: Questionnaire) -> None:
    forward, backward = Marking(questionnaire), Marking(questionnaire)
    items = list(questionnaire.items)
    found = [(forward.keys(item), forward.difficulty(item)) for item in items]
    again = [(backward.keys(item), backward.difficulty(item)) for item in items[::-1]][::-1]
    assert found == again
    assert found == [(forward.keys(item), difficulty_of(questionnaire, item)) for item in items]


def test_another_key_in_another_definition_is_another_key() -> None:
    dutch = MODULES["taal_nl"]
    item = next(item for item in dutch.items if dutch.scoring.keys.get(item.id) and len(item.options) > 1)
    [right] = keys_of(dutch, item)
    wrong = next(option.code for option in item.options if option.code != right)
    content = dutch.model_dump(by_alias=True)
    content["scoring"]["keys"][item.id] = (wrong,)
    other = type(dutch).model_validate(content)
    assert is_correct(dutch, item, right)
    assert not is_correct(other, item, right)
    assert is_correct(other, item, wrong)


def test_what_is_accepted_belongs_to_its_own_gap() -> None:
    dutch = MODULES["taal_nl"]
    name, text = next(iter(dutch.c_tests.items()))
    content = dutch.model_dump(by_alias=True)
    content["scoring"]["accepted"] = {name: {"2": ("zebra",)}}
    other = type(dutch).model_validate(content)
    typed = ("zebra",) * len(text.gaps)
    marks = [place for place, mark in enumerate(gap_marks(other, other.by_id[name], typed)) if mark == "right"]
    assert marks == [1]


def test_a_table_belongs_to_a_prior_and_to_items() -> None:
    marking = Marking(MODULES["leerbaarheid"])
    plan = MODULES["leerbaarheid"].structure.adaptive
    assert plan is not None
    items = MODULES["leerbaarheid"].scales_by_id[plan.scale].items
    first = marking.table(Prior(), items)
    assert marking.table(Prior(), items) is first
    assert marking.table(Prior(1.0), items) is not first
    assert marking.table(Prior(), items[:3]) is not first


@pytest.mark.parametrize("deep", [False, True])
def test_a_copy_with_another_part_forgets_what_the_first_had_worked_out(deep: bool) -> None:
    dutch = MODULES["taal_nl"]
    item = next(item for item in dutch.items if dutch.scoring.keys.get(item.id) and len(item.options) > 1)
    [right] = keys_of(dutch, item)
    assert dutch.adaptive_bank is not None
    wrong = next(option.code for option in item.options if option.code != right)
    scoring = dutch.scoring.model_copy(update={"keys": {**dutch.scoring.keys, item.id: (wrong,)}})
    other = dutch.model_copy(update={"scoring": scoring}, deep=deep)
    assert is_correct(other, item, wrong)
    assert not is_correct(other, item, right)
    assert is_correct(dutch, item, right)
    assert other.adaptive_bank is not dutch.adaptive_bank
    assert dutch.model_copy(deep=deep) == dutch
