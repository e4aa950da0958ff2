"""At the door: e-mail and password, then the code of the second factor."""

from datetime import timedelta

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.accounts import sign_ins
from service.accounts.actions import as_email
from service.accounts.guard import COOKIE
from service.accounts.open_pages import FIRST, OpenVisit, after_password, before_password, open_visit
from service.accounts.pages import CodePage, SignInPage
from service.accounts.passwords import password_matches
from service.accounts.queries import kept_password, living_sign_in
from service.accounts.sign_in_steps import CODE, HOME, PASSWORD, CodeForm, living, next_step, own
from service.web.cookies import read_cookie
from service.web.forms import Form


class SignInForm(Form):
    """The first page's form."""

    email: str
    password: str
    language: str = "nl"


def sign_in_page(visit: OpenVisit) -> Response:
    """The first page."""
    return visit.render("staff/sign_in.html", first_page(visit, timed_out="timeout" in visit.request.query_params))


def first_page(visit: OpenVisit, refused: bool = False, timed_out: bool = False, email: str = "") -> SignInPage:
    """What the first page shows."""
    return SignInPage(visit.site.settings.organisation, refused, timed_out, email)


def show_sign_in(request: Request, problem: Exception) -> Response:
    """The first page in place of one that needs a sign-in: 401."""
    visit = open_visit(request, FormData())
    return visit.render("staff/sign_in.html", first_page(visit), 401)


def give_password(visit: OpenVisit) -> Response:
    """Check e-mail and password; the slow check is made outside the transaction."""
    filled = visit.fill(SignInForm)
    form = filled.form
    email, password = (as_email(form.email), form.password) if form else ("", "")
    with visit.site.db.read() as session:
        kept = kept_password(session, email)
    right = password_matches(kept, password)
    with visit.site.db.write() as session:
        token = sign_ins.enter(session, email, right, visit.now)
        if token is not None:
            end_planted(session, visit)
    if token is None:
        return visit.render(
            "staff/sign_in.html", first_page(visit, refused=True, email=filled.sent.get("email", "")), 401
        )
    return visit.carry_on(CODE, token)


def end_planted(session: Session, visit: OpenVisit) -> None:
    """Whatever sign-in the browser brought along is over."""
    brought = read_cookie(visit.request, visit.site.settings, COOKIE)
    idle = timedelta(minutes=visit.site.settings.staff_idle_minutes)
    earlier = living_sign_in(session, brought, visit.now, idle)
    if earlier is not None:
        earlier.session.ended_at = visit.now


def code_page(visit: OpenVisit) -> Response:
    """Asks for the code, or sends on to the step that comes first."""
    step = next_step(own(visit))
    return visit.render("staff/sign_in_code.html", CodePage()) if step == CODE else visit.carry_on(step)


def give_code(visit: OpenVisit) -> Response:
    """Check the code."""
    form = visit.fill(CodeForm).form
    with visit.site.db.write() as session:
        sign_in = living(session, visit)
        token = sign_ins.give_second_factor(session, sign_in, form.code if form else "", visit.now)
        wait = sign_ins.wait_left(sign_in.user, visit.now)
    if token is None:
        return visit.render("staff/sign_in_code.html", CodePage(refused=True, wait=wait), 401)
    return visit.carry_on(PASSWORD if own(visit).user.must_change_password else HOME, token)


open_routes: list[Route] = [
    before_password(FIRST, "GET", sign_in_page),
    before_password(FIRST, "POST", give_password),
    after_password(CODE, "GET", code_page),
    after_password(CODE, "POST", give_code),
]
