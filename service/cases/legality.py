"""Whether something may happen to a case at this moment."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.cases.models import Case, MilestoneName
from service.cases.position import state_of
from service.cases.queries import facts_of
from service.cases.road import LEGAL
from service.errors import Conflict


def require_legal(session: Session, case: Case, name: MilestoneName, now: datetime) -> None:
    """Raise `Conflict` unless the case's state allows this; lock the case before."""
    state = state_of(facts_of(session, [case])[case.id], now)
    if state not in LEGAL[name]:
        raise Conflict(f"{name} in state {state}")
