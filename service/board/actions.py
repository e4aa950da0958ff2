"""What the klantmanager does for one client in the room. Each is audited, flushes and never commits."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.board.queries import open_sitting_of
from service.cases.models import Case
from service.errors import Conflict
from service.kiosk.ending import close_page, send_in_for
from service.kiosk.waiting import shown_again

#: What one press adds, and the most that a client can have: a page left alone must close some time.
STEP, MOST = 10, 60


def end_sitting(session: Session, case: Case, who: Principal, send_in: bool, now: datetime) -> None:
    """Close the page of this client for now, or for good: what was answered is then sent in."""
    sitting = open_sitting_of(session, case.id)
    close_page(session, sitting, now)
    record(session, "page_closed", now, who.user_id, who.role.value, case.id, sitting.id)
    if send_in:
        send_in_for(session, sitting, now)
        record(session, "sitting_sent_in", now, who.user_id, who.role.value, case.id, sitting.id)


def lower_hand(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """Somebody has been there. A hand that was taken back meanwhile stays down."""
    sitting = open_sitting_of(session, case.id)
    if sitting.hand_raised_at is not None:
        sitting.item_shown_at = shown_again(sitting.item_shown_at, sitting.hand_raised_at, now)
        sitting.hand_raised_at = None
        record(session, "hand_lowered", now, who.user_id, who.role.value, case.id, sitting.id)


def give_time(session: Session, case: Case, who: Principal, seen: int, now: datetime) -> None:
    """Ten minutes more, wherever time ends something: the page that closes, a timed part, a timed question.

    `seen`: what the page showed, so that a form sent twice gives time once.
    """
    sitting = open_sitting_of(session, case.id)
    if sitting.extra_minutes != seen:
        return
    if seen + STEP > MOST:
        raise Conflict("no more extra time")
    sitting.extra_minutes = seen + STEP
    minutes = str(sitting.extra_minutes)
    record(session, "time_given", now, who.user_id, who.role.value, case.id, sitting.id, {"minutes": minutes})
