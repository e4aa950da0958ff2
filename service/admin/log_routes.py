"""The log: own actions for everybody, the team's for its lead, all for the auditor. Reading it is logged too."""

import uuid
from datetime import date, datetime, timedelta

from starlette.datastructures import QueryParams
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.admin.pages import LogPage, LogRow
from service.admin.queries import EventSeen, Wanted, actors, count_events, event_names, events
from service.cases.caseload import ON_A_PAGE, page_number
from service.cases.days import dutch_moment

routes = StaffRoutes()
READ = Need("audit", "read")
FILTERS = ("event", "actor", "case", "first", "last")


@routes.get("/staff/audit", READ, audited=True)
def audit_log(visit: Visit) -> Response:
    """The log."""
    page = log_page(visit)
    visit.audit("log_read")
    return visit.render("staff/admin/log.html", page, 422 if page.problems else 200)


def log_page(visit: Visit) -> LogPage:
    """Events as the address asks for them."""
    asked = visit.request.query_params
    wanted, problems = read_filters(asked)
    who, session = visit.principal, visit.session
    total = count_events(session, who, wanted)
    number, pages = page_number(asked.get("page", "1"), total)
    return LogPage(
        rows=tuple(log_row(seen) for seen in events(session, who, wanted, (number - 1) * ON_A_PAGE, ON_A_PAGE)),
        scope=who.scope("audit", "read"),
        events=event_names(session, who),
        actors=tuple((str(user_id), name) for user_id, name in actors(session, who)),
        asked={name: asked.get(name, "") for name in FILTERS},
        total=total,
        number=number,
        pages=pages,
        problems=problems,
    )


def read_filters(asked: QueryParams) -> tuple[Wanted, dict[str, str]]:
    """The filters of the address, and which of them can't be read."""
    problems: dict[str, str] = {}
    first, last = (read_day(asked.get(name, ""), name, problems) for name in ("first", "last"))
    wanted = Wanted(
        event=asked.get("event") or None,
        actor_id=read_id(asked.get("actor", ""), problems),
        reference=asked.get("case", "").strip() or None,
        since=midnight(first) if first else None,
        until=midnight(last + timedelta(days=1)) if last else None,
    )
    return wanted, problems


def read_day(text: str, name: str, problems: dict[str, str]) -> date | None:
    """A day written as 2026-11-22."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems[name] = "format"
        return None


def read_id(text: str, problems: dict[str, str]) -> uuid.UUID | None:
    """The id of a member of staff."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        problems["actor"] = "unknown"
        return None


def midnight(day: date) -> datetime:
    """The moment at which this day begins in the Netherlands."""
    return dutch_moment(day, 0, 0)


def log_row(seen: EventSeen) -> LogRow:
    """A line of the log."""
    row = seen.event
    context = tuple((str(name), str(value)) for name, value in row.context.items())
    return LogRow(row.at, row.event, seen.actor, row.actor_role, seen.reference, context)
