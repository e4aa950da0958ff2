"""What every change of a review goes through: its lock, its edition, its open signals, its result."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.models import Case
from service.errors import Conflict, NotFound
from service.kiosk.models import Sitting
from service.review.models import FlagClosure, Review
from service.review.queries import (
    Standing,
    closures_of,
    flag_key,
    has_flag,
    releases_of,
    result_of,
    review_of,
    standing_of,
)
from service.review.signals import HealthResult, Signal, Urgency, urgency_of
from service.review.transitions import Stage, State, Step, may, next_state
from service.vault.opening import Opener


class SignalsOpen(Conflict):
    """Acute signals are closed with a reason first; others are closed or acknowledged."""


class AskedAlready(Conflict):
    """This module still waits for this client; it is asked for once at a time."""


class NotAgreed(Conflict):
    """The client said no to questions about health: none are put in the queue."""


class NotScored(Conflict):
    """The health answers were not scored yet: signals may still come."""


def change(
    session: Session, who: Principal, review_id: uuid.UUID, edition: int, step: Step, now: datetime
) -> tuple[Standing, Review]:
    """Take the next step, alone: the row is locked, the edition must be the one that was seen. Raises `Conflict`."""
    review = session.get(Review, review_id, with_for_update=True, populate_existing=True)
    if review is None:
        raise NotFound("review")
    standing = standing_of(session, review_id)
    if review.edition != edition:
        raise Conflict("changed meanwhile")
    review.state = next_state(step, State(review.state), standing.stage)
    review.edition += 1
    if review.opened_by is None:
        review.opened_by, review.opened_at = who.user_id, now
    session.flush()
    return standing, review


def refuse_unseen_release(session: Session, case_id: uuid.UUID, seen: str) -> None:
    """A release replaces another one only for who saw that one. Raises `Conflict`."""
    session.execute(select(Case.id).where(Case.id == case_id).with_for_update())  # of two at once one comes first
    counting = releases_of(session, case_id)
    if (str(counting[0][0].id) if counting else "") != seen:
        raise Conflict("released meanwhile")


def take_up(session: Session, who: Principal, sitting_id: uuid.UUID, now: datetime) -> Review:
    """A review of a sitting that is still open, because of a flag in it. The one that is there, if there is one."""
    sitting = session.get(Sitting, sitting_id, with_for_update=True)
    if sitting is None or not has_flag(session, sitting_id):
        raise NotFound("sitting")
    review = review_of(session, sitting_id)
    if review is None:
        review = Review(sitting_id=sitting.id, case_id=sitting.case_id, created_at=now)
        review.opened_by, review.opened_at, review.state = who.user_id, now, State.IN_REVIEW.value
        session.add(review)
        session.flush()
        record(session, "review_changed", now, who.user_id, who.role.value, sitting.case_id, review.id)
    return review


def open_signals(session: Session, opener: Opener, review: Review) -> list[Signal]:
    """The signals that nobody closed yet, most urgent first."""
    result = result_of(opener, review, opener.open_flags(session, review.sitting_id))
    closed = closures_of(session, [review.id])
    return [signal for signal in result.signals if flag_key(opener, review.id, signal) not in closed]


def keep_closure(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    key: str,
    content: dict[str, str],
    now: datetime,
) -> None:
    """Store a closure: a reason, or that the signal was seen when the outcome was released."""
    sealed = opener.seal_for_mggz(content)
    session.add(
        FlagClosure(review_id=review_id, flag_key=key, sealed_reason=sealed, closed_by=who.user_id, closed_at=now)
    )
    session.flush()


def keep_result(session: Session, opener: Opener, sitting_id: uuid.UUID, result: HealthResult, now: datetime) -> None:
    """Keep the result of a finished sitting, once. A withdrawn one gets a review if an acute flag was raised in it."""
    sitting = session.get_one(Sitting, sitting_id, with_for_update=True, populate_existing=True)
    review = session.scalar(select(Review).where(Review.sitting_id == sitting_id).with_for_update())
    needed = sitting.state == Stage.FINISHED or is_acute(result)
    if review is None and needed:
        review = Review(sitting_id=sitting_id, case_id=sitting.case_id, created_at=sitting.finished_at or now)
        session.add(review)
        session.flush()
    if review is None or sitting.state != Stage.FINISHED or review.sealed_result is not None:
        return
    if may(Step.SCORE, State(review.state), Stage.FINISHED):
        review.sealed_result = opener.seal_for_mggz(result.model_dump(mode="json"))
        review.edition += 1
        session.flush()


def is_acute(result: HealthResult) -> bool:
    """Whether someone must look at once."""
    urgency = urgency_of(result.signals, scored=False, unreadable=result.unreadable)
    return urgency.rank <= Urgency.ACUTE.rank
