"""Reads of cases. Whoever asks for a case that is not theirs to see finds nothing."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffUser, Team
from service.accounts.permissions import Need
from service.accounts.principal import Principal
from service.cases.models import Appointment, Case, Invitation, Milestone, MilestoneName, Release, Suitability
from service.cases.position import Facts, Happened
from service.errors import NotFound

#: Scope of the permission table → which cases it covers.
VISIBLE: Mapping[str, Callable[[Principal], ColumnElement[bool]]] = {
    "own": lambda who: Case.case_manager_id == who.user_id,
    "team": lambda who: Case.team_id == who.team_id,
    "all": lambda who: true(),
}


def visible(who: Principal, need: Need) -> ColumnElement[bool]:
    """The filter for what this person may do this with; NotFound when there is nothing of the kind."""
    condition = VISIBLE.get(who.scope(need.resource, need.verb))
    if condition is None:
        raise NotFound(need.resource)
    return condition(who)


def case_for(session: Session, who: Principal, need: Need, case_id: uuid.UUID, lock: bool = False) -> Case:
    """The case, if `who` may do `need` with it; NotFound otherwise. `lock`: nobody else changes it meanwhile."""
    wanted = select(Case).where(Case.id == case_id, visible(who, need))
    if lock:
        wanted = wanted.with_for_update(of=Case).execution_options(populate_existing=True)
    case = session.scalar(wanted)
    if case is None:
        raise NotFound("case")
    return case


def cases_for(session: Session, who: Principal, need: Need) -> Sequence[Case]:
    """All cases this person may do `need` with, by reference."""
    return session.scalars(select(Case).where(visible(who, need)).order_by(Case.reference)).all()


def reference_taken(session: Session, reference: str) -> bool:
    """Whether a case of any team has this reference, written in small letters or in capitals."""
    return session.scalar(select(exists().where(func.lower(Case.reference) == reference.lower()))) or False


def facts_of(session: Session, cases: Iterable[Case]) -> dict[uuid.UUID, Facts]:
    """What the road follows from, for many cases in three queries."""
    registered = {case.id: case.created_at for case in cases}
    happened = _happened(session, list(registered))
    outcomes = _suitabilities(session, list(registered))
    ends = _invitation_ends(session, list(registered))
    found = {}
    for case_id, created_at in registered.items():
        rows = happened.get(case_id) or [Happened(MilestoneName.REGISTERED, created_at)]
        newest = outcomes.get(case_id)
        outcome, intake_on = (newest.outcome, newest.intake_on) if newest else (None, None)
        found[case_id] = Facts(tuple(rows), outcome, intake_on, ends.get(case_id))
    return found


def _happened(session: Session, case_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Happened]]:
    order = {name: number for number, name in enumerate(MilestoneName)}
    rows: dict[uuid.UUID, list[Happened]] = defaultdict(list)
    for row in session.scalars(select(Milestone).where(Milestone.case_id.in_(case_ids)).order_by(Milestone.at)):
        rows[row.case_id].append(Happened(MilestoneName(row.name), row.at, row.done, row.total))
    for found in rows.values():
        found.sort(key=lambda row: (row.at, order[row.name]))
    return rows


def _suitabilities(session: Session, case_ids: list[uuid.UUID]) -> dict[uuid.UUID, Suitability]:
    wanted = select(Suitability).where(Suitability.case_id.in_(case_ids)).order_by(Suitability.recorded_at)
    return {row.case_id: row for row in session.scalars(wanted)}


def _invitation_ends(session: Session, case_ids: list[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    wanted = select(Invitation.case_id, Invitation.expires_at).where(
        Invitation.case_id.in_(case_ids), Invitation.revoked_at.is_(None)
    )
    return {case_id: ends for case_id, ends in session.execute(wanted.order_by(Invitation.expires_at))}


def last_suitability(session: Session, case_id: uuid.UUID) -> Suitability | None:
    """What was recorded last."""
    wanted = select(Suitability).where(Suitability.case_id == case_id).order_by(Suitability.recorded_at.desc())
    return session.scalars(wanted.limit(1)).first()


def standing_invitation(session: Session, case_id: uuid.UUID) -> Invitation | None:
    """The invitation that was not revoked, expired or not. There is one at most."""
    wanted = select(Invitation).where(Invitation.case_id == case_id, Invitation.revoked_at.is_(None))
    return session.scalars(wanted.order_by(Invitation.issued_at.desc()).limit(1)).first()


def appointments_of(session: Session, case_id: uuid.UUID) -> Sequence[Appointment]:
    """The appointments that stand: first the one that waits to be planned, then the planned ones by day."""
    wanted = select(Appointment).where(Appointment.case_id == case_id, Appointment.state != "cancelled")
    in_order = (Appointment.state != "requested", Appointment.planned_for, Appointment.requested_at, Appointment.id)
    return session.scalars(wanted.order_by(*in_order)).all()


def last_release(session: Session, case_id: uuid.UUID) -> Release | None:
    """The outcome that the klantmanager may see."""
    wanted = select(Release).where(Release.case_id == case_id).order_by(Release.released_at.desc())
    return session.scalars(wanted.limit(1)).first()


@dataclass(frozen=True)
class CaseManager:
    """A klantmanager to whom cases can go."""

    id: uuid.UUID
    name: str
    team_id: uuid.UUID
    team: str


def case_managers(session: Session, team_id: uuid.UUID | None) -> tuple[CaseManager, ...]:
    """The active klantmanagers of a team, or of all teams, by team and name."""
    wanted = (
        select(StaffUser.id, StaffUser.name, Team.id, Team.name)
        .join(Team, Team.id == StaffUser.team_id)
        .where(StaffUser.role == Role.CASE_MANAGER, StaffUser.active.is_(True))
        .order_by(Team.name, StaffUser.name)
    )
    if team_id is not None:
        wanted = wanted.where(Team.id == team_id)
    return tuple(CaseManager(*row) for row in session.execute(wanted))


def staff_names(session: Session, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of colleagues by id."""
    wanted = select(StaffUser.id, StaffUser.name).where(StaffUser.id.in_(set(user_ids)))
    return dict(session.execute(wanted).all())


def cases_held(session: Session, user_id: uuid.UUID) -> int:
    """How many cases a klantmanager has."""
    return session.scalar(select(func.count()).select_from(Case).where(Case.case_manager_id == user_id)) or 0


def open_cases_held(session: Session, user_id: uuid.UUID) -> int:
    """How many of them are of clients who have not stopped."""
    wanted = select(func.count()).select_from(Case).where(Case.case_manager_id == user_id, Case.withdrawn_at.is_(None))
    return session.scalar(wanted) or 0


def team_names(session: Session) -> dict[uuid.UUID, str]:
    """Names of all teams by id."""
    return dict(session.execute(select(Team.id, Team.name)).all())
