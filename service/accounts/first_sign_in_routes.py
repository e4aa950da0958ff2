"""A first sign-in: a password of one's own, then the second factor."""

from starlette.responses import Response
from starlette.routing import Route

from service.accounts import sign_ins
from service.accounts.actions import set_password
from service.accounts.open_pages import OpenVisit, after_password
from service.accounts.pages import EnrolPage, OwnPasswordPage
from service.accounts.passwords import SHORTEST, password_matches, password_problem
from service.accounts.queries import SignIn
from service.accounts.second_factor import enrolment_address, enrolment_secret, in_groups
from service.accounts.sign_in_steps import ENROL, HOME, PASSWORD, CodeForm, living, next_step, own
from service.web.forms import Form
from service.web.qr import qr_picture

ISSUER = "Klantbeeld"


class OwnPasswordForm(Form):
    """A new password, twice."""

    password: str
    again: str


def own_password_page(visit: OpenVisit) -> Response:
    """Asks for an own password."""
    step = next_step(own(visit))
    page = OwnPasswordPage(SHORTEST)
    return visit.render("staff/own_password.html", page) if step == PASSWORD else visit.carry_on(step)


def choose_own_password(visit: OpenVisit) -> Response:
    """Keep the own password, then on to the second factor or in."""
    if next_step(own(visit)) != PASSWORD:
        return visit.carry_on(next_step(own(visit)))
    filled = visit.fill(OwnPasswordForm)
    problems = filled.problems if filled.form is None else own_password_problems(filled.form, own(visit))
    if filled.form is None or problems:
        return visit.render("staff/own_password.html", OwnPasswordPage(SHORTEST, problems), 422)
    with visit.site.db.write() as session:
        sign_in = living(session, visit)
        set_password(session, sign_in.user.id, filled.form.password, visit.now, keep=sign_in.session.id)
        session.flush()
        return visit.carry_on(next_step(sign_in))


def own_password_problems(form: OwnPasswordForm, sign_in: SignIn) -> dict[str, str]:
    """Why this password can't be the own one: also because it is the temporary one."""
    problem = password_problem(form.password, sign_in.user.email)
    if problem:
        return {"password": problem}
    if form.password != form.again:
        return {"again": "not_the_same"}
    return {"password": "as_before"} if password_matches(sign_in.user.password_hash, form.password) else {}


def enrol_page(visit: OpenVisit) -> Response:
    """Shows the secret, or sends on to the step that comes first."""
    step = next_step(own(visit))
    return show_enrolment(visit) if step == ENROL else visit.carry_on(step)


def show_enrolment(visit: OpenVisit, refused: bool = False, wait: int = 0) -> Response:
    """The page with the QR code."""
    secret = enrolment_secret(visit.site.settings.signing_key, visit.token)
    address = enrolment_address(secret, own(visit).user.email, ISSUER)
    page = EnrolPage(qr_picture(address), in_groups(secret), refused, wait)
    return visit.render("staff/enrol_second_factor.html", page, 401 if refused else 200)


def enrol(visit: OpenVisit) -> Response:
    """Keep the second factor if its first code is right."""
    if next_step(own(visit)) != ENROL:
        return visit.carry_on(next_step(own(visit)))
    form = visit.fill(CodeForm).form
    secret = enrolment_secret(visit.site.settings.signing_key, visit.token)
    with visit.site.db.write() as session:
        sign_in = living(session, visit)
        token = sign_ins.enrol_second_factor(session, sign_in, secret, form.code if form else "", visit.now)
        wait = sign_ins.wait_left(sign_in.user, visit.now)
    return show_enrolment(visit, refused=True, wait=wait) if token is None else visit.carry_on(HOME, token)


open_routes: list[Route] = [
    after_password(PASSWORD, "GET", own_password_page),
    after_password(PASSWORD, "POST", choose_own_password),
    after_password(ENROL, "GET", enrol_page),
    after_password(ENROL, "POST", enrol),
]
