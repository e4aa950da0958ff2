"""Which items a person is asked: recomputed from the answers each time, never stored.

An item without `show_if` is always asked. Where a `show_if` depends on a sealed answer the item is asked: when in
doubt, more. An answer to an item that is itself off the path counts as missing for everything after it. Of an
adaptive bank those items are on the path that were answered; which one comes next is `scoring.adaptive`'s to say.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from scoring.definition import Item, Questionnaire
from scoring.result import AnswerValue
from scoring.rules import Facts, evaluate


def items_on_path(
    questionnaire: Questionnaire,
    answers: Mapping[str, AnswerValue],
    unknown: AbstractSet[str] = frozenset(),
    left_out: AbstractSet[str] | None = None,
) -> tuple[Item, ...]:
    """The items to show, in file order, passages and practice included. Conditions see earlier items only.

    `left_out`: what an adaptive module doesn't ask at this moment (see `scoring.adaptive.course.Course`); None: what it
    has not asked, by its answers.
    """
    if not left_out and questionnaire.asks_all:
        return questionnaire.items
    if left_out is None:
        bank = questionnaire.adaptive_bank
        left_out = bank.left_out(answers) if bank else frozenset()
    reached: dict[str, AnswerValue] = {}
    sealed: set[str] = set()
    facts = Facts(questionnaire, reached, sealed)
    shown = []
    for item in questionnaire.structure.items:
        if item.id in left_out or (item.show_if is not None and evaluate(item.show_if, facts) is False):
            continue
        shown.append(item)
        if item.id in unknown:
            sealed.add(item.id)
        elif item.id in answers:
            reached[item.id] = answers[item.id]
    return tuple(shown)


def answers_on_path(
    questionnaire: Questionnaire, answers: Mapping[str, AnswerValue], unknown: AbstractSet[str] = frozenset()
) -> dict[str, AnswerValue]:
    """Every asked item that takes an answer, in file order, with its answer; None where there is none."""
    path = items_on_path(questionnaire, answers, unknown)
    return {item.id: answers.get(item.id) for item in path if item.takes_answer}
