"""Where the klantmanager confirms an indicated level or chooses another; the team lead reads along."""

import uuid
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need, scope_of
from service.cases.level_view import LevelsPage, level_views
from service.cases.levels import Choice, ReasonMissing, decide_level
from service.cases.models import Case
from service.cases.queries import case_for
from service.errors import Conflict
from service.web.forms import Form, Line

routes = StaffRoutes()
READ, WRITE = Need("level", "read"), Need("level", "write")


class LevelForm(Form):
    """A decision about one proposal. `seen`: how many there were when the form was made."""

    proposal: uuid.UUID
    level: Annotated[int, Field(ge=1, le=5)]
    reason: Annotated[Line, Field(min_length=3, max_length=2000)] = ""
    seen: Annotated[int, Field(ge=0)]


@routes.get("/staff/cases/{case_id}/levels", READ, audited=True)
def show_levels(visit: Visit) -> Response:
    """Every domain with its proposal, what each level means, and what was decided."""
    case = case_for(visit.session, visit.principal, READ, visit.path_id("case_id"))
    visit.audit("levels_read", case_id=case.id)
    return visit.render("staff/cases/levels.html", levels_page(visit, case))


def levels_page(
    visit: Visit, case: Case, sent: dict[str, str] | None = None, problems: dict[str, str] | None = None
) -> LevelsPage:
    """The page, with what was sent if it came back."""
    may = scope_of(visit.principal.role, WRITE) is not None and case.withdrawn_at is None
    return LevelsPage(
        case.id, case.reference, case.client.name, level_views(visit, case), may, sent or {}, problems or {}
    )


@routes.post("/staff/cases/{case_id}/levels", WRITE)
def save_level(visit: Visit) -> Response:
    """Keep the decision."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    filled = visit.fill(LevelForm)
    problems = dict(filled.problems) if filled.form is None else try_level(visit, case, filled.form)
    if problems:
        status = 409 if "changed" in problems.values() else 422
        return visit.render("staff/cases/levels.html", levels_page(visit, case, filled.sent, problems), status)
    return visit.redirect(f"/staff/cases/{case.id}#levels")


def try_level(visit: Visit, case: Case, form: LevelForm) -> dict[str, str]:
    """Keep it, or say what is missing or was changed meanwhile."""
    choice = Choice(form.proposal, form.level, form.reason, form.seen)
    try:
        decide_level(visit.session, case, visit.principal, choice, visit.now)
    except ReasonMissing:
        return {"reason": "reason_missing"}
    except Conflict:
        return {"level": "changed"}
    return {}
