"""Writes to the table of jobs: put in, take, finish, fail. They flush and never commit.

A worker proves by `attempts` that the lease is still its own: who comes back late changes nothing any more.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.jobs.models import Job
from service.jobs.queries import due

MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
FIRST_DELAY = timedelta(seconds=5)
#: The word in `Job.error` when nobody ever came back, however often the job was taken.
LEASE_RAN_OUT = "LeaseRanOut"


def enqueue(session: Session, kind: str, payload: Mapping[str, Any], now: datetime) -> Job:
    """Put in something to do. `payload`: ids only, never content. It is there once the transaction is committed."""
    job = Job(kind=kind, payload=dict(payload), run_after=now, created_at=now)
    session.add(job)
    session.flush()
    return job


def take(session: Session, now: datetime, lease: timedelta = LEASE, kinds: Collection[str] | None = None) -> Job | None:
    """The job that waits longest, leased to the caller; None when nothing is due. Nobody waits for anybody.

    SQLite has one writer at a time and knows no row locks; there `SKIP LOCKED` is left out of the statement.
    """
    _give_up_lost(session, now)
    wanted = select(Job).where(due(now, kinds)).order_by(Job.run_after, Job.created_at).limit(1)
    job = session.scalars(wanted.with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    job.state = "leased"
    job.attempts += 1
    job.lease_until = now + lease
    session.flush()
    return job


def finish(session: Session, job: Job, now: datetime) -> None:
    """It is done, unless the lease ran out and someone else has it now."""
    _settle(session, job, state="done", lease_until=None, finished_at=now, error=None)


def fail(session: Session, job: Job, problem: BaseException, now: datetime) -> None:
    """It went wrong: again later, given up after `MOST_ATTEMPTS`. Only the kind of error is kept, never its message."""
    error = type(problem).__name__
    if job.attempts >= MOST_ATTEMPTS:
        _settle(session, job, state="failed", lease_until=None, finished_at=now, error=error)
    else:
        later = now + delay_after(job.attempts)
        _settle(session, job, state="waiting", lease_until=None, run_after=later, error=error)


def retry_failed(session: Session, kind: str, now: datetime) -> int:
    """Put what was given up back in, once its cause is mended; how many jobs that were."""
    given_up = list(session.scalars(select(Job).where(Job.kind == kind, Job.state == "failed").with_for_update()))
    for job in given_up:
        job.state, job.attempts, job.run_after, job.finished_at = "waiting", 0, now, None
    session.flush()
    return len(given_up)


def delay_after(attempts: int) -> timedelta:
    """How long to wait after this many attempts: 5 s, 20 s, 80 s, 320 s."""
    growth: int = 4 ** (attempts - 1)
    return FIRST_DELAY * growth


def _settle(session: Session, job: Job, **values: object) -> None:
    """Change the job if it is still leased to this attempt."""
    mine = update(Job).where(Job.id == job.id, Job.state == "leased", Job.attempts == job.attempts)
    session.execute(mine.values(**values).execution_options(synchronize_session=False))


def _give_up_lost(session: Session, now: datetime) -> None:
    """A job that takes its worker down with it each time must not do so for ever."""
    lost = update(Job).where(Job.state == "leased", Job.lease_until <= now, Job.attempts >= MOST_ATTEMPTS)
    values = {"state": "failed", "lease_until": None, "finished_at": now, "error": LEASE_RAN_OUT}
    session.execute(lost.values(values).execution_options(synchronize_session=False))
