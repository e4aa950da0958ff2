"""After the sitting: the appointment that the MGGZ asked for, the nagesprek; and stopping at any time."""

from datetime import date, time

from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.actions import OutsideWindow, appointment_mark, debrief_done, plan_appointment, withdraw
from service.cases.case_view import appointment_for
from service.cases.days import dutch_day, dutch_moment
from service.cases.models import Appointment, Case
from service.cases.pages import ConfirmPage, PlanPage
from service.cases.queries import appointments_of, case_for
from service.cases.window import open_window
from service.errors import NotFound
from service.web.forms import Form

routes = StaffRoutes()
APPOINTMENT = Need("appointment", "write")
CASE = Need("case", "write")
DEBRIEF = Need("debrief", "write")
#: Between these an appointment begins, in Dutch time: what lies outside is a slip of the keyboard.
EARLIEST, LATEST = time(7), time(20)


class PlanForm(Form):
    """A day and a time in Dutch time; `seen`: how the appointment was when the form was made."""

    day: date
    time: time
    seen: str


@routes.get("/staff/cases/{case_id}/appointment", APPOINTMENT, audited=True)
def appointment_form(visit: Visit) -> Response:
    """The form for planning."""
    case = case_for(visit.session, visit.principal, APPOINTMENT, visit.path_id("case_id"))
    visit.audit("case_form_opened", case_id=case.id)
    return visit.render("staff/cases/plan.html", plan_page(visit, case))


def plan_page(
    visit: Visit, case: Case, sent: dict[str, str] | None = None, problems: dict[str, str] | None = None
) -> PlanPage:
    """The form, with what was sent if it came back."""
    seen = (sent or {}).get("seen", "")
    row = meant(visit, case, seen or visit.request.query_params.get("appointment", ""))
    view, mark = appointment_for(visit, row), seen or appointment_mark(row)
    window = open_window(row.window_from, row.window_to, dutch_day(visit.now))
    about, times = (case.id, case.reference, case.client.name), (f"{EARLIEST:%H:%M}", f"{LATEST:%H:%M}")
    return PlanPage(*about, view, window, times, mark, sent or {}, problems or {})


def meant(visit: Visit, case: Case, named: str) -> Appointment:
    """The appointment whose id begins what was `named` (an id or a mark); else the first that stands. Or NotFound."""
    rows = appointments_of(visit.session, case.id)
    row = next((row for row in rows if named.partition(".")[0] == str(row.id)), rows[0] if rows else None)
    if row is None:
        raise NotFound("appointment")
    return row


@routes.post("/staff/cases/{case_id}/appointment", APPOINTMENT)
def save_appointment(visit: Visit) -> Response:
    """Plan it."""
    case = case_for(visit.session, visit.principal, APPOINTMENT, visit.path_id("case_id"), lock=True)
    filled = visit.fill(PlanForm)
    problems = dict(filled.problems) if filled.form is None else try_plan(visit, case, filled.form)
    if problems:
        return visit.render("staff/cases/plan.html", plan_page(visit, case, filled.sent, problems), 422)
    return visit.redirect(f"/staff/cases/{case.id}")


def try_plan(visit: Visit, case: Case, form: PlanForm) -> dict[str, str]:
    """Plan it, or say what is wrong with the day or the time."""
    if form.day < dutch_day(visit.now):
        return {"day": "in_past"}
    if not EARLIEST <= form.time <= LATEST:
        return {"time": "not_by_day"}
    at = dutch_moment(form.day, form.time.hour, form.time.minute)
    if at <= visit.now:
        return {"time": "time_past"}
    try:
        plan_appointment(visit.session, case, visit.principal, at, form.day, form.seen, visit.now)
    except OutsideWindow:
        over = plan_page(visit, case, {"seen": form.seen}).window.over
        return {"day": "too_far" if over else "outside_window"}
    return {}


@routes.post("/staff/cases/{case_id}/debrief", DEBRIEF)
def debrief(visit: Visit) -> Response:
    """The nagesprek was held."""
    case = case_for(visit.session, visit.principal, DEBRIEF, visit.path_id("case_id"), lock=True)
    debrief_done(visit.session, case, visit.principal, visit.now)
    return visit.redirect(f"/staff/cases/{case.id}")


@routes.get("/staff/cases/{case_id}/withdraw", CASE, audited=True)
def confirm_withdraw(visit: Visit) -> Response:
    """Ask whether the client really stops."""
    case = case_for(visit.session, visit.principal, CASE, visit.path_id("case_id"))
    visit.audit("case_form_opened", case_id=case.id)
    return visit.render("staff/cases/withdraw.html", ConfirmPage(case.id, case.reference, case.client.name))


@routes.post("/staff/cases/{case_id}/withdraw", CASE)
def withdraw_case(visit: Visit) -> Response:
    """The client stops."""
    case = case_for(visit.session, visit.principal, CASE, visit.path_id("case_id"), lock=True)
    withdraw(visit.session, case, visit.principal, visit.now)
    return visit.redirect(f"/staff/cases/{case.id}")
