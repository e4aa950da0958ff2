"""The demo's staff: one account per role, with a password that is no secret and a second factor that is."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.actions import create_team, create_user, set_password
from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.accounts.queries import team_named
from service.accounts.second_factor import STEP_SECONDS
from service.accounts.sign_ins import user_to_sign_in
from service.audit.actions import record
from service.demo.guard import DOMAIN
from service.errors import NotFound

#: Printed at each start, and accepted only in a database where nobody real has an account.
PASSWORD = "welkom-bij-klantbeeld"  # noqa: S105
TEAM = "Team Oost"


@dataclass(frozen=True)
class Colleague:
    """A made-up member of staff."""

    email: str
    name: str
    role: Role
    does: str

    @property
    def team(self) -> bool:
        """Whether this role belongs to a team."""
        return self.role in (Role.CASE_MANAGER, Role.TEAM_LEAD)


CASE_MANAGER = Colleague(f"klantmanager{DOMAIN}", "Sanne de Wit", Role.CASE_MANAGER, "klantmanager")
PSYCHIATRIST = Colleague(f"psychiater{DOMAIN}", "Dr. Ilse Verhoeven", Role.PSYCHIATRIST, "psychiatrist")
ADMIN = Colleague(f"beheer{DOMAIN}", "Joris Bakker", Role.ADMIN, "administrator")
TEAM_LEAD = Colleague(f"teamleider{DOMAIN}", "Karim Bouzid", Role.TEAM_LEAD, "team lead")
AUDITOR = Colleague(f"controle{DOMAIN}", "Marieke Smit", Role.AUDITOR, "auditor")
COLLEAGUES = (CASE_MANAGER, PSYCHIATRIST, ADMIN, TEAM_LEAD, AUDITOR)
BY_EMAIL: Mapping[str, Colleague] = {colleague.email: colleague for colleague in COLLEAGUES}


def principal_of(session: Session, colleague: Colleague, now: datetime) -> Principal:
    """The colleague as who acts; the account, and the team, are made when absent."""
    user = session.scalar(select(StaffUser).where(StaffUser.email == colleague.email))
    user = user or make_colleague(session, colleague, now)
    return Principal(user.id, user.name, Role(user.role), user.team_id, user.language)


def make_colleague(session: Session, colleague: Colleague, now: datetime) -> StaffUser:
    """An account that is past its first sign-in: own password, second factor enrolled with a secret nobody has seen."""
    team = demo_team(session, now) if colleague.team else None
    user = create_user(session, colleague.email, colleague.name, colleague.role, team, PASSWORD, now, None)
    set_password(session, user.id, PASSWORD, now)
    user.totp_secret = pyotp.random_base32()
    record(session, "second_factor_enrolled", now, user.id, user.role, object_id=user.id)
    return user


def demo_team(session: Session, now: datetime) -> uuid.UUID:
    """The demo's one team."""
    team = team_named(session, TEAM) or create_team(session, TEAM, now, None)
    return team.id


@dataclass(frozen=True)
class SecondFactor:
    """A code that will be accepted next, and until when."""

    code: str
    valid_until: datetime


def second_factor(session: Session, email: str, now: datetime) -> SecondFactor:
    """The code that a demo account can sign in with now. Raises `NotFound` for any other account."""
    user = user_to_sign_in(session, email) if email in BY_EMAIL else None
    if user is None or user.totp_secret is None:
        known = "\n".join(f"  {colleague.email}" for colleague in COLLEAGUES)
        raise NotFound(f"{email} is not an account of the demo in this database. Its accounts are:\n{known}")
    # Each code works once. A step early is accepted, so who has just used one gets the next; see `accepted_step`.
    current = int(now.timestamp()) // STEP_SECONDS
    step = max(current, min(user.totp_last_step + 1, current + 1))
    until = datetime.fromtimestamp((step + 2) * STEP_SECONDS, UTC)
    return SecondFactor(pyotp.TOTP(user.totp_secret).at(step * STEP_SECONDS), until)
