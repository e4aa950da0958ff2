"""What is read aloud at each screen, in the order in which it stands there."""

from collections.abc import Callable, Iterator, Mapping

from scoring.definition import Item
from scoring.keying import is_correct
from service.audio import Phrase
from service.audio import interface as words
from service.audio.phrase import interface_phrase
from service.audio.phrases import is_read_aloud, list_phrases, module_phrase
from service.catalogue import Catalogue
from service.catalogue.text_keys import question_key
from service.kiosk.introducing import practice_of
from service.kiosk.introduction import OPTIONS
from service.kiosk.moving import BREAK_AFTER
from service.kiosk.place import as_answer
from service.kiosk.turn import Turn
from service.web.site import Site


def worded(site: Site, language: str, message: str) -> Phrase:
    """A phrase of the interface."""
    return interface_phrase(language, message, site.translators[language].gettext(message))


def ours(turn: Turn, *messages: str) -> list[Phrase]:
    """Phrases of the interface in the client's language."""
    return [worded(turn.site, turn.language, message) for message in messages]


def theirs(turn: Turn, *keys: str) -> list[Phrase]:
    """Phrases of the open module that are there."""
    module, language = turn.module, turn.language
    return [module_phrase(module, language, key) for key in keys if module.has_text(language, key)]


def fixed(turn: Turn) -> list[Phrase]:
    """A screen whose words are all the interface's."""
    return ours(turn, *words.SCREENS.get(turn.place.sitting.screen, ()))


def question(turn: Turn) -> list[Phrase]:
    """The question and its hint; an item's own words only where they may be read aloud."""
    item, key = turn.item, question_key(turn.item)
    own = [key, f"{key}.help"] if item.instruction or is_read_aloud(turn.module.questionnaire, item) else []
    hint = [f"hint.{item.hint}"] if item.hint and not turn.module.has_text(turn.language, f"{key}.help") else []
    return theirs(turn, *own, *hint)


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


def before_module(turn: Turn) -> list[Phrase]:
    """What a module is about."""
    doctor = ours(turn, words.DOCTOR_READS) if turn.module.questionnaire.is_health else []
    return [*theirs(turn, "title", "intro", "warning"), *doctor]


def practised_rightly(turn: Turn) -> bool:
    """Whether the practice item was answered rightly."""
    given = as_answer(turn.answered.values.get(turn.item.id))
    return is_correct(turn.module.questionnaire, turn.item, given)


def feedback(turn: Turn) -> list[Phrase]:
    """After a practice item."""
    right = practised_rightly(turn)
    said = theirs(turn, f"feedback.{turn.item.id}.{'right' if right else 'wrong'}")
    return [*ours(turn, words.RIGHT if right else words.WRONG), *said, *ours(turn, words.PRACTICE)]


def after(turn: Turn) -> list[Phrase]:
    """After a module."""
    rest = ours(turn, words.REST) if turn.place.sitting.screen == "rest" else []
    return [*ours(turn, words.PART_DONE), *theirs(turn, "after"), *rest]


def overview(turn: Turn) -> list[Phrase]:
    """The path: the parts by name, and what is good to do now."""
    parts = [module_phrase(turn.module_named(row.slug), turn.language, "title") for row in turn.place.modules]
    ended = turn.place.closed == len(turn.place.modules)
    rest = [words.BREAK_DUE] if not ended and turn.place.sitting.minutes_worked >= BREAK_AFTER else []
    return [*ours(turn, words.THE_WAY), *parts, *ours(turn, *([words.AT_THE_END] if ended else rest))]


def introduction(turn: Turn) -> list[Phrase]:
    """Something to try: what to do, where to look if it was not found, how, and the things to choose from."""
    practice = practice_of(turn)
    what, how = words.STEPS[practice.step]
    arrow = [words.LOOK_AT_THE_ARROW] if practice.tries else []
    return ours(turn, what, *arrow, how, *(words.THINGS[name] for name in OPTIONS.get(practice.step, ())))


def acute(turn: Turn) -> list[Phrase]:
    """Where help is, at once."""
    return [*ours(turn, words.HELP_IS_THERE), *theirs(turn, "help"), *ours(turn, words.HAND)]


def timed(turn: Turn) -> list[Phrase]:
    """Before questions with a time limit; the numbers are read by the eye alone."""
    allowance = turn.place.sitting.allowance
    if allowance.percent is None:
        return ours(turn, *words.WITHOUT_LIMIT)
    extra = [words.EXTRA_TIME] if allowance.percent or allowance.minutes else []
    return ours(turn, words.WITH_LIMIT, *extra, *words.ABOUT_TIME)


def time_up(turn: Turn) -> list[Phrase]:
    """Time is over."""
    part = turn.place.sitting.screen == "part_up"
    return ours(turn, words.PART_OVER if part else words.QUESTION_OVER, words.ALL_RIGHT)


#: Screens whose words are not all the interface's, or not always the same.
READ: Mapping[str, Callable[[Turn], list[Phrase]]] = {
    "item": question,
    "feedback": feedback,
    "introduction": introduction,
    "timed": timed,
    "time_up": time_up,
    "part_up": time_up,
    "intro": before_module,
    "after": after,
    "rest": after,
    "overview": overview,
    "acute": acute,
}
