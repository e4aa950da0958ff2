"""The number that an answer stands for: keyed values of personal items, right or wrong of test items.

The keys of figures and pairs come from their rules, never from a file. So do the difficulties of figures, unless a
file gives one.
"""

from scoring.c_test import SOLVED, Mark
from scoring.definition import Item, ItemType, PairSpec, Questionnaire, Scale
from scoring.result import NOTHING_SAID, AnswerValue
from scoring.spelling import spelling
from scoring.symbols import Question


def keyed_value(questionnaire: Questionnaire, scale: Scale, item_id: str, answer: AnswerValue) -> float | None:
    """The answer in answer-scale points, turned round for reversed items; None when missing or without a number.

    A multiple answer counts the sum of its options' values. Reversed: (highest + lowest of the answer scale, or
    of the number item's limits) - value.
    """
    value = _points(questionnaire, item_id, answer)
    if value is None or item_id not in scale.reversed:
        return value
    low, high = _limits(questionnaire, item_id)
    return low + high - value


def _points(questionnaire: Questionnaire, item_id: str, answer: AnswerValue) -> float | None:
    if answer in NOTHING_SAID or answer == () or answer is None:
        return None
    if isinstance(answer, int | float):
        return float(answer)
    values = questionnaire.values_by_item[item_id]
    if isinstance(answer, str):
        return values.get(answer)
    chosen = [values.get(code) for code in answer]
    return None if None in chosen else float(sum(value for value in chosen if value is not None))


def _limits(questionnaire: Questionnaire, item_id: str) -> tuple[float, float]:
    values = questionnaire.values_by_item[item_id].values()
    if values:
        return min(values), max(values)
    item = questionnaire.by_id[item_id]
    if item.minimum is None or item.maximum is None:
        raise ValueError(f"{item_id}: a reversed item needs option values, or a minimum and a maximum")
    return item.minimum, item.maximum


def keys_of(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    """The correct code(s) or spellings; empty when the item has no right answer."""
    return questionnaire.marking.keys(item).written


def pair_question(questionnaire: Questionnaire, spec: PairSpec) -> Question:
    """The question about a pair of the set that was studied. ValueError when its `study` shows no such set."""
    return questionnaire.marking.pair_question(spec)


def is_correct(questionnaire: Questionnaire, item: Item, answer: AnswerValue) -> bool:
    """Right or wrong. A multiple answer is right when it is exactly the keyed set; a number when it equals a key; a
    C-test when all its gaps are.
    """
    if item.type is ItemType.C_TEST:
        return solved(questionnaire, item, answer) == len(questionnaire.c_tests[item.id].gaps)
    keys = questionnaire.marking.keys(item)
    if item.type is ItemType.GAP:
        return isinstance(answer, str) and spelling(answer) in keys.spelt
    if isinstance(answer, tuple):
        return bool(answer) and keys.codes == set(answer)
    if isinstance(answer, str) or answer is None:
        return answer in keys.codes
    return answer in {float(key) for key in keys.written}


def gap_marks(questionnaire: Questionnaire, item: Item, answer: AnswerValue) -> tuple[Mark, ...]:
    """What each gap of a C-test is worth, in order; all are open when the text was passed over or not reached."""
    gaps = questionnaire.marking.gaps(item)
    typed = answer if isinstance(answer, tuple) else ()
    texts = (*typed[: len(gaps)], *[""] * (len(gaps) - len(typed)))
    return tuple(gap.mark(text) for gap, text in zip(gaps, texts, strict=True))


def solved(questionnaire: Questionnaire, item: Item, answer: AnswerValue) -> int:
    """How many gaps of a C-test count as right."""
    return sum(one in SOLVED for one in gap_marks(questionnaire, item, answer))


def difficulty_of(questionnaire: Questionnaire, item: Item) -> float | None:
    """Difficulty in logits: from `difficulties`, else predicted from the rules of a figure item; None if neither."""
    return questionnaire.marking.difficulty(item)
