"""The access code: issued and shown once, printed once as a card, revoked."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import Later, StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.card import card_html
from service.cases.invitations import issue_invitation, keep_card, replace_code, revoke_invitation, take_card
from service.cases.models import Case
from service.cases.pages import CodePage, RevokePage
from service.cases.position import state_of
from service.cases.queries import case_for, facts_of, standing_invitation
from service.cases.same_code import AfterForm, Make, made_once
from service.errors import Conflict, Invalid
from service.web.forms import Form
from service.web.printing import PdfPrinter

routes = StaffRoutes()
WRITE = Need("access_code", "write")


class CardForm(Form):
    """The code comes back from the page that showed it."""

    code: Annotated[str, Field(max_length=40)]


@routes.post("/staff/cases/{case_id}/invitation", WRITE)
def issue_code(visit: Visit) -> Response:
    """Issue a code and show it: the one form that answers with a page, because the code is nowhere to be had again."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    return shown_once(visit, case, issue_invitation)


@routes.post("/staff/cases/{case_id}/invitation/replace", WRITE)
def replace_case_code(visit: Visit) -> Response:
    """The same in place of a code that somebody else has."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    return shown_once(visit, case, replace_code)


@routes.post("/staff/cases/{case_id}/invitation/keep", WRITE)
def keep_case_card(visit: Visit) -> Response:
    """The card is with its client again."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    keep_card(visit.session, case, visit.principal, visit.now)
    return visit.redirect(f"/staff/cases/{case.id}")


def shown_once(visit: Visit, case: Case, make: Make) -> Response:
    """Make a code and show it; the same one to a page that asks twice."""
    form = visit.fill(AfterForm).form
    code = made_once(visit, case, make, form.after if form else "")
    standing = standing_invitation(visit.session, case.id)
    if standing is None:
        raise Conflict("invitation")
    page = CodePage(case.id, case.reference, case.client.name, code.digits, code.groups, standing.expires_at)
    return visit.render("staff/cases/code.html", page)


@routes.post("/staff/cases/{case_id}/card", WRITE)
def print_card(visit: Visit) -> Later:
    """The card as PDF, once."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    form = visit.fill(CardForm).form
    if form is None:
        raise Invalid("code")
    invitation, code = take_card(visit.session, case, form.code, visit.now)
    visit.audit("card_printed", case_id=case.id, object_id=invitation.id)
    html, title = card_html(visit.site, visit.language, code, invitation)
    printer, language = visit.site.part(PdfPrinter), visit.language

    def pdf() -> Response:
        headers = {"content-disposition": 'inline; filename="kaart.pdf"'}
        return Response(printer.pdf(html, title, language), media_type="application/pdf", headers=headers)

    return pdf


@routes.get("/staff/cases/{case_id}/invitation/revoke", WRITE, audited=True)
def confirm_revoke(visit: Visit) -> Response:
    """Ask whether the code is to be revoked."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"))
    visit.audit("case_form_opened", case_id=case.id)
    state = state_of(facts_of(visit.session, [case])[case.id], visit.now)
    return visit.render("staff/cases/revoke.html", RevokePage(case.id, case.reference, case.client.name, state.value))


@routes.post("/staff/cases/{case_id}/invitation/revoke", WRITE)
def revoke_code(visit: Visit) -> Response:
    """Revoke it."""
    case = case_for(visit.session, visit.principal, WRITE, visit.path_id("case_id"), lock=True)
    revoke_invitation(visit.session, case, visit.principal, visit.now)
    return visit.redirect(f"/staff/cases/{case.id}")
