"""The one way to add a milestone. A milestone is never changed or removed."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from service.cases.models import Milestone, MilestoneName


def reach(
    session: Session,
    case_id: uuid.UUID,
    name: MilestoneName,
    at: datetime,
    done: int | None = None,
    total: int | None = None,
) -> None:
    """Note that something happened to a case. `done`, `total`: modules closed, a health module counts as one."""
    session.add(Milestone(case_id=case_id, name=name.value, at=at, done=done, total=total))
    session.flush()
