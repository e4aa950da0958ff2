"""The ways out of a sitting: a pause, stopping for good, the end. Each ends the browser's cookie at once."""

from sqlalchemy import update
from starlette.datastructures import FormData

from service.audit.actions import record
from service.cases.milestones import reach
from service.cases.models import MilestoneName
from service.db import emit
from service.errors import NotFound
from service.kiosk.events import SittingFinished, SittingWithdrawn
from service.kiosk.models import Sitting
from service.kiosk.turn import Turn
from service.kiosk.working_copy import drop_copy
from service.web.tokens import token_hash

#: What the client sees after leaving; empty while the client stays.
Farewell = str


def leave(turn: Turn, **values: object) -> None:
    """End this browser's cookie and forget the working copy. A browser whose reply got lost asks again, and is told how
    it ended.
    """
    drop_copy(turn.connection, turn.place.sitting.id)
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    ended = token_hash(turn.token)
    gone = {"token_hash": None, "ended_token_hash": ended, "item_shown_at": None, "hand_raised_at": None, "draft": None}
    turn.connection.execute(sitting.values(last_seen_at=turn.now, **gone, **values))


def pause(turn: Turn, form: FormData) -> Farewell:
    """Go away for now. The code opens the sitting again, here or on another computer."""
    leave(turn)
    return "paused"


def not_mine(turn: Turn, form: FormData) -> Farewell:
    """The card is somebody else's: the page closes, and the sitting waits for whom it is meant for.

    The klantmanager is told, but never of a supplementary sitting: there being one says something of health.
    """
    sitting = turn.place.sitting
    leave(turn)
    with turn.site.db.session_on(turn.connection) as session:
        if sitting.purpose == "assessment":
            reach(session, sitting.case_id, MilestoneName.CARD_NOT_MINE, turn.now)
        record(session, "sitting_not_mine", turn.now, None, "client", sitting.case_id, sitting.id)
    return "not_mine"


def withdraw(turn: Turn, form: FormData) -> Farewell:
    """Stop for good: nothing is scored and nothing reported."""
    sitting = turn.place.sitting
    leave(turn, state="withdrawn", finished_at=turn.now)
    with turn.site.db.session_on(turn.connection) as session:
        if sitting.purpose == "assessment":
            reach(session, sitting.case_id, MilestoneName.WITHDRAWN, turn.now)
        record(session, "sitting_withdrawn", turn.now, None, "client", sitting.case_id, sitting.id)
        emit(session, SittingWithdrawn(sitting.id, sitting.case_id, turn.now))
    return "withdrawn"


def finish(turn: Turn, form: FormData) -> Farewell:
    """Send everything in. Possible once every module is done or skipped."""
    sitting = turn.place.sitting
    if turn.place.closed < len(turn.place.modules):
        raise NotFound("modules are open")
    leave(turn, state="finished", finished_at=turn.now)
    with turn.site.db.session_on(turn.connection) as session:
        if sitting.purpose == "assessment":
            reach(session, sitting.case_id, MilestoneName.FINISHED, turn.now)
        record(session, "sitting_finished", turn.now, None, "client", sitting.case_id, sitting.id)
        emit(session, SittingFinished(sitting.id, sitting.case_id, turn.now))
    return "finished"
