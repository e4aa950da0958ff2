"""What is asked for each purpose and what a no to it does: as it is heard, and as it is kept with the yes or no."""

from collections.abc import Mapping

from service.audio.interface import NO_MORE_HEALTH, SCREENS
from service.kiosk.agreement import has_sealed_answers
from service.kiosk.turn import Turn

PURPOSES = ("assessment", "health", "norms")
TITLE, CHOOSE, *ASKED = SCREENS["consent"]


def asked_now(turn: Turn) -> Mapping[str, tuple[str, str]]:
    """Purpose → question and help, as msgids."""
    found = dict(zip(PURPOSES, zip(ASKED[::2], ASKED[1::2], strict=True), strict=True))
    if has_sealed_answers(turn.connection, turn.place.sitting.id):
        found["health"] = (found["health"][0], NO_MORE_HEALTH)
    return found


def words_now(turn: Turn) -> Mapping[str, str]:
    """Purpose → what its yes or no is said to, in the client's language."""
    say = turn.site.translators[turn.language].gettext
    return {purpose: f"{say(question)} {say(no)}" for purpose, (question, no) in asked_now(turn).items()}
