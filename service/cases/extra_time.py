"""Extra time for one person, before or during the assessment. Why it is given is never stored: it could be health."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.events import ExtraTimeSet
from service.cases.models import Case
from service.cases.position import position
from service.cases.queries import facts_of
from service.cases.road import BEFORE_START, State
from service.db import emit
from service.errors import Conflict

#: What can be chosen: nothing, percents on top of every limit, no limit.
CHOICES = ("0", "25", "50", "100", "none")
#: While there is something ahead that time can end.
WHILE = BEFORE_START | {State.INVITED, State.UNDER_WAY}


def set_extra_time(session: Session, case: Case, who: Principal, extra_time: str, now: datetime) -> None:
    """From now on, also in an assessment that is open. Raises `Conflict` once the assessment is over."""
    if position(facts_of(session, [case])[case.id], now).state not in WHILE:
        raise Conflict("the assessment is over")
    if case.extra_time == extra_time:
        return
    case.extra_time = extra_time
    session.flush()
    record(session, "extra_time_set", now, who.user_id, who.role.value, case.id, None, {"extra_time": extra_time})
    emit(session, ExtraTimeSet(case.id, extra_time, now))
