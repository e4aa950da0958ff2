"""A second language under the first, for a helper or an interpreter: the item's own words again, nothing more.

Never where an item is about language: its words in another one would give the answer away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import update
from starlette.datastructures import FormData

from scoring.definition import Item, ItemType
from service.catalogue import Catalogue
from service.kiosk.choices import ChoiceGroup
from service.kiosk.drafting import keep_draft
from service.kiosk.leaving import Farewell
from service.kiosk.models import Sitting
from service.kiosk.offered import Offered
from service.kiosk.pages import Second
from service.kiosk.turn import Turn

#: Asked in words that are the answer.
ABOUT_LANGUAGE = frozenset((ItemType.C_TEST, ItemType.GAP, ItemType.PASSAGE))
#: What stands beside the client's language unless another one was chosen.
FIRST, FOR_THE_FIRST = "nl", "en"


def may_have_second(turn: Turn, item: Item) -> bool:
    """Whether a second language may stand beside this item at all."""
    return turn.module.questionnaire.structure.content_language is None and item.type not in ABOUT_LANGUAGE


def languages_beside(turn: Turn) -> list[str]:
    """The languages that can stand beside the client's: offered ones in which the open module is complete."""
    complete = turn.module.complete_languages
    return [code for code in turn.site.part(Offered).languages if code != turn.language and code in complete]


def second_of(turn: Turn, item: Item) -> Second | None:
    """The second language of this item: shown, or offered by a button; None where there can't be one."""
    possible = languages_beside(turn) if may_have_second(turn, item) else []
    wanted = turn.place.sitting.beside
    if wanted in possible:
        module = turn.module
        return Second(str(wanted), True, module.question(str(wanted), item), module.hint(str(wanted), item))
    usual = FOR_THE_FIRST if turn.language == FIRST else FIRST
    return Second(usual, False) if usual in possible else None


def with_second(
    turn: Turn, item: Item, groups: Sequence[ChoiceGroup], second: Second | None
) -> tuple[ChoiceGroup, ...]:
    """The choices that are shown anyway, each with its words in the second language."""
    if second is None or not second.shown:
        return tuple(groups)
    words = choice_words(turn, item, second.language, groups)
    headings = heading_words(turn, item, second.language)
    return tuple(
        replace(
            group,
            second=headings.get(group.label, ""),
            choices=tuple(replace(choice, second=words.get(choice.code, "")) for choice in group.choices),
        )
        for group in groups
    )


def choice_words(turn: Turn, item: Item, language: str, groups: Sequence[ChoiceGroup]) -> Mapping[str, str]:
    """Code → words, for the choices that have words in the first language."""
    codes = [choice.code for group in groups for choice in group.choices if choice.text]
    if item.list:
        entries = turn.site.part(Catalogue).lists[item.list].by_code
        return {code: entries[code].label[language] for code in codes}
    return {code: turn.module.option_text(language, item, code) for code in codes}


def heading_words(turn: Turn, item: Item, language: str) -> Mapping[str, str]:
    """Heading in the first language → in the second."""
    if not item.list:
        return {}
    return {
        group.label[turn.language]: group.label[language] for group in turn.site.part(Catalogue).lists[item.list].groups
    }


def put_beside(turn: Turn, form: FormData) -> Farewell:
    """Show a second language from now on, or no longer; what is not a language of ours means none.

    What was chosen or typed on the page stays. `second`: what the button under a question asks for.
    """
    language = str(form.get("beside", form.get("second", "")))
    known = language if language in turn.site.part(Offered).languages else None
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(beside=known, last_seen_at=turn.now))
    keep_draft(turn, form)
    return ""
