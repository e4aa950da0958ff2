"""Writes to cases. Each is audited, flushes and never commits; what the state forbids is a `Conflict`."""

import uuid
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.days import dutch_day
from service.cases.invitations import issue_invitation, redeem_code, revoke_invitation
from service.cases.legality import require_legal
from service.cases.milestones import reach
from service.cases.models import Appointment, Case, Client, MilestoneName, Suitability
from service.cases.queries import CaseManager, appointments_of, facts_of, reference_taken, standing_invitation
from service.cases.suitability import Computer, Literacy, Outcome, suitability_outcome
from service.cases.window import open_window
from service.errors import Conflict, NotFound
from service.vault.sealing import create_case_key

__all__ = [
    "DateMissing",
    "NotReported",
    "OutsideWindow",
    "ReferenceTaken",
    "debrief_done",
    "issue_invitation",
    "plan_appointment",
    "reach",
    "reassign",
    "record_suitability",
    "redeem_code",
    "register_case",
    "revoke_invitation",
    "withdraw",
]


class ReferenceTaken(Conflict):
    """Another case has this reference."""


class DateMissing(Conflict):
    """An interview needs a day on which it is held."""


class OutsideWindow(Conflict):
    """The appointment is before or after the days that the MGGZ gave."""


class NotReported(Conflict):
    """A nagesprek is about a report, and none was made."""

    code = "not_reported"


def register_case(
    session: Session, who: Principal, reference: str, client: Client, mggz_key: bytes, now: datetime
) -> Case:
    """A new case for `client` (not stored yet) in one's own caseload, with its key pair. Raises `ReferenceTaken`."""
    if who.team_id is None:
        raise NotFound("team")
    if reference_taken(session, reference):
        raise ReferenceTaken("reference")
    try:
        with session.begin_nested():
            session.add(client)
            session.flush()
            case = Case(
                reference=reference,
                client_id=client.id,
                team_id=who.team_id,
                case_manager_id=who.user_id,
                created_at=now,
            )
            session.add(case)
    except IntegrityError as problem:
        raise ReferenceTaken("reference") from problem
    create_case_key(session, mggz_key, case.id, now)
    reach(session, case.id, MilestoneName.REGISTERED, now)
    record(session, "case_registered", now, who.user_id, who.role.value, case.id)
    return case


def record_suitability(
    session: Session,
    case: Case,
    who: Principal,
    literacy: Literacy,
    computer: Computer,
    wants: bool,
    intake_on: date | None,
    now: datetime,
) -> Outcome:
    """Keep what the kennismaking found and say what follows. Raises `DateMissing` for an interview without a day."""
    require_legal(session, case, MilestoneName.SUITABILITY_RECORDED, now)
    outcome = suitability_outcome(literacy, computer, wants)
    if outcome is Outcome.SUITABILITY_INTAKE and intake_on is None:
        raise DateMissing("intake_on")
    session.add(
        Suitability(
            case_id=case.id,
            literacy=literacy.value,
            computer=computer.value,
            wants=wants,
            outcome=outcome.value,
            intake_on=intake_on if outcome is Outcome.SUITABILITY_INTAKE else None,
            recorded_by=who.user_id,
            recorded_at=now,
        )
    )
    seat_helper(session, case, outcome)
    reach(session, case.id, MilestoneName.SUITABILITY_RECORDED, now)
    record(session, "suitability_recorded", now, who.user_id, who.role.value, case.id)
    return outcome


def seat_helper(session: Session, case: Case, outcome: Outcome) -> None:
    """The code that the client has says from now on whether a helper sits along."""
    standing = standing_invitation(session, case.id)
    if standing is not None:
        standing.with_helper = outcome is Outcome.INVITE_WITH_HELPER


def plan_appointment(
    session: Session, case: Case, who: Principal, at: datetime, on: date, seen: str, now: datetime
) -> Appointment:
    """Plan what the MGGZ asked for, or move it; `on` is the Dutch calendar day of `at`. Raises `OutsideWindow`.

    Once the days that the MGGZ gave are over, any day from today on will do (`service.cases.window`).

    `seen`: which one, as it was when the form was made (`appointment_mark`); a `Conflict` when it changed since.
    """
    require_legal(session, case, MilestoneName.APPOINTMENT_PLANNED, now)
    appointment = next((row for row in appointments_of(session, case.id) if appointment_mark(row) == seen), None)
    if appointment is None:
        raise Conflict("appointment")
    window = open_window(appointment.window_from, appointment.window_to, dutch_day(now))
    if not window.first <= on <= window.last:
        raise OutsideWindow("day")
    if appointment.state == "requested":  # to move one leaves no milestone: another may still wait to be planned
        reach(session, case.id, MilestoneName.APPOINTMENT_PLANNED, now)
    appointment.state = "planned"
    appointment.planned_for, appointment.planned_by, appointment.planned_at = at, who.user_id, now
    record(session, "appointment_planned", now, who.user_id, who.role.value, case.id, appointment.id)
    return appointment


def appointment_mark(appointment: Appointment) -> str:
    """What changes whenever the appointment does."""
    planned = appointment.planned_at.isoformat() if appointment.planned_at else "unplanned"
    return f"{appointment.id}.{planned}"


def reassign(
    session: Session, case_id: uuid.UUID, seen: uuid.UUID, to: CaseManager, who: Principal, now: datetime
) -> None:
    """Give a case to another klantmanager. `seen`: who had it on the page; `Conflict` when that changed."""
    moved = session.execute(
        update(Case)
        .where(Case.id == case_id, Case.case_manager_id == seen)
        .values(case_manager_id=to.id, team_id=to.team_id)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict("reassigned meanwhile")
    reach(session, case_id, MilestoneName.REASSIGNED, now)
    record(session, "case_reassigned", now, who.user_id, who.role.value, case_id, to.id)


def withdraw(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """The client stops, which costs nothing. A code that still works is revoked."""
    require_legal(session, case, MilestoneName.WITHDRAWN, now)
    if facts_of(session, [case])[case.id].invitation_ends is not None:
        revoke_invitation(session, case, who, now)
    case.withdrawn_at = now
    reach(session, case.id, MilestoneName.WITHDRAWN, now)
    record(session, "case_withdrawn", now, who.user_id, who.role.value, case.id)


def debrief_done(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """The nagesprek was held. Raises `NotReported` before a report was made, `Conflict` a second time."""
    reported = facts_of(session, [case])[case.id].last(MilestoneName.REPORT_ISSUED)
    if reported is None and case.withdrawn_at is None:
        raise NotReported("debrief")
    require_legal(session, case, MilestoneName.DEBRIEFED, now)
    if reported is None or case.debriefed_at is not None:
        raise Conflict("debrief")
    case.debriefed_at = now
    reach(session, case.id, MilestoneName.DEBRIEFED, now)
    record(session, "debrief_done", now, who.user_id, who.role.value, case.id)
