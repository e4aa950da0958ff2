"""What the klantmanager does for one client in the room. Each is audited, flushes and never commits."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.board.queries import open_sitting_of
from service.cases.models import Case
from service.errors import Conflict

#: What one press adds, and the most that a client can have: a page left alone must close some time.
STEP, MOST = 10, 60


def lower_hand(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """Somebody has been there. A hand that was taken back meanwhile stays down."""
    sitting = open_sitting_of(session, case.id)
    if sitting.hand_raised_at is not None:
        sitting.hand_raised_at = None
        record(session, "hand_lowered", now, who.user_id, who.role.value, case.id, sitting.id)


def give_time(session: Session, case: Case, who: Principal, seen: int, now: datetime) -> None:
    """Ten minutes more. `seen`: what the page showed, so that a form sent twice gives time once."""
    sitting = open_sitting_of(session, case.id)
    if sitting.extra_minutes != seen:
        return
    if seen + STEP > MOST:
        raise Conflict("no more extra time")
    sitting.extra_minutes = seen + STEP
    minutes = str(sitting.extra_minutes)
    record(session, "time_given", now, who.user_id, who.role.value, case.id, sitting.id, {"minutes": minutes})
