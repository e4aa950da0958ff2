"""Issue a report: its content is frozen at once, its PDF follows, and neither ever changes again."""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

from service.accounts.models import StaffUser
from service.assessment.actions import score_sitting
from service.audit.actions import record
from service.cases.milestones import reach
from service.cases.models import Case, MilestoneName
from service.cases.places import Places
from service.catalogue.catalogue import Catalogue
from service.errors import Conflict, Invalid, KlantbeeldError
from service.jobs.actions import enqueue
from service.kiosk.models import Sitting
from service.reports.compose import Imprint, client_report, klantmanager_report
from service.reports.evidence import Evidence, gather
from service.reports.models import Report
from service.reports.queries import finished_sitting, made_since, next_number
from service.reports.rendering import frozen, report_pdf, thawed
from service.reports.view import AnyReport
from service.reports.voice import Voice
from service.web.site import Site

RENDER_REPORT = "render_report"
COMPOSERS: Mapping[str, Callable[[Voice, Evidence, Imprint], AnyReport]] = {
    "klantmanager": klantmanager_report,
    "client": client_report,
}
#: Audience → which languages of the registry it may have.
LANGUAGES = {"klantmanager": "staff", "client": "client"}


class NotFinished(Conflict):
    """The client has not finished the assessment; there is nothing to report yet."""

    code = "not_finished"


class NotDebriefed(Conflict):
    """The client's own copy comes after the talk about the results."""

    code = "not_debriefed"


class LanguageNotOffered(Invalid):
    """There is no report for this audience in this language."""


def compose_report(
    session: Session, site: Site, case: Case, audience: str, language: str, number: int, now: datetime
) -> AnyReport:
    """The frozen view as of now. Raises NotFinished, LanguageNotOffered."""
    if audience not in COMPOSERS or language not in site.languages.codes(LANGUAGES[audience]):
        raise LanguageNotOffered(f"no {audience} report in {language}")
    sitting = finished_sitting(session, case.id)
    if sitting is None:
        raise NotFinished("the assessment of this case is not finished")
    manager = session.get_one(StaffUser, case.case_manager_id)
    settings = site.settings
    imprint = Imprint(settings.organisation, settings.report_contact, manager.name, number, now)
    voice = Voice(site.translators[language], site.part(Catalogue), site.languages, site.part(Places))
    return COMPOSERS[audience](voice, gather(session, case, sitting), imprint)


def issue_report(
    session: Session,
    site: Site,
    case: Case,
    audience: str,
    language: str,
    issued_by: StaffUser,
    now: datetime,
    seen: int | None = None,
) -> Report:
    """Freeze the content, ask for the PDF. Raises NotFinished, NotDebriefed, LanguageNotOffered, Conflict.

    `seen`: the newest number when the form was made; what the form asks for and was made since is not made again.
    """
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())  # two at once would share a number
    made = None if seen is None else made_since(session, case.id, audience, language, seen)
    if made is not None:
        return made
    sitting = reportable_sitting(session, case, audience)
    score_sitting(session, sitting.id, now)
    number = next_number(session, case.id)
    content = frozen(compose_report(session, site, case, audience, language, number, now))
    kind = {"audience": audience, "language": language, "number": number}
    report = Report(
        case_id=case.id, sitting_id=sitting.id, issued_by=issued_by.id, issued_at=now, content=content, **kind
    )
    session.add(report)
    session.flush()
    enqueue(session, RENDER_REPORT, {"report_id": str(report.id)}, now)
    if audience == "klantmanager":
        reach(session, case.id, MilestoneName.REPORT_ISSUED, now)
    record(session, "report_issued", now, issued_by.id, issued_by.role, case.id, report.id, {"audience": audience})
    return report


def reportable_sitting(session: Session, case: Case, audience: str) -> Sitting:
    """The sitting that may be reported on to this audience now. Raises Conflict, NotDebriefed, NotFinished."""
    if case.withdrawn_at is not None:
        raise Conflict("the client has stopped")
    if audience == "client" and case.debriefed_at is None:
        raise NotDebriefed("the talk about the results comes first")
    sitting = finished_sitting(session, case.id)
    if sitting is None:
        raise NotFinished("the assessment of this case is not finished")
    return sitting


def render_report(site: Site, payload: Mapping[str, Any]) -> None:
    """Job: make the PDF of an issued report and keep it with its hash. Done once; a second run changes nothing.

    What can't be rendered is marked failed at once, because the next attempt would fail the same way.
    """
    report_id = uuid.UUID(payload["report_id"])
    with site.db.read() as session:
        report = session.get_one(Report, report_id)
        if report.state != "waiting":
            return
        content, issued_at = report.content, report.issued_at
    try:
        pdf = report_pdf(site.renderer, thawed(content), issued_at)
    except KlantbeeldError:
        with site.db.write() as session:
            session.execute(_waiting(report_id).values(state="failed"))
        raise
    with site.db.write() as session:
        digest = hashlib.sha256(pdf).hexdigest()
        session.execute(_waiting(report_id).values(state="ready", pdf=pdf, sha256=digest, rendered_at=site.clock()))


def _waiting(report_id: uuid.UUID) -> Any:
    return update(Report).where(Report.id == report_id, Report.state == "waiting")


def stored_pdf(session: Session, report: Report) -> bytes:
    """The kept bytes, read only here. Conflict while they are still being made."""
    found = session.scalars(select(Report).where(Report.id == report.id).options(undefer(Report.pdf))).one()
    if found.pdf is None:
        raise Conflict("the report is being made")
    return found.pdf
