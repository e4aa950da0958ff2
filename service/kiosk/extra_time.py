"""Extra time that a klantmanager has set holds at once in the assessment that is open."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.cases.events import ExtraTimeSet
from service.kiosk.models import Sitting


def follow_extra_time(session: Session, event: ExtraTimeSet) -> None:
    """Put it with the open assessment; a supplementary sitting is none of the klantmanager's."""
    open_one = Sitting.case_id == event.case_id, Sitting.state == "open", Sitting.purpose == "assessment"
    session.execute(update(Sitting).where(*open_one).values(extra_time=event.extra_time))
