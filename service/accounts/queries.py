"""Reads of staff accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffSession, StaffUser
from service.accounts.principal import Principal
from service.web.tokens import token_hash


@dataclass(frozen=True)
class SignIn:
    """A living sign-in. `complete`: the second factor was given."""

    session: StaffSession
    user: StaffUser
    complete: bool

    @property
    def principal(self) -> Principal:
        """Who this is, with the role of this moment."""
        user = self.user
        return Principal(user.id, user.name, Role(user.role), user.team_id, user.language)


def living_sign_in(session: Session, token: str, now: datetime, idle: timedelta) -> SignIn | None:
    """The sign-in of this cookie, if it was not ended, is not idle too long and its user may still work here."""
    if not token:
        return None
    row = session.execute(
        select(StaffSession, StaffUser)
        .join(StaffUser, StaffUser.id == StaffSession.user_id)
        .where(StaffSession.token_hash == token_hash(token), StaffSession.ended_at.is_(None))
        .where(StaffUser.active.is_(True), StaffUser.pending_approval.is_(False))
    ).one_or_none()
    if row is None or now - row[0].last_seen_at > idle:
        return None
    return SignIn(row[0], row[1], row[0].second_factor_at is not None)
