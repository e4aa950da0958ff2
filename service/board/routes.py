"""Group sittings: the list, a new one, the board."""

import uuid
from datetime import date, time
from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.board.actions import give_time, lower_hand
from service.board.board_view import board_page, group_row, groups_page, new_group_page, seats_page
from service.cases.days import dutch_day, dutch_moment
from service.cases.invitations import keep_card
from service.cases.models import Case
from service.errors import Invalid
from service.groups.actions import MOST_SEATS, close_group, open_group, seat_clients
from service.groups.queries import READ, WRITE, group_for, seat_for
from service.web.forms import Form

routes = StaffRoutes()


class NewGroupForm(Form):
    """A name, a place, a day and a time in Dutch time, and the clients who get a seat."""

    name: Annotated[str, Field(max_length=80)]
    place: Annotated[str, Field(max_length=120)]
    day: date
    time: time
    cases: Annotated[tuple[uuid.UUID, ...], Field(min_length=1, max_length=MOST_SEATS)]


class SeatsForm(Form):
    """The clients who have a seat from now on."""

    cases: Annotated[tuple[uuid.UUID, ...], Field(min_length=1, max_length=MOST_SEATS)]


class TimeForm(Form):
    """What the page showed."""

    seen: Annotated[int, Field(ge=0, le=600)]


@routes.get("/staff/groups", READ)
def groups(visit: Visit) -> Response:
    return visit.render("staff/groups/groups.html", groups_page(visit))


@routes.get("/staff/groups/new", WRITE)
def new_group(visit: Visit) -> Response:
    return visit.render("staff/groups/new.html", new_group_page(visit))


@routes.post("/staff/groups/new", WRITE)
def create_group(visit: Visit) -> Response:
    if visit.form.get("mark"):  # nothing is made yet: the same form, with a tick at everybody
        sent = {name: str(visit.form.get(name, "")) for name in ("name", "place", "day", "time")}
        return visit.render("staff/groups/new.html", new_group_page(visit, sent))
    filled = visit.fill(NewGroupForm)
    form, problems = filled.form, dict(filled.problems)
    if form is not None:
        known = {row.case_id for row in new_group_page(visit).candidates}
        problems |= {"day": "in_past"} if form.day < dutch_day(visit.now) else {}
        problems |= {"cases": "unknown"} if not set(form.cases) <= known else {}
    if form is None or problems:
        return visit.render("staff/groups/new.html", new_group_page(visit, filled.sent, problems), 422)
    starts_at = dutch_moment(form.day, form.time.hour, form.time.minute)
    group = open_group(visit.session, visit.principal, form.name, form.place, starts_at, visit.now)
    seat_clients(visit.session, visit.principal, group, form.cases, visit.now)
    return visit.redirect(f"/staff/groups/{group.id}")


@routes.get("/staff/groups/{group_id}", READ)
def show_board(visit: Visit) -> Response:
    group = group_for(visit.session, visit.principal, READ, visit.path_id("group_id"))
    return visit.render("staff/groups/board.html", board_page(visit, group))


@routes.get("/staff/groups/{group_id}/clients", WRITE)
def change_clients(visit: Visit) -> Response:
    group = group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"))
    return visit.render("staff/groups/clients.html", seats_page(visit, group))


@routes.post("/staff/groups/{group_id}/clients", WRITE)
def save_clients(visit: Visit) -> Response:
    group = group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"), lock=True)
    page = seats_page(visit, group)
    if visit.form.get("mark"):
        return visit.render("staff/groups/clients.html", page)
    filled = visit.fill(SeatsForm)
    form, problems = filled.form, dict(filled.problems)
    if form is not None and not set(form.cases) <= {row.case_id for row in page.candidates}:
        problems = {"cases": "unknown"}
    if form is None or problems:
        return visit.render("staff/groups/clients.html", seats_page(visit, group, problems), 422)
    seat_clients(visit.session, visit.principal, group, form.cases, visit.now)
    return visit.redirect(f"/staff/groups/{group.id}")


@routes.get("/staff/groups/{group_id}/close", WRITE)
def confirm_close_group(visit: Visit) -> Response:
    group = group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"))
    return visit.render("staff/groups/close.html", group_row(group, 0, visit.now))


@routes.post("/staff/groups/{group_id}/close", WRITE)
def close_group_sitting(visit: Visit) -> Response:
    group = group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"), lock=True)
    close_group(visit.session, visit.principal, group, visit.now)
    return visit.redirect("/staff/groups")


def seated_case(visit: Visit, lock: bool = True) -> tuple[str, Case]:
    """Where the board of the address is, and the case of its seat."""
    group = group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"))
    _, case = seat_for(visit.session, visit.principal, WRITE, group, visit.path_id("seat_id"), lock)
    return f"/staff/groups/{group.id}", case


@routes.post("/staff/groups/{group_id}/seats/{seat_id}/hand", WRITE)
def lower_client_hand(visit: Visit) -> Response:
    board, case = seated_case(visit)
    lower_hand(visit.session, case, visit.principal, visit.now)
    return visit.redirect(board)


@routes.post("/staff/groups/{group_id}/seats/{seat_id}/card", WRITE)
def keep_client_card(visit: Visit) -> Response:
    board, case = seated_case(visit)
    keep_card(visit.session, case, visit.principal, visit.now)
    return visit.redirect(board)


@routes.post("/staff/groups/{group_id}/seats/{seat_id}/time", WRITE)
def give_client_time(visit: Visit) -> Response:
    board, case = seated_case(visit)
    form = visit.fill(TimeForm).form
    if form is None:
        raise Invalid("seen")
    give_time(visit.session, case, visit.principal, form.seen, visit.now)
    return visit.redirect(board)
