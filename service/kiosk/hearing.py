"""What of the screen before a client can be heard.

A sound has no name of its own at the kiosk: it is the n-th of the present screen, so that no address, history or log
tells what somebody was asked.
"""

import hmac
from collections.abc import Sequence

from service.audio import Phrase, Sound, Sounds
from service.kiosk.aloud import READ, answers_of, fixed
from service.kiosk.drafting import drafted
from service.kiosk.heard import Heard
from service.kiosk.saving import listens
from service.kiosk.turn import Turn

Heards = Sequence[tuple[Phrase, Sound]]
MARK = 10


def heard(turn: Turn) -> Heard | None:
    """What the page needs to know of it; None where nothing can be heard."""
    found = sounds_of(turn)
    return as_heard(found, mark_of(turn, found), listened(turn)) if found else None


def listened(turn: Turn) -> int:
    """How often the client has listened on this page, as its draft says."""
    return next((listens(value) or 0 for name, value in drafted(turn) if name == "listens"), 0)


def as_heard(found: Heards, mark: str, count: int = 0) -> Heard | None:
    """The texts that have a sound, in their order."""
    if not found:
        return None
    machine = any(sound.is_generated for _, sound in found)
    return Heard(tuple(phrase.text for phrase, _ in found), mark, machine, count)


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
