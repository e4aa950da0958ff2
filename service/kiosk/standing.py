"""Sounds with a number of their own, the same on every page: what stands at the head, what a form that came back is
answered with, how much time is left, the search of a list, a page that closes. They are no text of one page, so their
numbers tell nothing about it.
"""

from collections.abc import Iterable, Mapping

from service.audio import Phrase, Sound, Sounds
from service.audio import buttons as words
from service.audio.interface import THE_WAY
from service.audio.numbers import LEFT, with_numbers
from service.kiosk.aloud_words import worded
from service.kiosk.clock import clock_of
from service.kiosk.clock_face import Clock
from service.kiosk.turn import Turn
from service.web.site import Site

#: The first of them. No page has so many texts.
FIRST = 700
CLOCK, WRONG, NOTICES, FINDER, HAND, HEAD, LOOKS, IDLE, WAY = 700, 750, 800, 850, 890, 900, 910, 930, 950
HANDS = (words.HAND_DOWN, words.COMING, words.HAND_UP)
#: Number → its message; the time that is left is worked out.
FIXED: Mapping[int, str] = {
    **dict(enumerate(dict.fromkeys(text for texts in words.WRONG.values() for text in texts), WRONG)),
    **dict(enumerate(words.NOTICES.values(), NOTICES)),
    **dict(enumerate(HANDS, HAND)),
    **dict(enumerate(words.HEAD, HEAD)),
    **dict(enumerate(words.FINDER, FINDER)),
    **dict(enumerate((*words.LOOKS, *words.LOOKS_BESIDE), LOOKS)),
    **dict(enumerate(words.IDLE, IDLE)),
    WAY: THE_WAY,
}
NUMBERS: Mapping[str, int] = {message: number for number, message in FIXED.items()}
#: What is heard apart from the page, by its name.
ASIDE: Mapping[str, tuple[str, ...]] = {
    "looks": words.LOOKS,
    "beside": (*words.LOOKS, *words.LOOKS_BESIDE),
    "idle": words.IDLE,
}
#: Screens on which the head is read too: where the service is explained, where the introduction ends, where help is.
HEAD_READ = ("welcome", "help")


def fixed_sound(site: Site, language: str, number: int) -> Sound | None:
    """The sound of a fixed number in this language."""
    message = FIXED.get(number)
    return site.part(Sounds).find(worded(site, language, message)) if message and language else None


def audible(site: Site, language: str, messages: Iterable[str]) -> tuple[int, ...]:
    """The numbers of these messages that can be heard."""
    numbers = (NUMBERS[message] for message in messages)
    return tuple(number for number in numbers if fixed_sound(site, language, number))


def notice_number(site: Site, language: str, notice: str) -> tuple[int, ...]:
    """The number of what the page says first, as about a form; none where it says nothing."""
    return audible(site, language, [words.NOTICES[notice]] if notice in words.NOTICES else [])


def aside(site: Site, language: str, name: str) -> tuple[int, ...]:
    """What has a button of its own beside the page's: `looks`, `beside` (looks and a second language) or `idle`."""
    return audible(site, language, ASIDE[name])


def head_numbers(turn: Turn, hand: str) -> tuple[int, ...]:
    """The buttons at the head, on screens where they are read. `hand`: up, down or none."""
    sitting = turn.place.sitting
    last = sitting.screen == "introduction" and (sitting.practice or {}).get("step") == "ready"
    if sitting.screen not in HEAD_READ and not last:
        return ()
    raised = {"up": (words.COMING, words.HAND_UP), "down": (words.HAND_DOWN,)}.get(hand, ())
    return audible(turn.site, turn.language, (*words.HEAD, *raised))


def time_phrase(turn: Turn, clock: Clock) -> Phrase:
    """How much time there is at this moment, in the words of the page's clock."""
    if clock.end < 60:
        return worded(turn.site, turn.language, words.LAST_MINUTE)
    if clock.left <= 0:
        return worded(turn.site, turn.language, words.MAY_FINISH)
    minutes = clock.steps[0] if clock.steps else 0
    if minutes < 2:
        return worded(turn.site, turn.language, words.ONE_MINUTE if minutes else words.ALMOST)
    return with_numbers(turn.site.translators[turn.language], LEFT, minutes=minutes)


def time_sound(turn: Turn) -> Sound | None:
    """The time that is left at the question before the client."""
    clock = clock_of(turn, turn.item) if turn.place.sitting.screen == "item" else None
    return turn.site.part(Sounds).find(time_phrase(turn, clock)) if clock else None
