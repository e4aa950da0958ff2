"""How far a client is inside a module. In an adaptive one only the largest number of questions is known."""

from collections.abc import Iterable

from scoring.definition import Item
from service.kiosk.turn import Turn


def share(turn: Turn) -> int:
    """How much of the module is behind the client, in whole percents."""
    asked = [item.id for item in turn.path if item.takes_answer]
    behind = sum(item in turn.answered.revisions for item in asked) + answered_in_bank(turn)
    total = len(asked) + answered_in_bank(turn) + still_to_come(turn)
    return round(100 * behind / total) if total else 100


def answered_in_bank(turn: Turn) -> int:
    """How many items of the module's bank are answered; they are on the path no more."""
    return turn.course.answered if turn.course else 0


def still_to_come(turn: Turn) -> int:
    """What may follow the open item of a bank at most: further ones of the bank, and what is asked after it."""
    bank, course = turn.module.questionnaire.adaptive_bank, turn.course
    if bank is None or course is None or course.end is not None:
        return 0
    after = [item for item in turn.module.questionnaire.items if item.id in bank.after]
    return bank.most - course.answered - 1 + counted(after)


def counted(items: Iterable[Item]) -> int:
    """How many of these are questions that count: no practice, nothing to read."""
    return sum(not item.practice and item.takes_answer for item in items)


def most_questions(turn: Turn) -> int:
    """The largest number of questions that the bank of an adaptive module asks; 0 in any other."""
    bank = turn.module.questionnaire.adaptive_bank
    return bank.most if bank else 0


def number_of(turn: Turn) -> int:
    """Which question of the bank this is; 0 outside a bank."""
    bank = turn.module.questionnaire.adaptive_bank
    return answered_in_bank(turn) + 1 if bank and turn.place.sitting.item_id in bank.ids else 0
