"""Staff end a client's page: for now, or for good. What the browser shows then follows from how it was ended."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from service.cases.milestones import reach
from service.cases.models import MilestoneName
from service.db import emit
from service.errors import Conflict
from service.kiosk.agreement import has_agreed
from service.kiosk.events import SittingFinished
from service.kiosk.models import Sitting, SittingModule
from service.kiosk.working_copy import drop_copy
from service.web.tokens import token_hash


def close_page(session: Session, sitting: Sitting, now: datetime) -> None:
    """The cookie of the client's browser ends; answers are kept, and the code opens the sitting again."""
    if sitting.token_hash is not None:
        sitting.ended_token_hash = sitting.token_hash
    sitting.token_hash, sitting.item_shown_at = None, None
    sitting.hand_raised_at, sitting.draft = None, None
    drop_copy(session.connection(), sitting.id)
    session.flush()


def send_in_for(session: Session, sitting: Sitting, now: datetime) -> None:
    """The sitting is finished with what there is; parts that are not done count as skipped, whichever they are.

    Raises `Conflict` before the client has agreed to anything.
    """
    if not has_agreed(session.connection(), sitting.id, sitting.purpose):
        raise Conflict("no consent yet")
    modules = session.scalars(select(SittingModule).where(SittingModule.sitting_id == sitting.id)).all()
    left = [row for row in modules if row.state in ("waiting", "open")]
    for row in left:
        row.state, row.closed_at = "skipped", now
    if left:
        reach(session, sitting.case_id, MilestoneName.PROGRESSED, now, done=len(modules), total=len(modules))
    sitting.state, sitting.finished_at = "finished", now
    session.flush()
    reach(session, sitting.case_id, MilestoneName.FINISHED, now)
    emit(session, SittingFinished(sitting.id, sitting.case_id, now))


def farewell_of(connection: Connection, token: str) -> str:
    """What a browser is told whose cookie lives no more: how the client or staff ended it, or that it idled."""
    found = connection.execute(select(Sitting.state).where(Sitting.ended_token_hash == token_hash(token))).first()
    words = {"open": "paused", "finished": "finished", "withdrawn": "withdrawn"}
    return words[found.state] if found else "timeout"
