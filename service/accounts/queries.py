"""Reads of staff accounts."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffSession, StaffUser, Team
from service.accounts.principal import Principal
from service.web.tokens import token_hash


@dataclass(frozen=True)
class SignIn:
    """A living sign-in. `complete`: the second factor was given and the password is the person's own."""

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
    return SignIn(row[0], row[1], row[0].second_factor_at is not None and not row[1].must_change_password)


def kept_password(session: Session, email: str) -> str | None:
    """The password hash of this e-mail address, None for an unknown one."""
    return session.scalar(select(StaffUser.password_hash).where(StaffUser.email == email))


def team_named(session: Session, name: str) -> Team | None:
    """The team of this name."""
    return session.scalar(select(Team).where(Team.name == name))


def team_name(session: Session, team_id: uuid.UUID | None) -> str:
    """The team's name, empty for who has no team."""
    return (session.scalar(select(Team.name).where(Team.id == team_id)) or "") if team_id else ""


def count_accounts(session: Session) -> int:
    """How many accounts there are, of any kind."""
    return session.scalar(select(func.count()).select_from(StaffUser)) or 0
