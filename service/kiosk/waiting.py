"""How long a client has been at an item, by the server's clock, and what makes that clock stand still.

It stands still while another page is shown (help, stopping, a pause) and while a raised hand waits at this item. Time
that was used before stays used: it is kept with the sitting. A page that staff close, or that closes because nobody was
there or the connection was gone, gives back the time of that stay.
"""

from datetime import datetime

from sqlalchemy import update

from scoring.timing import can_time_out
from service.kiosk.models import Sitting
from service.kiosk.place import SittingRow
from service.kiosk.turn import Turn

LONGEST_WAIT_MS = 24 * 3600 * 1000
#: Moves that leave the item where it is.
STAYS = frozenset(("here", "hand", "lower", "beside", "fold"))


def waited(sitting: SittingRow, now: datetime) -> int:
    """Milliseconds at the item that is before the client, at most a day."""
    before = sitting.spent_ms if sitting.spent_item is not None and sitting.spent_item == sitting.item_id else 0
    if sitting.item_shown_at is None:
        return before
    passed = (_until(sitting, now) - sitting.item_shown_at).total_seconds() * 1000
    return max(0, min(round(passed) + before, LONGEST_WAIT_MS))


def hand_waits(sitting: SittingRow) -> bool:
    """Whether a hand was raised at the item that is before the client, and is still up."""
    raised, shown = sitting.hand_raised_at, sitting.item_shown_at
    return raised is not None and shown is not None and raised >= shown


def _until(sitting: SittingRow, now: datetime) -> datetime:
    return sitting.hand_raised_at if hand_waits(sitting) and sitting.hand_raised_at else now


def shown_again(shown: datetime | None, raised: datetime | None, now: datetime) -> datetime | None:
    """From when an item counts as shown once the hand raised at it is lowered: the wait for help is left out."""
    return shown + (now - raised) if shown is not None and raised is not None and raised >= shown else shown


def stop_clock(turn: Turn, to: str) -> None:
    """The client goes from a timed item to another page: keep what was used of its time."""
    sitting = turn.place.sitting
    if to in STAYS or sitting.screen != "item" or sitting.item_id is None or sitting.slug is None:
        return
    if can_time_out(turn.module.questionnaire, sitting.item_id):
        kept = update(Sitting).where(Sitting.id == sitting.id)
        turn.connection.execute(kept.values(spent_item=sitting.item_id, spent_ms=waited(sitting, turn.now)))
