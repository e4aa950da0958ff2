"""What is read aloud at a question: what is asked, the answers, and then what else stands there."""

from collections.abc import Iterator

from scoring.definition import Item, Sensitivity
from service.audio import Phrase
from service.audio import buttons as words
from service.audio.numbers import QUESTION
from service.audio.phrases import is_read_aloud, list_phrases
from service.catalogue import Catalogue
from service.catalogue.text_keys import question_key
from service.kiosk.aloud_words import counted, ours, theirs
from service.kiosk.count import most_questions, number_of
from service.kiosk.turn import Turn


def question(turn: Turn) -> list[Phrase]:
    """The question and its hint; an item's own words only where they may be read aloud."""
    item, key = turn.item, question_key(turn.item)
    own = [key, f"{key}.help"] if item.instruction or is_read_aloud(turn.module.questionnaire, item) else []
    hint = [f"hint.{item.hint}"] if item.hint and not turn.module.has_text(turn.language, f"{key}.help") else []
    kept = item.sensitivity is Sensitivity.HEALTH and item.id in turn.answered.sealed
    practice = ours(turn, words.PRACTISE) if item.practice else []
    return [*practice, *theirs(turn, *own, *hint), *ours(turn, *([words.KEPT_HIDDEN] if kept else []))]


def answers_of(turn: Turn, item: Item) -> Iterator[Phrase]:
    """The answers with words, as they stand on the page: none of a list that is searched, or in a tested language."""
    if item.stimulus or not is_read_aloud(turn.module.questionnaire, item):
        return
    if item.list:
        choices = turn.site.part(Catalogue).lists[item.list]
        yield from () if choices.is_long else list_phrases(choices, turn.language)
        return
    for option in turn.module.questionnaire.options_by_item[item.id]:
        key = f"option.{item.scale}.{option.code}" if item.scale else f"item.{item.id}.option.{option.code}"
        yield from theirs(turn, key)


def around(turn: Turn) -> list[Phrase]:
    """What comes after the answers: leaving it out, that there is no way back, which question it is.

    The buttons that are the same at each question are not read at each: they are tried and heard before the first.
    """
    found, structure = [], turn.module.questionnaire.structure
    if turn.item.takes_answer:
        found += ours(turn, words.PASS if structure.kind == "test" else words.DECLINE)
    if not turn.may_go_back and turn.forward_only:
        found += ours(turn, words.ONLY_FORWARD)
    if number := number_of(turn):
        found += counted(turn, QUESTION, number=number, most=most_questions(turn))
    return found
