"""What of the screen before a client can be heard, in the order in which it is read aloud.

A sound has no name of its own at the kiosk: it is the n-th of the present screen, so that no address, history or log
tells what somebody was asked.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence

from scoring.definition import Item
from scoring.keying import is_correct
from service.audio import Phrase, Sound, Sounds
from service.audio.interface import (
    AT_THE_END,
    BREAK_DUE,
    DOCTOR_READS,
    HAND,
    HELP_IS_THERE,
    LOOK_AT_THE_ARROW,
    PART_DONE,
    PRACTICE,
    REST,
    RIGHT,
    SCREENS,
    STEPS,
    THE_WAY,
    THINGS,
    WRONG,
)
from service.audio.phrase import interface_phrase
from service.audio.phrases import is_read_aloud, list_phrases, module_phrase
from service.catalogue import Catalogue
from service.catalogue.text_keys import question_key
from service.kiosk.heard import Heard
from service.kiosk.introducing import practice_of
from service.kiosk.introduction import OPTIONS
from service.kiosk.moving import BREAK_AFTER
from service.kiosk.place import as_answer
from service.kiosk.turn import Turn
from service.web.site import Site

Heards = Sequence[tuple[Phrase, Sound]]
MARK = 10


def heard(turn: Turn) -> Heard | None:
    """What the page needs to know of it; None where nothing can be heard."""
    found = sounds_of(turn)
    return as_heard(found, mark_of(turn, found))


def as_heard(found: Heards, mark: str) -> Heard | None:
    """The texts that have a sound, in their order."""
    if not found:
        return None
    return Heard(tuple(phrase.text for phrase, _ in found), mark, any(sound.is_generated for _, sound in found))


def sounds_of(turn: Turn) -> Heards:
    """The texts of this screen that have a sound, each once; answers only if every one of them has."""
    sounds = turn.site.part(Sounds)
    if not sounds.speaks(turn.language):
        return ()
    sitting = turn.place.sitting
    found = with_sound(sounds, READ.get(sitting.screen, fixed)(turn))
    answers = list(answers_of(turn, turn.item)) if sitting.screen == "item" else []
    heard_answers = with_sound(sounds, answers)
    if len(heard_answers) == len({phrase.text for phrase in answers}):
        found = with_sound(sounds, [*(phrase for phrase, _ in found), *answers])
    return found


def with_sound(sounds: Sounds, phrases: Sequence[Phrase]) -> Heards:
    """Those that can be heard; of equal texts the first."""
    once = {phrase.text: phrase for phrase in reversed(phrases)}
    ordered = [phrase for phrase in phrases if once[phrase.text] is phrase]
    return [(phrase, sound) for phrase in ordered if (sound := sounds.find(phrase))]


def mark_of(turn: Turn, found: Heards) -> str:
    """A mark of what this screen says to this client, without meaning to anybody else: a page that is no longer true
    must not be read aloud in another one's words.
    """
    texts = "\n".join(phrase.text for phrase, _ in found)
    return hmac.digest(turn.token.encode(), texts.encode(), "sha256").hex()[:MARK]


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
    return ours(turn, *SCREENS.get(turn.place.sitting.screen, ()))


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
    doctor = ours(turn, DOCTOR_READS) if turn.module.questionnaire.is_health else []
    return [*theirs(turn, "title", "intro", "warning"), *doctor]


def practised_rightly(turn: Turn) -> bool:
    """Whether the practice item was answered rightly."""
    given = as_answer(turn.answered.values.get(turn.item.id))
    return is_correct(turn.module.questionnaire, turn.item, given)


def feedback(turn: Turn) -> list[Phrase]:
    """After a practice item."""
    right = practised_rightly(turn)
    said = theirs(turn, f"feedback.{turn.item.id}.{'right' if right else 'wrong'}")
    return [*ours(turn, RIGHT if right else WRONG), *said, *ours(turn, PRACTICE)]


def after(turn: Turn) -> list[Phrase]:
    """After a module."""
    rest = ours(turn, REST) if turn.place.sitting.screen == "rest" else []
    return [*ours(turn, PART_DONE), *theirs(turn, "after"), *rest]


def overview(turn: Turn) -> list[Phrase]:
    """The path: the parts by name, and what is good to do now."""
    parts = [module_phrase(turn.module_named(row.slug), turn.language, "title") for row in turn.place.modules]
    ended = turn.place.closed == len(turn.place.modules)
    rest = [BREAK_DUE] if not ended and turn.place.sitting.minutes_worked >= BREAK_AFTER else []
    return [*ours(turn, THE_WAY), *parts, *ours(turn, *([AT_THE_END] if ended else rest))]


def introduction(turn: Turn) -> list[Phrase]:
    """Something to try: what to do, where to look if it was not found, how, and the things to choose from."""
    practice = practice_of(turn)
    what, how = STEPS[practice.step]
    arrow = [LOOK_AT_THE_ARROW] if practice.tries else []
    return ours(turn, what, *arrow, how, *(THINGS[name] for name in OPTIONS.get(practice.step, ())))


def acute(turn: Turn) -> list[Phrase]:
    """Where help is, at once."""
    return [*ours(turn, HELP_IS_THERE), *theirs(turn, "help"), *ours(turn, HAND)]


READ: Mapping[str, Callable[[Turn], list[Phrase]]] = {
    "item": question,
    "feedback": feedback,
    "introduction": introduction,
    "intro": before_module,
    "after": after,
    "rest": after,
    "overview": overview,
    "acute": acute,
}
