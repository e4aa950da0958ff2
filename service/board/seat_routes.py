"""What asks before it is done: a new code, the end of a sitting, the cards of a whole group sitting."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import Later, StaffRoutes, Visit
from service.board.actions import end_sitting
from service.board.board_view import group_row, seat_rows
from service.board.pages import CardsFormPage, CodesPage, IssuedCode, SeatPage
from service.board.queries import has_agreed_to_any
from service.cases.card import cards_html
from service.cases.invitations import replace_code, take_card
from service.cases.same_code import FIRST, AfterForm, made_once, newest_invitations
from service.errors import Conflict, Invalid, NotFound
from service.groups.actions import MOST_SEATS
from service.groups.models import GroupSitting
from service.groups.queries import WRITE, group_for, seat_for
from service.web.forms import Form
from service.web.printing import PdfPrinter

routes = StaffRoutes()


class EndForm(Form):
    """`how`: for now or for good. `told`: the client has said that the answers may be sent in."""

    how: Literal["now", "good"]
    told: bool = False


SeatAfter = Annotated[str, Field(max_length=80, pattern=r"^[0-9a-f-]{36}:[0-9a-z-]{1,36}$")]


class CardsForm(Form):
    """The seats for which codes are made. `after`: seat and its newest invitation, with a colon between."""

    seats: Annotated[tuple[uuid.UUID, ...], Field(min_length=1, max_length=MOST_SEATS)]
    after: Annotated[tuple[SeatAfter, ...], Field(max_length=MOST_SEATS)] = ()


class PrintForm(Form):
    """Seat and code, with a colon between, as the page that showed them sends them back."""

    codes: Annotated[
        tuple[Annotated[str, Field(max_length=80, pattern=r"^[0-9a-f-]{36}:\d{20}$")], ...],
        Field(min_length=1, max_length=MOST_SEATS),
    ]


def group_of(visit: Visit) -> GroupSitting:
    """The group sitting of the address."""
    return group_for(visit.session, visit.principal, WRITE, visit.path_id("group_id"))


def seat_page(visit: Visit, problems: dict[str, str] | None = None) -> SeatPage:
    """The question about the client of the address."""
    group, seat_id = group_of(visit), visit.path_id("seat_id")
    row = next((row for row in seat_rows(visit, group) if row.seat_id == seat_id), None)
    if row is None:
        raise NotFound("seat")
    newest = newest_invitations(visit.session, [row.case_id]).get(row.case_id, FIRST)
    may_send = has_agreed_to_any(visit.session, row.case_id)
    return SeatPage(group_row(group, 0, visit.now), row, newest, may_send, problems or {})


@routes.get("/staff/groups/{group_id}/seats/{seat_id}/code", WRITE)
def confirm_new_code(visit: Visit) -> Response:
    """Ask whether this client needs a new code."""
    return visit.render("staff/groups/code.html", seat_page(visit))


@routes.post("/staff/groups/{group_id}/seats/{seat_id}/code", WRITE)
def give_new_code(visit: Visit) -> Response:
    """Make it and show it."""
    form, seat_id = visit.fill(AfterForm).form, visit.path_id("seat_id")
    return issued(visit, [seat_id], {str(seat_id): form.after if form else ""})


@routes.get("/staff/groups/{group_id}/seats/{seat_id}/end", WRITE)
def confirm_end_sitting(visit: Visit) -> Response:
    """Ask how the sitting is to end."""
    return visit.render("staff/groups/end.html", seat_page(visit))


@routes.post("/staff/groups/{group_id}/seats/{seat_id}/end", WRITE)
def end_client_sitting(visit: Visit) -> Response:
    """End it, for now or for good."""
    group = group_of(visit)
    _, case = seat_for(visit.session, visit.principal, WRITE, group, visit.path_id("seat_id"), lock=True)
    form = visit.fill(EndForm).form
    if form is None:
        raise Invalid("how")
    if form.how == "good" and not form.told:
        return visit.render("staff/groups/end.html", seat_page(visit, {"told": "missing"}), 422)
    end_sitting(visit.session, case, visit.principal, form.how == "good", visit.now)
    return visit.redirect(f"/staff/groups/{group.id}")


@routes.get("/staff/groups/{group_id}/cards", WRITE)
def choose_cards(visit: Visit) -> Response:
    """Ask for whom cards are made."""
    group = group_of(visit)
    rows = tuple(row for row in seat_rows(visit, group) if "code" in row.offers)
    newest = newest_invitations(visit.session, (row.case_id for row in rows))
    return visit.render("staff/groups/cards.html", CardsFormPage(group_row(group, 0, visit.now), rows, newest))


@routes.post("/staff/groups/{group_id}/cards", WRITE)
def make_codes(visit: Visit) -> Response:
    """Make the codes and show them."""
    group_of(visit)
    form = visit.fill(CardsForm).form
    if form is None:
        raise Invalid("seats")
    return issued(visit, form.seats, dict(one.split(":", 1) for one in form.after))


def issued(visit: Visit, seats: Sequence[uuid.UUID], after: Mapping[str, str]) -> Response:
    """New codes, shown by the answer itself, to a page that asks twice the same ones. `after`: by seat."""
    group, found = group_of(visit), []
    if group.closed_at is not None:
        raise Conflict("closed")
    for seat_id in sorted(set(seats)):  # in one order, so that two who do this don't wait for each other
        _, case = seat_for(visit.session, visit.principal, WRITE, group, seat_id, lock=True)
        code = made_once(visit, case, replace_code, after.get(str(seat_id), ""))
        found.append(IssuedCode(seat_id, case.client.name, case.reference, code.digits, code.groups))
    found.sort(key=lambda row: row.name.casefold())
    return visit.render("staff/groups/codes.html", CodesPage(group_row(group, 0, visit.now), tuple(found)))


@routes.post("/staff/groups/{group_id}/cards/print", WRITE)
def print_all_cards(visit: Visit) -> Later:
    """All cards in one PDF, once and within ten minutes, in the order of the page that showed the codes."""
    group = group_of(visit)
    form = visit.fill(PrintForm).form
    if form is None:
        raise Invalid("codes")
    cards = []
    for seat_id, _, typed in (one.partition(":") for one in form.codes):
        _, case = seat_for(visit.session, visit.principal, WRITE, group, uuid.UUID(seat_id), lock=True)
        invitation, code = take_card(visit.session, case, typed, visit.now)
        visit.audit("card_printed", case_id=case.id, object_id=invitation.id)
        cards.append((code, invitation))
    html, title = cards_html(visit.site, visit.language, cards)
    printer, language = visit.site.part(PdfPrinter), visit.language

    def pdf() -> Response:
        headers = {"content-disposition": 'inline; filename="kaarten.pdf"'}
        return Response(printer.pdf(html, title, language), media_type="application/pdf", headers=headers)

    return pdf
