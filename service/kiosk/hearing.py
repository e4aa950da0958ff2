"""What of the screen before a client can be heard.

A sound has no name of its own at the kiosk: it is the n-th of the present screen, so that no address, history or log
tells what somebody was asked. What is the same on every page has a number of its own, see `standing`.
"""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from service.audio import Phrase, Sound, Sounds
from service.audio.interface import THE_WAY
from service.kiosk.aloud import READ, fixed
from service.kiosk.aloud_item import answers_of, around
from service.kiosk.aloud_list import listed
from service.kiosk.clock import is_clocked
from service.kiosk.drafting import drafted
from service.kiosk.hand import hand_of
from service.kiosk.heard import Heard, Listed
from service.kiosk.saving import listens
from service.kiosk.standing import CLOCK, aside, audible, head_numbers, notice_number, time_sound
from service.kiosk.turn import Turn

Heards = Sequence[tuple[Phrase, Sound]]
MARK = 10


def heard(turn: Turn, page: Any, notice: str = "") -> Heard | None:
    """What the page needs to know of it; None where nothing can be heard."""
    found, names = heards_of(turn), listed(turn, page)
    if names.order:
        names = replace(names, after=len(found) - len(list(with_sound(turn.site.part(Sounds), around(turn)))))
    said = notice_number(turn.site, turn.language, notice)
    way = audible(turn.site, turn.language, [THE_WAY]) if page.top.resumed else ()
    behind = (*time_number(turn), *head_numbers(turn, hand_of(turn)), *way)
    known = as_heard(found, mark_of(turn, found), said, behind, names)
    return known and replace(known, count=listened(turn), aside=partial(aside, turn.site, turn.language))


def listened(turn: Turn) -> int:
    """How often the client has listened on this page, as its draft says."""
    return next((listens(value) or 0 for name, value in drafted(turn) if name == "listens"), 0)


def time_number(turn: Turn) -> tuple[int, ...]:
    """The number of the time that is left, at a timed question."""
    sitting = turn.place.sitting
    timed = sitting.screen == "item" and not sitting.clock_folded and is_clocked(turn, sitting.item_id)
    return (CLOCK,) if timed and time_sound(turn) else ()


def as_heard(
    found: Heards,
    mark: str,
    notice: tuple[int, ...] = (),
    behind: tuple[int, ...] = (),
    names: Listed = Listed(),  # noqa: B008 - it never changes
) -> Heard | None:
    """The texts that have a sound, in their order; what is said about a form first, what is not of the page last."""
    if not (found or notice or names.order):
        return None
    numbers: dict[str, int] = {}
    for phrase, _ in found:
        numbers.setdefault(phrase.text, len(numbers))
    machine = names.machine or any(sound.is_generated for _, sound in found)
    own = [numbers[phrase.text] for phrase, _ in found]
    order = (*notice, *own[: names.after], *names.order, *own[names.after :], *behind)
    return Heard(tuple(numbers), order, mark, machine, notice=sum(notice), listed=names)


def sounds_of(turn: Turn) -> Heards:
    """The sounds of this screen by their numbers: those of equal texts once."""
    return once(heards_of(turn))


def once(found: Heards) -> Heards:
    """Of equal texts the first: its place is its number."""
    first = {phrase.text: (phrase, sound) for phrase, sound in reversed(found)}
    return [first.pop(phrase.text) for phrase, _ in found if phrase.text in first]


def heards_of(turn: Turn) -> Heards:
    """What of this screen has a sound, as it is read; answers only if every one of them has."""
    sounds, screen = turn.site.part(Sounds), turn.place.sitting.screen
    if not sounds.speaks(turn.language):
        return ()
    found = list(with_sound(sounds, READ.get(screen, fixed)(turn)))
    if screen == "item":
        answers = list(answers_of(turn, turn.item))
        heard_answers = list(with_sound(sounds, answers))
        found += heard_answers if len(heard_answers) == len(answers) else ()
        found += with_sound(sounds, around(turn))
    return found


def with_sound(sounds: Sounds, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Sound]]:
    """Those that can be heard."""
    return ((phrase, sound) for phrase in phrases if (sound := sounds.find(phrase)))


def mark_of(turn: Turn, found: Heards) -> str:
    """A mark of what this screen says to this client, without meaning to anybody else: a page that is no longer true
    must not be read aloud in another one's words.
    """
    texts = "\n".join(dict.fromkeys(phrase.text for phrase, _ in found))
    return hmac.digest(turn.token.encode(), texts.encode(), "sha256").hex()[:MARK]
