"""The background module on all its routes: nobody sees a question that can't apply, and what applies is asked."""

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.definition import Item, ItemType, Questionnaire
from scoring.path import items_on_path
from scoring.result import DECLINED, AnswerValue
from service.config import ROOT
from tests.support.reading import read_once

BACKGROUND: Questionnaire = read_once(ROOT / "questionnaires").modules["achtergrond"].questionnaire
WORK = ("ac_work_years", "ac_occupation", "ac_last_same", "ac_last_worked", "ac_employment", "ac_tasks")
YEARS = (0, 1, 6, 12, 30)
SMALL_CHILDREN_OR_ADULTS = {"child_0_3", "child_4_12", "adult"}

#: Items that routing hangs on, in groups that don't look at each other: every combination is walked.
GATES = [
    ("ac_languages_count",),
    ("ac_read_own", "ac_read_latin"),
    ("ac_school_years", "ac_education", "ac_diploma"),
    ("ac_worked", "ac_last_same"),
    ("ac_phone", "ac_computer"),
    ("ac_family_nl", "ac_family_bring"),
    ("ac_care", "ac_care_who"),
]
DECIDING = {gate for gates in GATES for gate in gates}

Answers = Mapping[str, AnswerValue]


def choices(item: Item) -> list[AnswerValue]:
    """Answers of every kind that an item can have, declining among them."""
    if item.type is ItemType.NUMBER:
        wanted = YEARS if item.id == "ac_school_years" else (int(item.minimum or 0), int(item.maximum or 0))
        return [*wanted, DECLINED]
    codes = BACKGROUND.codes_by_item[item.id]
    if item.type is ItemType.MULTIPLE:
        single: list[AnswerValue] = [(code,) for code in codes]
        several = tuple(code for code in codes if code not in item.exclusive)
        return [*single, several, several[:2], DECLINED]
    return [*codes[:12], DECLINED]


def walk(pick: Mapping[str, AnswerValue]) -> tuple[list[str], Answers]:
    """From the first question to the last, as a client goes: the items asked, and the answers to them."""
    answers: dict[str, AnswerValue] = {}
    while True:
        path = items_on_path(BACKGROUND, answers)
        open_ones = [item for item in path if item.id not in answers]
        if not open_ones:
            return [item.id for item in path], answers
        for item in open_ones:
            answers[item.id] = pick.get(item.id, DECLINED)
            if item.id in DECIDING:
                break


@st.composite
def a_person(draw: st.DrawFn) -> Mapping[str, AnswerValue]:
    return {item.id: draw(st.sampled_from(choices(item))) for item in BACKGROUND.structure.items}


def said(answers: Answers, item: str, *codes: AnswerValue) -> bool:
    return answers.get(item) in codes


def impossible(asked: Sequence[str], answers: Answers) -> list[str]:
    """Every asked question that can't apply to who answered the earlier ones so."""
    level = {f"isced{number}": number for number in range(9)}.get(str(answers.get("ac_education")), -1)
    care = answers.get("ac_care_who")
    teenagers_only = isinstance(care, tuple) and not SMALL_CHILDREN_OR_ADULTS & set(care)
    never = {
        "ac_language_second": not said(answers, "ac_languages_count", "2", "3", "4"),
        "ac_language_third": not said(answers, "ac_languages_count", "3", "4"),
        "ac_write_own": said(answers, "ac_read_own", "1"),
        "ac_write_latin": said(answers, "ac_read_latin", "1"),
        "ac_education": said(answers, "ac_school_years", 0),
        "ac_field": said(answers, "ac_school_years", 0) or level < 3,
        "ac_diploma": said(answers, "ac_school_years", 0) or level < 2,
        "ac_diploma_valued": level < 3 or not said(answers, "ac_diploma", "with_me", "left_behind", "lost"),
        **{item: not said(answers, "ac_worked", "yes") for item in WORK},
        "ac_last_occupation": not (said(answers, "ac_worked", "yes") and said(answers, "ac_last_same", "no")),
        "ac_forms": said(answers, "ac_phone", "1") and said(answers, "ac_computer", "1"),
        "ac_reunification": not said(answers, "ac_family_bring", "yes"),
        "ac_care_who": not said(answers, "ac_care", "yes"),
        "ac_care_cover": not said(answers, "ac_care", "yes") or teenagers_only,
    }
    return [item for item, is_so in never.items() if is_so and item in asked]


def missing(asked: Sequence[str], answers: Answers) -> list[str]:
    """Every question that applies and was not asked."""
    care = answers.get("ac_care_who")
    needed = {item: said(answers, "ac_worked", "yes") for item in WORK}
    needed |= {
        "ac_language_second": said(answers, "ac_languages_count", "2", "3", "4"),
        "ac_education": "ac_school_years" in answers and not said(answers, "ac_school_years", 0),
        "ac_field": said(answers, "ac_education", *(f"isced{level}" for level in range(3, 9))),
        "ac_diploma": said(answers, "ac_education", *(f"isced{level}" for level in range(2, 9))),
        "ac_last_occupation": said(answers, "ac_last_same", "no"),
        "ac_reunification": said(answers, "ac_family_bring", "yes"),
        "ac_care_cover": isinstance(care, tuple) and bool(SMALL_CHILDREN_OR_ADULTS & set(care)),
        "ac_write_own": not said(answers, "ac_read_own", "1"),
        "ac_forms": not (said(answers, "ac_phone", "1") and said(answers, "ac_computer", "1")),
    }
    return [item for item, applies in needed.items() if applies and item not in asked]


@given(a_person())
@settings(max_examples=200, deadline=None)
def test_nobody_sees_a_question_that_can_not_apply(person: Mapping[str, AnswerValue]) -> None:
    asked, answers = walk(person)
    assert impossible(asked, answers) == []
    assert missing(asked, answers) == []
    assert len(asked) == len(set(asked))
    assert set(answers) == set(asked), "no answer is left behind on the way forward"


@pytest.mark.parametrize("gates", GATES, ids=" ".join)
def test_every_combination_of_the_gates(gates: tuple[str, ...]) -> None:
    for combination in product(*(choices(BACKGROUND.by_id[gate]) for gate in gates)):
        asked, answers = walk(dict(zip(gates, combination, strict=True)))
        assert impossible(asked, answers) == [], combination
        assert missing(asked, answers) == [], combination


def test_the_gates_above_are_all_there_are() -> None:
    """A condition on any other item needs its place in the table above."""
    looked_at = {
        name
        for item in BACKGROUND.structure.items
        if item.show_if is not None
        for name in _items(item.show_if.model_dump())
    }
    assert looked_at <= DECIDING


def _items(condition: object) -> list[str]:
    if isinstance(condition, dict):
        own = [str(condition["item"])] if condition.get("item") else []
        return own + [name for value in condition.values() for name in _items(value)]
    if isinstance(condition, list | tuple):
        return [name for part in condition for name in _items(part)]
    return []


PEOPLE = {
    "everything applies": (
        {
            **{"ac_languages_count": "4", "ac_read_own": "4", "ac_read_latin": "4", "ac_school_years": 16},
            **{"ac_education": "isced7", "ac_diploma": "lost", "ac_worked": "yes", "ac_last_same": "no"},
            **{"ac_phone": "4", "ac_computer": "4", "ac_family_bring": "yes", "ac_care": "yes"},
            "ac_care_who": ("child_0_3",),
        },
        (39, 39),
    ),
    "never worked, some school, one language": (
        {
            **{"ac_languages_count": "1", "ac_read_own": "3", "ac_read_latin": "2", "ac_school_years": 6},
            **{"ac_education": "isced1", "ac_worked": "no", "ac_phone": "3", "ac_computer": "2"},
            **{"ac_family_bring": "no", "ac_care": "no"},
        },
        (22, 24),
    ),
    "never worked, no school, reads nothing": (
        {
            **{"ac_languages_count": "1", "ac_read_own": "1", "ac_read_latin": "1", "ac_school_years": 0},
            **{"ac_worked": "no", "ac_phone": "1", "ac_computer": "1", "ac_family_bring": "no", "ac_care": "no"},
        },
        (18, 21),
    ),
    "says nothing at all": ({}, (20, 26)),
}


@pytest.mark.parametrize(("person", "length"), PEOPLE.values(), ids=PEOPLE.keys())
def test_how_long_it_is(person: Mapping[str, AnswerValue], length: tuple[int, int]) -> None:
    asked, _ = walk(person)
    least, most = length
    assert least <= len(asked) <= most


def test_the_module_has_the_size_that_was_asked_for() -> None:
    assert 32 <= len(BACKGROUND.structure.items) <= 40


@given(a_person(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_changed_answer_takes_its_questions_with_it(person: Mapping[str, AnswerValue], data: st.DataObject) -> None:
    """Going back and answering otherwise: the path is what it would have been from the start."""
    asked, answers = walk(person)
    changed = data.draw(st.sampled_from(sorted(DECIDING & set(asked))))
    other = data.draw(st.sampled_from(choices(BACKGROUND.by_id[changed])))
    after = {**answers, changed: other}
    path = [item.id for item in items_on_path(BACKGROUND, after)]
    reached = {item: after[item] for item in path if item in after}
    assert impossible(path, reached) == []


def test_nothing_of_health_decides_what_is_asked() -> None:
    health = [item.id for item in BACKGROUND.structure.items if item.sensitivity == "health"]
    assert health == ["ac_body_limits"]
    for item in BACKGROUND.structure.items:
        if item.show_if is not None:
            assert not set(health) & set(_items(item.show_if.model_dump()))
