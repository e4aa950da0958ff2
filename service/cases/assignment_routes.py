"""Who has which case, and moving cases to another klantmanager. Shows references, never a client."""

import uuid
from collections import Counter
from collections.abc import Sequence

from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.actions import reassign
from service.cases.assignment_pages import AssignmentPage, AssignmentRow, Holder
from service.cases.caseload import ON_A_PAGE, page_number
from service.cases.models import Case
from service.cases.queries import CaseManager, case_for, case_managers, cases_for, staff_names, team_names
from service.errors import Invalid
from service.web.forms import Form

routes = StaffRoutes()
READ, WRITE = Need("caseload", "read"), Need("caseload", "write")


class MoveForm(Form):
    """Cases with the klantmanager they were seen with (`case.manager`), and the one they go to."""

    case: list[str] = []
    to: uuid.UUID


@routes.get("/staff/caseload", READ)
def assignment(visit: Visit) -> Response:
    """Who has which case."""
    return visit.render("staff/cases/assignment.html", assignment_page(visit))


@routes.post("/staff/caseload", WRITE)
def move_cases(visit: Visit) -> Response:
    """Move the ticked cases; all of them or none."""
    filled = visit.fill(MoveForm)
    target = next((row for row in movable_to(visit) if filled.form and row.id == filled.form.to), None)
    problems = dict(filled.problems) if target else {"to": "missing", **filled.problems}
    if filled.form is not None and not filled.form.case:
        problems["case"] = "missing"
    if filled.form is None or target is None or problems:
        return visit.render("staff/cases/assignment.html", assignment_page(visit, problems), 422)
    for pair in filled.form.case:
        case_id, seen = ids_of(pair)
        case = case_for(visit.session, visit.principal, WRITE, case_id)
        if case.case_manager_id != target.id:
            reassign(visit.session, case.id, seen, target, visit.principal, visit.now)
    return visit.redirect(f"/staff/caseload?moved={len(filled.form.case)}")


def ids_of(pair: str) -> tuple[uuid.UUID, uuid.UUID]:
    """A ticked case and the klantmanager it was seen with."""
    case_id, _, manager_id = pair.partition(".")
    try:
        return uuid.UUID(case_id), uuid.UUID(manager_id)
    except ValueError:
        raise Invalid("case") from None


def movable_to(visit: Visit) -> tuple[CaseManager, ...]:
    """To whom this person may move cases: within the own team, or anywhere."""
    if not visit.principal.may("caseload", "write"):
        return ()
    everywhere = visit.principal.scope("caseload", "write") == "all"
    return case_managers(visit.session, None if everywhere else visit.principal.team_id)


def assignment_page(visit: Visit, problems: dict[str, str] | None = None) -> AssignmentPage:
    """The cases of the klantmanager that the address names, or all."""
    asked = visit.request.query_params
    cases = cases_for(visit.session, visit.principal, READ)
    holders = holders_of(visit, cases)
    chosen = asked.get("manager", "") if asked.get("manager") in {str(row.id) for row in holders} else ""
    shown = [case for case in cases if chosen in ("", str(case.case_manager_id))]
    number, pages = page_number(asked.get("page", "1"), len(shown))
    moved = asked.get("moved", "")
    return AssignmentPage(
        rows=assignment_rows(visit, shown[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]),
        managers=movable_to(visit),
        holders=holders,
        chosen=chosen,
        may_move=visit.principal.may("caseload", "write"),
        moved=moved if moved.isascii() and moved.isdigit() and len(moved) < 4 else "",
        number=number,
        pages=pages,
        problems=problems or {},
    )


def holders_of(visit: Visit, cases: Sequence[Case]) -> tuple[Holder, ...]:
    """Everybody who has some of these cases, by name."""
    counts = Counter(case.case_manager_id for case in cases)
    names = staff_names(visit.session, counts)
    rows = (Holder(user_id, names.get(user_id, ""), count) for user_id, count in counts.items())
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def assignment_rows(visit: Visit, cases: Sequence[Case]) -> tuple[AssignmentRow, ...]:
    """The lines: reference, team and klantmanager."""
    names = staff_names(visit.session, (case.case_manager_id for case in cases))
    teams = team_names(visit.session)
    return tuple(
        AssignmentRow(
            id=case.id,
            reference=case.reference,
            team=teams.get(case.team_id, ""),
            manager_id=case.case_manager_id,
            manager=names.get(case.case_manager_id, ""),
        )
        for case in cases
    )
