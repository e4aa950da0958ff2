"""How sittings come to the MGGZ: every finished one, in the transaction that finishes it.

The kiosk can't read what it sealed, so for a sitting that was withdrawn the job must look whether there is an acute
flag in it. It is put in for every one of them, and says nothing.
"""

from sqlalchemy.orm import Session

from service.jobs.actions import enqueue
from service.kiosk.events import SittingFinished, SittingWithdrawn
from service.review.models import Review
from service.review.queries import review_of

SCORE_HEALTH = "score_health"


def review_when_finished(session: Session, event: SittingFinished) -> None:
    """Handler of `SittingFinished`: a review for each, and the job that scores it. Twice is once."""
    if review_of(session, event.sitting_id) is None:
        session.add(Review(sitting_id=event.sitting_id, case_id=event.case_id, created_at=event.at))
    enqueue(session, SCORE_HEALTH, {"sitting_id": str(event.sitting_id)}, event.at)


def look_when_withdrawn(session: Session, event: SittingWithdrawn) -> None:
    """Handler of `SittingWithdrawn`."""
    enqueue(session, SCORE_HEALTH, {"sitting_id": str(event.sitting_id)}, event.at)
