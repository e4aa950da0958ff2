"""Reads of the table of jobs: what is due, and how things stand."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from service.jobs.models import Job


def due(now: datetime, kinds: Collection[str] | None = None) -> ColumnElement[bool]:
    """The filter for what can be taken now: waiting long enough, or leased by someone who never came back."""
    waiting = and_(Job.state == "waiting", Job.run_after <= now)
    left = and_(Job.state == "leased", Job.lease_until <= now)
    return and_(or_(waiting, left), true() if kinds is None else Job.kind.in_(sorted(kinds)))


def anything_due(session: Session, now: datetime, kinds: Collection[str] | None = None) -> bool:
    """Whether there is something to take. A plain read: a worker with nothing to do keeps no writer waiting."""
    return session.scalars(select(Job.id).where(due(now, kinds)).limit(1)).first() is not None


def state_of(session: Session, job_id: uuid.UUID) -> str | None:
    """`waiting`, `leased`, `done` or `failed`; None when there is no such job."""
    return session.scalar(select(Job.state).where(Job.id == job_id))


def counts(session: Session) -> dict[tuple[str, str], int]:
    """(kind, state) → how many."""
    rows = session.execute(select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state))
    return {(kind, state): number for kind, state, number in rows}


def failed_jobs(session: Session, limit: int = 100) -> list[Job]:
    """What was given up, newest first: someone has to look."""
    wanted = select(Job).where(Job.state == "failed").order_by(Job.finished_at.desc()).limit(limit)
    return list(session.scalars(wanted))
