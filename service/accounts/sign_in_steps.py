"""The steps between the password and being signed in, and the sign-in that is under way."""

from datetime import timedelta

from sqlalchemy.orm import Session

from service.accounts.open_pages import FIRST, OpenVisit
from service.accounts.queries import SignIn, living_sign_in
from service.errors import NotSignedIn
from service.web.forms import Form

CODE = f"{FIRST}/code"
PASSWORD = f"{FIRST}/password"
ENROL = f"{FIRST}/second-factor"
HOME = "/staff"


class CodeForm(Form):
    """A code of six digits."""

    code: str


def next_step(sign_in: SignIn) -> str:
    """Where someone goes whose sign-in is under way: what an existing second factor protects comes after it."""
    enrolled = sign_in.user.totp_secret is not None
    if enrolled and sign_in.session.second_factor_at is None:
        return CODE
    if sign_in.user.must_change_password:
        return PASSWORD
    return HOME if enrolled else ENROL


def own(visit: OpenVisit) -> SignIn:
    """The sign-in under way, as it was when the request came."""
    if visit.sign_in is None:
        raise NotSignedIn
    return visit.sign_in


def living(session: Session, visit: OpenVisit) -> SignIn:
    """The same sign-in inside a writing transaction; it may have ended meanwhile."""
    idle = timedelta(minutes=visit.site.settings.staff_idle_minutes)
    sign_in = living_sign_in(session, visit.token, visit.now, idle)
    if sign_in is None:
        raise NotSignedIn
    return sign_in
