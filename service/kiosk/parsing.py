"""From what a form sends to an answer. Codes stay codes; digits of any script are understood."""

import re
from collections.abc import Callable, Mapping

from starlette.datastructures import FormData

from scoring.answers import validate_answer
from scoring.definition import Item, ItemType, Questionnaire
from scoring.result import DECLINED, TIMED_OUT, AnswerValue
from service.i18n.digits import latin_digits, visible

#: Signs of other scripts and keyboards: decimal signs, thousands, dashes.
SIGNS = str.maketrans({",": ".", "٫": ".", "，": ".", "．": ".", "٬": None, "'": None, "’": None}) | dict.fromkeys(
    map(ord, "‐‑‒–—―−－﹣ー"), "-"
)
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII)

FIELD = "answer"
SEEN = "seen"


class Unreadable(Exception):
    """The sent answer can't be kept; `kind` is a word the pages have a sentence for."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


#: What scoring says is wrong → which sentence the client sees.
SENTENCES: Mapping[str, str] = {
    "out_of_range": "range",
    "not_a_number": "number",
    "not_whole": "number",
    "bad_date": "date",
    "exclusive_code": "exclusive",
    "too_long": "too_long",
    "no_code": "empty",
    "empty_text": "gaps",
}
#: Nothing was sent: which sentence the client sees. A field that is typed into has no answers to choose from.
NOTHING: Mapping[ItemType, str] = {ItemType.NUMBER: "number", ItemType.DATE: "date", ItemType.GAP: "gaps"}


def parse_answer(questionnaire: Questionnaire, item: Item, form: FormData) -> AnswerValue:
    """The answer in this form; `Unreadable` when it is empty or doesn't fit the item."""
    if not item.takes_answer:
        return SEEN
    if item.type is ItemType.C_TEST:
        return parse_gaps(questionnaire, item, form)
    if form.get("move") == DECLINED:
        return DECLINED
    sent = [str(value).strip() for value in form.getlist(FIELD)]
    if not any(sent) or TIMED_OUT in sent:  # which only the server's clock can say
        raise Unreadable(NOTHING.get(item.type, "empty"))
    value = READERS.get(item.type, _first)(sent)
    problems = validate_answer(questionnaire, item, value)
    if problems:
        raise Unreadable(SENTENCES.get(problems[0].kind, "empty"))
    return value


def parse_gaps(questionnaire: Questionnaire, item: Item, form: FormData) -> AnswerValue:
    """What was typed into each gap of a text. Who passes it over after typing something keeps what was typed."""
    typed = tuple(gap_word(str(value)) for value in form.getlist(FIELD))
    if not any(typed):
        if form.get("move") == DECLINED:
            return DECLINED
        raise Unreadable("gaps")
    problems = validate_answer(questionnaire, item, typed)
    if problems:
        raise Unreadable(SENTENCES.get(problems[0].kind, "gaps"))
    return typed


def gap_word(text: str) -> str:
    """A typed word without what can't be seen, such as the joiners that some keyboards put in."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def _first(sent: list[str]) -> AnswerValue:
    return sent[0]


def _all(sent: list[str]) -> AnswerValue:
    return tuple(dict.fromkeys(value for value in sent if value))


def _number(sent: list[str]) -> AnswerValue:
    text = typed_number(sent[0])
    if not NUMBER.fullmatch(text):
        raise Unreadable("number")
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def typed_number(text: str) -> str:
    """A number however it was typed: digits of any script, a comma or a point, blanks and dashes that mean nothing.

    A dash before the first digit is a minus sign.
    """
    signs = "".join(visible(latin_digits(text)).translate(SIGNS).split())
    return signs[:1] + signs[1:].replace("-", "")


def _gap(sent: list[str]) -> AnswerValue:
    return gap_word(sent[0])


def _date(sent: list[str]) -> AnswerValue:
    return "".join(visible(latin_digits(sent[0])).translate(SIGNS).split())


READERS: Mapping[ItemType, Callable[[list[str]], AnswerValue]] = {
    ItemType.MULTIPLE: _all,
    ItemType.NUMBER: _number,
    ItemType.GAP: _gap,
    ItemType.DATE: _date,
}
