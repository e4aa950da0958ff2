"""Accounts made on the server itself: the first administrator has nobody to ask."""

import re
import uuid

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from service.accounts.actions import TEAM_ROLES, Taken, TeamMissing, as_email, create_team, create_user
from service.accounts.models import Role, StaffUser
from service.accounts.passwords import new_temporary_password
from service.accounts.queries import team_named
from service.db import Database
from service.errors import Invalid, Unavailable
from service.web.site import utc_now

#: One `@`, a dot after it, no blanks or invisible signs. Whether the address exists shows when something is sent to it.
EMAIL = re.compile(r"[^\s@\x00-\x1f]+@[^\s@.]+(\.[^\s@.]+)+")
LONGEST_EMAIL, LONGEST_NAME, LONGEST_TEAM = 200, 120, 80


def make_account(db: Database, role: str, email: str, name: str, team: str) -> str:
    """Make an account and return its temporary password; a team that is new is made too.

    `role`: a value of `Role`. `team`: its name, for klantmanagers and team leads alone. Raises `Invalid`, `Taken`,
    `TeamMissing` and, on a database without tables, `Unavailable`: each with a `detail` to show as it is.
    """
    wanted, address, called, team = Role(role), as_email(email), name.strip(), team.strip()
    check_words(address, called, team)
    check_team(wanted, team)
    password = new_temporary_password()
    with db.write() as session:
        if not inspect(session.connection()).has_table(StaffUser.__tablename__):
            raise Unavailable("The database has no tables yet. Make them first: klantbeeld migrate")
        try:
            create_user(session, address, called, wanted, team_id(session, team), password, utc_now(), None)
        except Taken as problem:
            raise Taken(
                f"There is an account with the e-mail address {address} already. Nothing was made."
            ) from problem
    return password


def check_words(email: str, name: str, team: str) -> None:
    """Raise `Invalid` for an address that can't be one, and for what is empty or too long."""
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        raise Invalid(f'"{email}" is not an e-mail address. Write it like you@example.org')
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(f"The name has {len(name)} letters; it needs 1 to {LONGEST_NAME}.")
    if len(team) > LONGEST_TEAM:
        raise Invalid(f"The team's name has {len(team)} letters; {LONGEST_TEAM} is the most.")


def check_team(role: Role, team: str) -> None:
    """Raise `TeamMissing` for a klantmanager or team lead without a team, `Invalid` for a team with another role."""
    if role in TEAM_ROLES and not team:
        raise TeamMissing(f'The role {role.value} belongs to a team. Add it: --team "Name of the team"')
    if role not in TEAM_ROLES and team:
        raise Invalid(f"The role {role.value} belongs to no team. Leave --team out.")


def team_id(session: Session, name: str) -> uuid.UUID | None:
    """The team of this name, made now if it is new; None for no name."""
    if not name:
        return None
    team = team_named(session, name) or create_team(session, name, utc_now(), None)
    return team.id
