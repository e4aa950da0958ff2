"""A client comes in again: on at the next question without an answer, of the part that was open."""

from service.kiosk.moving import move, to_item
from service.kiosk.steps import first_open
from service.kiosk.time_up import screen_before
from service.kiosk.turn import Turn


def resume(turn: Turn) -> bool:
    """Whether the client goes on amid a part; else the path is shown, or what comes before it.

    A clock is never started by coming in: before questions with a time limit it is the words about time, with a button.
    """
    sitting = turn.place.sitting
    if sitting.screen != "overview" or sitting.slug is None:
        return False
    item = first_open(turn.path, turn.answered.revisions)
    if item is None:  # all is answered, or the consent for this part is gone
        move(turn.connection, turn.place, "overview", turn.now)
        return False
    screen = screen_before(turn, item, after_a_break=True)
    to_item(turn.connection, turn.place, sitting.slug, item, turn.now, screen)
    return True
