"""A raised hand: only where somebody looks at it, that is in a running group sitting."""

from datetime import datetime

from sqlalchemy import update

from service.audit.actions import record
from service.errors import NotFound
from service.groups.running import is_running
from service.kiosk.models import Sitting
from service.kiosk.turn import Turn
from service.kiosk.waiting import shown_again


def hand_of(turn: Turn) -> str:
    """`up` or `down`; empty where a raised hand would be seen by nobody.

    A supplementary sitting has none: a hand on the board would tell that the psychiatrist has asked for more.
    """
    sitting = turn.place.sitting
    starts_at = sitting.group_starts_at
    if sitting.purpose != "assessment" or starts_at is None or not is_running(starts_at, None, turn.now):
        return ""
    return "up" if sitting.hand_raised_at else "down"


def set_hand(turn: Turn, raised_at: datetime | None) -> None:
    """Raise or lower it. What it is already it stays, so that pressing twice waits no longer."""
    hand = hand_of(turn)
    if not hand:
        raise NotFound("nobody looks at the board")
    place = turn.place.sitting
    values: dict[str, object] = {"last_seen_at": turn.now}
    if (hand == "up") != (raised_at is not None):
        values["hand_raised_at"] = raised_at
        if raised_at is None:
            values["item_shown_at"] = shown_again(place.item_shown_at, place.hand_raised_at, turn.now)
        with turn.site.db.session_on(turn.connection) as session:
            event = "hand_raised" if raised_at else "hand_taken_back"
            record(session, event, turn.now, None, "client", place.case_id, place.id)
    turn.connection.execute(update(Sitting).where(Sitting.id == place.id).values(**values))
