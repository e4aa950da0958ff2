"""The caseload as rows: each case with its place on the road, filtered and sorted as the address asks."""

from collections.abc import Sequence
from datetime import datetime

from service.accounts.guard import Visit
from service.accounts.models import Role
from service.accounts.permissions import Need
from service.cases.days import days_waited
from service.cases.models import Case
from service.cases.pages import CaseloadPage, CaseRow
from service.cases.position import Position, position
from service.cases.queries import cases_for, facts_of, staff_names
from service.cases.road import Party, State
from service.web.sorting import Order, Sorting

ON_A_PAGE = 100
LONG_WAITS = (7, 14, 30)
#: How the columns sort. By default the longest waiting come first, and after all others those who wait for nobody.
SORTING: Sorting[CaseRow] = Sorting(
    {
        "since": Order(lambda row: (row.days,), falls=True, last=lambda row: row.waits_for == Party.NOBODY),
        "reference": Order(lambda row: (row.reference,)),
        "name": Order(lambda row: (row.name.casefold(), row.reference)),
        "state": Order(lambda row: (list(State).index(State(row.state)), -row.days)),
        "manager": Order(lambda row: (row.case_manager.casefold(), row.reference)),
    },
    usual="since",
)


def caseload_page(visit: Visit) -> CaseloadPage:
    """The caseload that this person may see, as the address asks for it."""
    asked = visit.request.query_params
    state = asked.get("state", "") if asked.get("state") in set(State) else ""
    waits_for = asked.get("waits_for", "") if asked.get("waits_for") in set(Party) else ""
    waiting = asked.get("waiting", "") if asked.get("waiting") in {str(days) for days in LONG_WAITS} else ""
    sorting = SORTING.read(asked.get("sort", ""))
    everything = all_rows(visit)
    rows = [
        row
        for row in everything
        if state in ("", row.state) and waits_for in ("", row.waits_for) and row.days >= int(waiting or 0)
    ]
    rows = SORTING.sort(rows, sorting)
    number, pages = page_number(asked.get("page", "1"), len(rows))
    return CaseloadPage(
        rows=tuple(rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]),
        held=len(everything),
        may_register=visit.principal.may("case", "write"),
        shows_manager=visit.principal.role is Role.TEAM_LEAD,
        states=tuple(State),
        state=state,
        waits_for=waits_for,
        waiting=waiting,
        sorting=sorting,
        number=number,
        pages=pages,
    )


def page_number(asked: str, rows: int) -> tuple[int, int]:
    """The page that is meant, from 1, and how many there are."""
    pages = max(1, -(-rows // ON_A_PAGE))
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return min(max(wanted, 1), pages), pages


def all_rows(visit: Visit) -> list[CaseRow]:
    """Every case this person may see."""
    cases: Sequence[Case] = cases_for(visit.session, visit.principal, Need("case", "read"))
    facts = facts_of(visit.session, cases)
    names = staff_names(visit.session, (case.case_manager_id for case in cases))
    return [
        case_row(case, position(facts[case.id], visit.now), visit.now, names.get(case.case_manager_id, ""))
        for case in cases
    ]


def case_row(case: Case, at: Position, now: datetime, manager: str) -> CaseRow:
    """One line."""
    return CaseRow(
        id=case.id,
        reference=case.reference,
        name=case.client.name,
        state=at.state.value,
        action=at.action.value if at.action else "",
        waits_for=at.waits_for.value,
        days=days_waited(at.since, now),
        done=at.done,
        total=at.total,
        case_manager=manager,
    )
