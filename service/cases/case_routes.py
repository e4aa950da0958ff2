"""The caseload, a new case, the page of one case, the kennismaking's outcome."""

from datetime import date
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.actions import DateMissing, ReferenceTaken, record_suitability, register_case
from service.cases.case_view import case_page
from service.cases.caseload import caseload_page
from service.cases.days import dutch_day
from service.cases.models import Case, Client, MilestoneName
from service.cases.pages import NewCasePage, SuitabilityPage
from service.cases.position import open_wish, state_of
from service.cases.queries import case_for, facts_of, last_suitability, reference_taken
from service.cases.road import LEGAL
from service.cases.suitability import Computer, Literacy
from service.cases.window import AHEAD
from service.vault.sealing import mggz_public_key
from service.web.forms import Filled, Form, Line

routes = StaffRoutes()
READ, WRITE = Need("case", "read"), Need("case", "write")
OLDEST, YOUNGEST = 110, 15
#: What a client asked for → what the form of the kennismaking then says, to be confirmed or changed.
FILLED_IN = {
    MilestoneName.HELPER_WISHED: {"computer": Computer.WITH_HELP.value, "wants": "true"},
    MilestoneName.TALK_WISHED: {"wants": "false"},
}


class NewCaseForm(Form):
    """A client and a reference."""

    reference: Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._/-]*$")]
    name: Annotated[Line, Field(max_length=120)]
    birth_year: int
    language: str


class SuitabilityForm(Form):
    """What the kennismaking found."""

    literacy: Literacy
    computer: Computer
    wants: bool
    intake_on: date | None = None


@routes.get("/staff/cases", READ)
def caseload(visit: Visit) -> Response:
    """The caseload."""
    return visit.render("staff/cases/caseload.html", caseload_page(visit))


@routes.get("/staff/cases/new", WRITE)
def new_case(visit: Visit) -> Response:
    """The form for a new case."""
    return visit.render("staff/cases/new.html", NewCasePage(client_languages(visit)))


@routes.post("/staff/cases/new", WRITE)
def register(visit: Visit) -> Response:
    """Register a client and the case."""
    filled = visit.fill(NewCaseForm)
    problems = new_case_problems(visit, filled)
    if filled.form is None or problems:
        return visit.render("staff/cases/new.html", NewCasePage(client_languages(visit), filled.sent, problems), 422)
    form = filled.form
    client = Client(name=form.name, birth_year=form.birth_year, language=form.language)
    try:
        key = mggz_public_key(visit.site.settings)
        case = register_case(visit.session, visit.principal, form.reference, client, key, visit.now)
    except ReferenceTaken:
        page = NewCasePage(client_languages(visit), filled.sent, {"reference": "taken"})
        return visit.render("staff/cases/new.html", page, 422)
    return visit.redirect(f"/staff/cases/{case.id}")


def client_languages(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The languages a client can choose from, each by its own name."""
    languages = visit.site.languages
    return tuple((code, languages[code].name) for code in languages.codes("client"))


def new_case_problems(visit: Visit, filled: Filled[NewCaseForm]) -> dict[str, str]:
    """All at once: what the form model sees, today's year, the languages of this installation, references in use."""
    problems, sent = {}, filled.sent
    year, this_year = sent.get("birth_year", "").strip(), dutch_day(visit.now).year
    if not (year.isdecimal() and this_year - OLDEST <= int(year[:9]) <= this_year - YOUNGEST):
        problems["birth_year"] = "birth_year"
    if sent.get("language") not in visit.site.languages.codes("client"):
        problems["language"] = "unknown"
    if "reference" not in filled.problems and reference_taken(visit.session, sent.get("reference", "").strip()):
        problems["reference"] = "taken"
    return problems | filled.problems


@routes.get("/staff/cases/{case_id}", READ, audited=True)
def show_case(visit: Visit) -> Response:
    """The page of one case."""
    case = case_for(visit.session, visit.principal, READ, visit.path_id("case_id"))
    visit.audit("case_opened", case_id=case.id)
    return visit.render("staff/cases/case.html", case_page(visit, case))


@routes.get("/staff/cases/{case_id}/suitability", WRITE, audited=True)
def suitability_form(visit: Visit) -> Response:
    """The form of the kennismaking."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"))
    visit.audit("case_form_opened", case_id=case.id)
    return visit.render("staff/cases/suitability.html", suitability_page(visit, case, filled_in(visit, case)))


def filled_in(visit: Visit, case: Case) -> dict[str, str]:
    """What was found last, changed by what the client has asked for since; empty where nothing was asked."""
    wish = open_wish(facts_of(visit.session, [case])[case.id])
    last = last_suitability(visit.session, case.id)
    if wish is None or last is None:
        return {}
    found = {"literacy": last.literacy, "computer": last.computer, "wants": "true" if last.wants else "false"}
    return {**found, **FILLED_IN[wish.name]}


@routes.post("/staff/cases/{case_id}/suitability", WRITE)
def save_suitability(visit: Visit) -> Response:
    """Keep what the kennismaking found."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    filled = visit.fill(SuitabilityForm)
    form, problems = filled.form, dict(filled.problems)
    if form is not None:
        problems = intake_problems(visit, form) or try_suitability(visit, case, form)
    if problems:
        page = suitability_page(visit, case, filled.sent, problems)
        return visit.render("staff/cases/suitability.html", page, 422)
    return visit.redirect(f"/staff/cases/{case.id}")


def intake_problems(visit: Visit, form: SuitabilityForm) -> dict[str, str]:
    """What is wrong with the day of the interview, if there is one."""
    today = dutch_day(visit.now)
    if form.intake_on is None or today <= form.intake_on <= today + AHEAD:
        return {}
    return {"intake_on": "in_past" if form.intake_on < today else "too_far"}


def try_suitability(visit: Visit, case: Case, form: SuitabilityForm) -> dict[str, str]:
    """Record it, or say that the interview's day is missing."""
    found = (form.literacy, form.computer, form.wants, form.intake_on)
    try:
        record_suitability(visit.session, case, visit.principal, *found, visit.now)
    except DateMissing:
        return {"intake_on": "missing"}
    return {}


def suitability_page(
    visit: Visit, case: Case, sent: dict[str, str] | None = None, problems: dict[str, str] | None = None
) -> SuitabilityPage:
    """The form, with what was sent if it came back; or why nothing can be recorded now."""
    state, today = state_of(facts_of(visit.session, [case])[case.id], visit.now), dutch_day(visit.now)
    closed = "" if state in LEGAL[MilestoneName.SUITABILITY_RECORDED] else state.value
    about = (case.id, case.reference, case.client.name)
    return SuitabilityPage(*about, closed, today, today + AHEAD, sent or {}, problems or {})
