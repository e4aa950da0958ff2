"""Extra time for one client: the form, and what was chosen."""

from typing import Literal

from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.extra_time import set_extra_time
from service.cases.extra_time_pages import ExtraTimePage
from service.cases.queries import case_for
from service.web.forms import Form

routes = StaffRoutes()
WRITE = Need("case", "write")


class ExtraTimeForm(Form):
    """Percents, or no limit."""

    extra_time: Literal["0", "25", "50", "100", "none"]


@routes.get("/staff/cases/{case_id}/time", WRITE, audited=True)
def extra_time_form(visit: Visit) -> Response:
    """The form."""
    page = extra_time_page(visit, {})
    visit.audit("case_form_opened", case_id=page.id)
    return visit.render("staff/cases/extra_time.html", page)


@routes.post("/staff/cases/{case_id}/time", WRITE)
def save_extra_time(visit: Visit) -> Response:
    """Keep it."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    filled = visit.fill(ExtraTimeForm)
    if filled.form is None:
        return visit.render("staff/cases/extra_time.html", extra_time_page(visit, dict(filled.problems)), 422)
    set_extra_time(visit.session, case, visit.principal, filled.form.extra_time, visit.now)
    return visit.redirect(f"/staff/cases/{case.id}")


def extra_time_page(visit: Visit, problems: dict[str, str]) -> ExtraTimePage:
    """What holds now."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"))
    return ExtraTimePage(case.id, case.reference, case.client.name, case.extra_time, problems)
