"""The staff pages of this feature."""

import re
from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import scope_of
from service.cases.queries import facts_of
from service.errors import Invalid
from service.reports.actions import issue_report, stored_pdf
from service.reports.pages import reports_page
from service.reports.queries import READ, WRITE, finished_sitting, reports_of, visible_case, visible_report
from service.reports.rendering import report_json, thawed
from service.web.forms import Form

routes = StaffRoutes()


class IssueForm(Form):
    """Which report is wanted. `seen`: the newest number on the page; one that doesn't say so gets each kind once."""

    audience: Literal["klantmanager", "client"]
    language: str
    seen: Annotated[int, Field(ge=0)] = 0


@routes.get("/staff/cases/{case_id}/reports", READ, audited=True)
def show_reports(visit: Visit) -> Response:
    case = visible_case(visit.session, visit.principal, READ, visit.path_id("case_id"))
    visit.audit("reports_read", case_id=case.id)
    finished = finished_sitting(visit.session, case.id) is not None
    may_write = scope_of(visit.principal.role, WRITE) is not None
    reports, facts = reports_of(visit.session, case.id), facts_of(visit.session, [case])[case.id]
    page = reports_page(visit.site, case, reports, facts, finished=finished, may_write=may_write)
    return visit.render("staff/report/reports.html", page)


@routes.post("/staff/cases/{case_id}/reports", WRITE)
def issue_case_report(visit: Visit) -> Response:
    case = visible_case(visit.session, visit.principal, WRITE, visit.path_id("case_id"))
    form = visit.fill(IssueForm).form
    if form is None:
        raise Invalid("audience and language")
    user, now = visit.sign_in.user, visit.now
    issue_report(visit.session, visit.site, case, form.audience, form.language, user, now, form.seen)
    return visit.redirect(f"/staff/cases/{case.id}/reports")


@routes.get("/staff/reports/{report_id}/file", READ, audited=True)
def open_report(visit: Visit) -> Response:
    report, case = visible_report(visit.session, visit.principal, visit.path_id("report_id"))
    content = stored_pdf(visit.session, report)
    visit.audit("report_opened", case_id=case.id, object_id=report.id, form="pdf")
    return _file(content, "application/pdf", f"klantbeeld-{case.reference}.pdf")


@routes.get("/staff/reports/{report_id}/json", READ, audited=True)
def open_report_json(visit: Visit) -> Response:
    report, case = visible_report(visit.session, visit.principal, visit.path_id("report_id"))
    visit.audit("report_opened", case_id=case.id, object_id=report.id, form="json")
    return _file(report_json(thawed(report.content)), "application/json", f"klantbeeld-{case.reference}.json")


def _file(content: bytes, media_type: str, name: str) -> Response:
    neutral = re.sub(r"[^A-Za-z0-9.-]", "-", name)
    return Response(content, media_type=media_type, headers={"content-disposition": f'inline; filename="{neutral}"'})
