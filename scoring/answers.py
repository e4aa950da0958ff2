"""Is this an answer to that item? Every problem at once, as codes; the caller words them in its reader's language."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal

from scoring.conditions import Frozen
from scoring.definition import Item, ItemType, Questionnaire
from scoring.result import DECLINED, TIMED_OUT
from scoring.timing import can_time_out

ProblemKind = Literal[
    "unknown_item",
    "no_answer_expected",
    "not_a_code",
    "unknown_code",
    "several_answers",
    "not_several_codes",
    "no_code",
    "repeated_code",
    "exclusive_code",
    "not_a_number",
    "not_whole",
    "out_of_range",
    "bad_date",
    "not_text",
    "not_gaps",
    "gap_count",
    "too_long",
    "empty_text",
    "no_time_limit",
]

#: The longest word or phrase that a gap may hold, in characters.
LONGEST_GAP = 60

#: No number that is asked for has more digits than this one.
LARGEST = 10**18

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Problem(Frozen):
    """What is wrong with one answer. `found` is the offending code or length, never a whole text."""

    item: str
    kind: ProblemKind
    found: str = ""


class InvalidAnswer(ValueError):
    """One or more answers don't fit their items. The message names items and kinds, never what was answered."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.item}: {problem.kind}" for problem in problems))
        self.problems = problems


def validate_answer(questionnaire: Questionnaire, item: Item | str, value: object) -> tuple[Problem, ...]:
    """All problems of one answer, empty when it fits. `DECLINED` and None (unanswered) fit every item that asks;
    `TIMED_OUT` every item whose time can run out.
    """
    item_id = item if isinstance(item, str) else item.id
    known = questionnaire.by_id.get(item_id)
    if known is None:
        return (Problem(item=item_id, kind="unknown_item"),)
    if value is None or (value == DECLINED and known.takes_answer):
        return ()
    if value == TIMED_OUT:
        timed = can_time_out(questionnaire, item_id)
        return () if timed else (Problem(item=item_id, kind="no_time_limit"),)
    return tuple(
        Problem(item=item_id, kind=kind, found=found[:LONGEST_GAP])
        for kind, found in _CHECKS[known.type](questionnaire, known, value)
    )


def require_answer(questionnaire: Questionnaire, item: Item | str, value: object) -> None:
    """Raise InvalidAnswer with all problems unless the answer fits."""
    if problems := validate_answer(questionnaire, item, value):
        raise InvalidAnswer(problems)


def check_answers(questionnaire: Questionnaire, answers: Mapping[str, object]) -> tuple[Problem, ...]:
    """All problems of all answers, in the order given."""
    return tuple(problem for item, value in answers.items() for problem in validate_answer(questionnaire, item, value))


Found = Iterator[tuple[ProblemKind, str]]


def _one_code(questionnaire: Questionnaire, item: Item, value: object) -> Found:
    if isinstance(value, tuple | list | set | frozenset):
        yield "several_answers", str(len(value))
    elif not isinstance(value, str):
        yield "not_a_code", type(value).__name__
    elif value not in questionnaire.codes_by_item[item.id]:
        yield "unknown_code", value


def _several_codes(questionnaire: Questionnaire, item: Item, value: object) -> Found:
    if not isinstance(value, tuple):
        yield "not_several_codes", type(value).__name__
        return
    codes = questionnaire.codes_by_item[item.id]
    if not value:
        yield "no_code", ""
    yield from (("not_a_code", type(code).__name__) for code in value if not isinstance(code, str))
    chosen = [code for code in value if isinstance(code, str)]
    yield from (("unknown_code", code) for code in chosen if code not in codes)
    yield from (("repeated_code", code) for code in dict.fromkeys(chosen) if chosen.count(code) > 1)
    if len(set(chosen)) > 1:
        yield from (("exclusive_code", code) for code in item.exclusive if code in chosen)


def _number(_questionnaire: Questionnaire, item: Item, value: object) -> Found:
    """A whole number: nobody is born in 1990.5. That 1990.0 is one is left to who typed it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield "not_a_number", type(value).__name__
        return
    if not abs(value) < LARGEST:  # nor is "not a number" less
        yield "not_a_number", type(value).__name__
        return
    if value != int(value):
        yield "not_whole", str(value)
    too_low = item.minimum is not None and value < item.minimum
    too_high = item.maximum is not None and value > item.maximum
    if too_low or too_high:
        yield "out_of_range", str(value)


def _date(_questionnaire: Questionnaire, _item: Item, value: object) -> Found:
    try:
        if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        yield "bad_date", ""


def _gap(_questionnaire: Questionnaire, _item: Item, value: object) -> Found:
    if not isinstance(value, str) or not value.isprintable():
        yield "not_text", type(value).__name__
        return
    if len(value) > LONGEST_GAP:
        yield "too_long", str(len(value))
    if not value.strip():
        yield "empty_text", ""


def _gaps(_questionnaire: Questionnaire, item: Item, value: object) -> Found:
    """One text per gap; "" for a gap left open, though not for all of them."""
    if not isinstance(value, tuple) or not all(isinstance(typed, str) and typed.isprintable() for typed in value):
        yield "not_gaps", type(value).__name__
        return
    if item.c_test is not None and len(value) != item.c_test.gaps:
        yield "gap_count", str(len(value))
    yield from (("too_long", str(len(typed))) for typed in value if len(typed) > LONGEST_GAP)
    if not any(typed.strip() for typed in value):
        yield "empty_text", ""


def _passage(_questionnaire: Questionnaire, _item: Item, _value: object) -> Found:
    yield "no_answer_expected", ""


_CHECKS: Mapping[ItemType, Callable[[Questionnaire, Item, object], Found]] = {
    ItemType.SINGLE: _one_code,
    ItemType.SCALE: _one_code,
    ItemType.YES_NO: _one_code,
    ItemType.CHOICE_LIST: _one_code,
    ItemType.MATRIX: _one_code,
    ItemType.PAIR: _one_code,
    ItemType.MULTIPLE: _several_codes,
    ItemType.NUMBER: _number,
    ItemType.DATE: _date,
    ItemType.GAP: _gap,
    ItemType.C_TEST: _gaps,
    ItemType.PASSAGE: _passage,
    ItemType.PAIRS: _passage,
}
