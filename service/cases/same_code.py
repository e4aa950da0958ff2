"""A page that asks for a code twice, by a second press or because the reply got lost, is shown the same code twice.

No code is kept. But its secret follows, by our key, from the page that asks: from the case, the sign-in, and the newest
invitation when the page was drawn. So that page can be shown its code again, for as long as the card may be printed.
"""

import hmac
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Protocol

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.guard import COOKIE, Visit
from service.accounts.principal import Principal
from service.cases.codes import SECRET_DIGITS, Code, secret_matches
from service.cases.invitations import CARD_MINUTES
from service.cases.models import Case, Invitation
from service.config import Settings
from service.errors import Conflict
from service.web.cookies import read_cookie
from service.web.forms import Form

#: What a page says that was drawn before there was any invitation.
FIRST = "first"


class AfterForm(Form):
    """`after`: the newest invitation when the page was drawn; a page that doesn't say so gets a code once."""

    after: Annotated[str, Field(max_length=36)] = ""


class Make(Protocol):
    """What makes a code: the first one, or one in place of another."""

    def __call__(
        self, session: Session, case: Case, who: Principal, now: datetime, settings: Settings, secret: str | None = None
    ) -> Code:
        """The code, with this secret if one is given."""


def made_once(visit: Visit, case: Case, make: Make, after: str) -> Code:
    """The code that this page asks for: a new one, or the one that it has made already.

    Raises `Conflict` where another page has made one meanwhile, or the page is shown its code no more.
    """
    session, now, settings = visit.session, visit.now, visit.site.settings
    if not after:
        return make(session, case, visit.principal, now, settings)
    secret = secret_after(visit, case.id, after)
    if after == newest_invitations(session, [case.id]).get(case.id, FIRST):
        return make(session, case, visit.principal, now, settings, secret)
    made = living_invitation(session, case.id, now)
    if made is None or not secret_matches(made.secret_hash, secret):
        raise Conflict("another code was made meanwhile")
    visit.audit("invitation_shown_again", case_id=case.id, object_id=made.id)
    return Code(made.lookup, secret)


def newest_invitations(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The newest invitation of each case that has any, revoked or not, as pages name it."""
    wanted = select(Invitation.case_id, Invitation.id).where(Invitation.case_id.in_(list(case_ids)))
    oldest_first = wanted.order_by(Invitation.issued_at, Invitation.revoked_at.is_(None))
    return {case_id: str(invitation_id) for case_id, invitation_id in session.execute(oldest_first)}


def living_invitation(session: Session, case_id: uuid.UUID, now: datetime) -> Invitation | None:
    """The standing invitation while its code may still be shown: just made, not printed, not used."""
    wanted = select(Invitation).where(
        Invitation.case_id == case_id,
        Invitation.revoked_at.is_(None),
        Invitation.shown_at.is_(None),
        Invitation.first_used_at.is_(None),
        Invitation.issued_at >= now - CARD_MINUTES,
    )
    return session.scalars(wanted).first()


def secret_after(visit: Visit, case_id: uuid.UUID, after: str) -> str:
    """The secret of the code that this page makes: as hard to guess as the cookie of the sign-in, 256 bits."""
    cookie, key = read_cookie(visit.request, visit.site.settings, COOKIE), visit.site.settings.signing_key
    digest = hmac.new(key, f"access code:{cookie}:{case_id}:{after}".encode(), "sha512").digest()
    return str(int.from_bytes(digest) % 10**SECRET_DIGITS).zfill(SECRET_DIGITS)
