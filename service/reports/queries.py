"""Reads of reports, through the filter of who may see which case."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from service.accounts.permissions import Need
from service.accounts.principal import Principal
from service.cases.models import Case
from service.cases.queries import VISIBLE
from service.errors import NotFound
from service.kiosk.models import Sitting
from service.reports.models import Report

READ = Need("report", "read")
WRITE = Need("report", "write")


def _finished() -> ColumnElement[bool]:
    """Cases that the MGGZ has before it: every one with a finished assessment."""
    return exists().where(Sitting.case_id == Case.id, Sitting.state == "finished", Sitting.purpose == "assessment")


def visible_case(session: Session, who: Principal, need: Need, case_id: uuid.UUID) -> Case:
    """The case if `who` may do `need` with its reports; NotFound otherwise."""
    scope = who.scope(need.resource, need.verb)
    condition = _finished() if scope == "review" else VISIBLE[scope](who)
    case = session.scalar(select(Case).where(Case.id == case_id, condition))
    if case is None:
        raise NotFound("case")
    return case


def reports_of(session: Session, case_id: uuid.UUID) -> Sequence[Report]:
    """The issued reports of a case, newest first, without their bytes."""
    return session.scalars(select(Report).where(Report.case_id == case_id).order_by(Report.number.desc())).all()


def visible_report(session: Session, who: Principal, report_id: uuid.UUID) -> tuple[Report, Case]:
    """A report and its case if `who` may read it; NotFound otherwise."""
    report = session.get(Report, report_id)
    if report is None:
        raise NotFound("report")
    return report, visible_case(session, who, READ, report.case_id)


def finished_sitting(session: Session, case_id: uuid.UUID) -> Sitting | None:
    """The newest finished assessment of a case."""
    wanted = select(Sitting).where(
        Sitting.case_id == case_id, Sitting.state == "finished", Sitting.purpose == "assessment"
    )
    return session.scalars(wanted.order_by(Sitting.finished_at.desc(), Sitting.id).limit(1)).first()


def next_number(session: Session, case_id: uuid.UUID) -> int:
    """The number of the next report of a case, from 1."""
    last = session.scalar(select(func.max(Report.number)).where(Report.case_id == case_id))
    return (last or 0) + 1


def made_since(session: Session, case_id: uuid.UUID, audience: str, language: str, seen: int) -> Report | None:
    """The newest report of this kind whose number comes after `seen`."""
    wanted = select(Report).where(
        Report.case_id == case_id, Report.audience == audience, Report.language == language, Report.number > seen
    )
    return session.scalars(wanted.order_by(Report.number.desc()).limit(1)).first()


def find_case(session: Session, reference_or_id: str) -> Case:
    """A case by its reference or id, for the command line; NotFound otherwise."""
    found = session.scalar(select(Case).where(Case.reference == reference_or_id))
    if found is None:
        try:
            found = session.get(Case, uuid.UUID(reference_or_id))
        except ValueError:
            found = None
    if found is None:
        raise NotFound(f"no case {reference_or_id}")
    return found


def issued_report(session: Session, case_id: uuid.UUID, audience: str, language: str) -> Report | None:
    """The newest rendered report of this kind."""
    wanted = select(Report).where(
        Report.case_id == case_id, Report.audience == audience, Report.language == language, Report.state == "ready"
    )
    return session.scalars(wanted.order_by(Report.number.desc()).limit(1)).first()
