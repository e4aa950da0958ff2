"""Reads for administrators and auditors: accounts, teams, the log. No client is in any of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from service.accounts.models import StaffUser, Team
from service.accounts.principal import Principal
from service.audit.models import AuditEvent
from service.cases.models import Case
from service.errors import NotFound


def accounts(session: Session) -> Sequence[StaffUser]:
    """All accounts by name, those that still work first."""
    return session.scalars(select(StaffUser).order_by(StaffUser.active.desc(), StaffUser.name)).all()


def account(session: Session, user_id: uuid.UUID) -> StaffUser:
    """One account; NotFound when there is none."""
    found = session.get(StaffUser, user_id)
    if found is None:
        raise NotFound("account")
    return found


def teams(session: Session) -> Sequence[Team]:
    """All teams by name."""
    return session.scalars(select(Team).order_by(Team.name)).all()


def team_sizes(session: Session) -> dict[uuid.UUID, tuple[int, int]]:
    """Active members and cases of each team."""
    working = select(StaffUser.team_id, func.count()).where(StaffUser.active.is_(True)).group_by(StaffUser.team_id)
    members = dict(session.execute(working).all())
    cases = dict(session.execute(select(Case.team_id, func.count()).group_by(Case.team_id)).all())
    return {team.id: (members.get(team.id, 0), cases.get(team.id, 0)) for team in teams(session)}


@dataclass(frozen=True)
class Wanted:
    """Which events are asked for; None: any. `since` and `until` are moments, `until` not included."""

    event: str | None = None
    actor_id: uuid.UUID | None = None
    reference: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def readable(session: Session, who: Principal) -> ColumnElement[bool]:
    """The filter for the events that this person may read: own, those of the own team, or all."""
    scope = who.scope("audit", "read")
    if scope == "all":
        return true()
    if scope == "team":
        members = select(StaffUser.id).where(StaffUser.team_id == who.team_id)
        return AuditEvent.actor_id.in_(members)
    return AuditEvent.actor_id == who.user_id


def conditions(session: Session, who: Principal, wanted: Wanted) -> list[ColumnElement[bool]]:
    """All filters together."""
    found = [readable(session, who)]
    if wanted.event is not None:
        found.append(AuditEvent.event == wanted.event)
    if wanted.actor_id is not None:
        found.append(AuditEvent.actor_id == wanted.actor_id)
    if wanted.reference is not None:
        found.append(AuditEvent.case_id.in_(select(Case.id).where(Case.reference == wanted.reference)))
    if wanted.since is not None:
        found.append(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEvent.at < wanted.until)
    return found


def count_events(session: Session, who: Principal, wanted: Wanted) -> int:
    """How many events there are."""
    statement = select(func.count()).select_from(AuditEvent).where(*conditions(session, who, wanted))
    return session.scalar(statement) or 0


@dataclass(frozen=True)
class EventSeen:
    """An event with the name of who did it and the reference of the case, both empty where there is none."""

    event: AuditEvent
    actor: str
    reference: str


def events(session: Session, who: Principal, wanted: Wanted, first: int, most: int) -> tuple[EventSeen, ...]:
    """Events from number `first` on, newest first."""
    statement = (
        select(AuditEvent, StaffUser.name, Case.reference)
        .outerjoin(StaffUser, StaffUser.id == AuditEvent.actor_id)
        .outerjoin(Case, Case.id == AuditEvent.case_id)
        .where(*conditions(session, who, wanted))
        .order_by(AuditEvent.at.desc(), AuditEvent.id)
        .offset(first)
        .limit(most)
    )
    return tuple(EventSeen(event, name or "", reference or "") for event, name, reference in session.execute(statement))


def event_names(session: Session, who: Principal) -> tuple[str, ...]:
    """Names of events that this person may read."""
    statement = select(AuditEvent.event).where(readable(session, who)).distinct().order_by(AuditEvent.event)
    return tuple(session.scalars(statement))


def actors(session: Session, who: Principal) -> tuple[tuple[uuid.UUID, str], ...]:
    """Staff whose events this person may read, by name."""
    did = select(AuditEvent.actor_id).where(readable(session, who), AuditEvent.actor_id.is_not(None))
    statement = select(StaffUser.id, StaffUser.name).where(StaffUser.id.in_(did)).order_by(StaffUser.name)
    return tuple(session.execute(statement).all())
