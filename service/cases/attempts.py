"""Tries with access codes: counted per first part of a code and over all codes together, never per address.

A whole centre shares one address, so an address says nothing about who tries.
"""

from datetime import datetime, timedelta
from math import ceil

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.cases.models import CodeAttempt
from service.errors import TooMany
from service.web.delays import FORGIVEN, hold_for, still_counted, wait_after

log = structlog.get_logger()

#: After this long without a failure the count of a first part begins anew.
FORGET_AFTER = timedelta(days=1)
#: The row that counts over all codes; no code begins so.
ALL = "all"


def attempt_at(session: Session, lookup: str, now: datetime) -> CodeAttempt:
    """The counter of this first part, locked. Raises `TooMany` while it must wait."""
    attempt = counter(session, lookup, now)
    if now - attempt.last_failure_at > FORGET_AFTER:
        attempt.failures = 0
    free_at = attempt.last_failure_at + wait_after(attempt.failures)
    if now < free_at:
        raise TooMany(ceil((free_at - now).total_seconds()))
    return attempt


def count_wrong(session: Session, now: datetime) -> None:
    """One more wrong code in the budget of all codes; who runs the service can read it in the log when it is used up.

    Always after the counter of the first part, so that two transactions never wait for each other.
    """
    budget = counter(session, ALL, now)
    failures, since = still_counted(budget.failures, budget.last_failure_at, now)
    budget.failures, budget.last_failure_at = failures + 1, since
    if budget.failures == FORGIVEN + 1:
        log.warning("many_wrong_codes", counted=budget.failures)


def hold_now(session: Session, now: datetime) -> timedelta:
    """How long every try is held at the moment, by the budget of all codes."""
    budget = session.get(CodeAttempt, ALL)
    if budget is None:
        return timedelta(0)
    return hold_for(still_counted(budget.failures, budget.last_failure_at, now)[0])


def counter(session: Session, lookup: str, now: datetime) -> CodeAttempt:
    """A counter, made if it isn't there, and locked, so that tries made at once are counted one by one."""
    if session.get(CodeAttempt, lookup) is None:
        try:
            with session.begin_nested():
                session.add(CodeAttempt(lookup=lookup, failures=0, last_failure_at=now))
        except IntegrityError:
            session.expire_all()
    wanted = select(CodeAttempt).where(CodeAttempt.lookup == lookup).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).one()
