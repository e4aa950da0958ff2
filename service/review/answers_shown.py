"""What the client said, in the order asked: in the client's language and in the reader's, side by side."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from scoring.definition import Item, ItemType, Sensitivity
from scoring.path import items_on_path
from scoring.result import DECLINED, NOTHING_SAID, AnswerValue
from service.catalogue import ChoiceList, Module
from service.i18n import Languages
from service.review.health_scores import ModuleAnswers
from service.review.pace import pace_hints
from service.review.shown import Said, ShownAnswer, ShownModule
from service.vault.opening import OpenedAnswer

Lists = Mapping[str, ChoiceList]


@dataclass(frozen=True)
class Reader:
    """For whom answers are put in words: `language` nl or en, and what is needed to do it."""

    language: str
    languages: Languages
    lists: Lists


def shown_module(
    part: ModuleAnswers, evidence: Mapping[str, str], reader: Reader, only: Collection[str] | None = None
) -> ShownModule:
    """The health items of one module. `evidence`: item → level of its signal. `only` these, where not all are shown."""
    ids = {item.id for item in items_on_path(part.module.questionnaire, part.values)} if part.asked else set()
    answers: list[ShownAnswer] = []
    not_asked: list[str] = []
    for item in asked_order(part):
        if only is not None and item.id not in only:
            continue
        if item.id in part.sealed or item.id in ids:
            on_path = item.id in ids
            answers.append(_shown(part, item, len(answers) + 1, on_path, evidence.get(item.id, ""), reader))
        else:
            not_asked.append(part.module.question(reader.language, item))
    return ShownModule(
        title=part.module.text(reader.language, "title"),
        state=part.row.state if part.asked else "not_asked",
        answers=tuple(answers),
        not_asked=tuple(not_asked),
        hints=pace_hints(part) if only is None else (),
    )


def asked_order(part: ModuleAnswers) -> list[Item]:
    """The health items that take an answer, in the pinned order of this sitting."""
    place = {item: position for position, item in enumerate(part.row.item_order)}
    items = [
        item for item in part.module.questionnaire.items if item.sensitivity is Sensitivity.HEALTH and item.takes_answer
    ]
    return sorted(items, key=lambda item: place.get(item.id, len(place)))


def _shown(part: ModuleAnswers, item: Item, number: int, on_path: bool, level: str, reader: Reader) -> ShownAnswer:
    revisions = part.sealed.get(item.id, ())
    language = revisions[-1].language if revisions else part.language
    return ShownAnswer(
        number=number,
        language=language,
        direction=reader.languages[language].direction,
        question=question_in(part.module, item, language, reader),
        answer=_said(part.module, item, revisions[-1], reader) if revisions else Said("", ""),
        state=state_of(revisions, on_path),
        earlier=tuple(_said(part.module, item, row, reader) for row in revisions[:-1]),
        level=level,
    )


def state_of(revisions: Sequence[OpenedAnswer], on_path: bool) -> str:
    """How an item stands that was asked or answered."""
    if not revisions or revisions[-1].value is None:
        return "unanswered"
    if revisions[-1].value == DECLINED:
        return "declined"
    return "answered" if on_path else "off_path"


def question_in(module: Module, item: Item, language: str, reader: Reader) -> Said:
    """The question in both languages."""
    return Said(module.question(language, item), module.question(reader.language, item))


def _said(module: Module, item: Item, answer: OpenedAnswer, reader: Reader) -> Said:
    own = words_of(module, item, answer.value, answer.language, reader.lists)
    return Said(own, words_of(module, item, answer.value, reader.language, reader.lists), answer.answered_at)


def words_of(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    """An answer in words; empty for declined and unanswered, which are marks and not words of the client."""
    if value in NOTHING_SAID:
        return ""
    return WORDS.get(item.type, _option)(module, item, value, language, lists)


def _option(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    return module.option_text(language, item, str(value))


def _several(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    return " · ".join(module.option_text(language, item, str(code)) for code in codes)


def _listed(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    """A list may have grown since; a code that is gone is shown as it is."""
    found = lists.get(item.list or "")
    known = found is not None and str(value) in found.codes
    return found.label(language, str(value)) if found is not None and known else str(value)


def _plain(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    return str(value)


def _typed(module: Module, item: Item, value: AnswerValue, language: str, lists: Lists) -> str:
    """What stands in each gap of a text, with a mark for one left open."""
    typed = value if isinstance(value, tuple) else (value,)
    return " · ".join(str(word) or "–" for word in typed)


WORDS: Mapping[ItemType, Callable[[Module, Item, AnswerValue, str, Lists], str]] = {
    ItemType.MULTIPLE: _several,
    ItemType.CHOICE_LIST: _listed,
    ItemType.NUMBER: _plain,
    ItemType.DATE: _plain,
    ItemType.GAP: _plain,
    ItemType.MATRIX: _plain,
    ItemType.PAIR: _plain,
    ItemType.C_TEST: _typed,
    ItemType.PASSAGE: lambda *_: "",
    ItemType.PAIRS: lambda *_: "",
}
