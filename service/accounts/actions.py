"""Writes to teams and staff accounts. Every one leaves an audit event; none commits."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffUser, Team
from service.accounts.passwords import hash_password
from service.accounts.second_person import is_second
from service.accounts.sign_ins import end_all
from service.audit.actions import record
from service.db import Base
from service.errors import Conflict, Forbidden, NotFound

TEAM_ROLES = (Role.CASE_MANAGER, Role.TEAM_LEAD)


class Taken(Conflict):
    """Somebody has this e-mail address, or some team this name."""


class TeamMissing(Conflict):
    """Klantmanagers and team leads belong to a team."""


def as_email(typed: str) -> str:
    """The form in which an e-mail address is kept and looked up."""
    return typed.strip().casefold()


def create_team(session: Session, name: str, now: datetime, created_by: uuid.UUID | None) -> Team:
    """A new team. Raises `Taken`."""
    team = Team(name=name)
    _add_unique(session, team)
    record(session, "team_created", now, created_by, _by_role(created_by), object_id=team.id)
    return team


def create_user(
    session: Session,
    email: str,
    name: str,
    role: Role,
    team: uuid.UUID | None,
    password: str,
    now: datetime,
    created_by: uuid.UUID | None,
) -> StaffUser:
    """A new account with a temporary password. Raises `Taken`, `TeamMissing`.

    `created_by` None: made on the server itself by the command line. A psychiatrist whom an administrator makes
    waits for the approval of a second one.
    """
    if (role in TEAM_ROLES) != (team is not None):
        raise TeamMissing(role.value)
    waits = role is Role.PSYCHIATRIST and created_by is not None
    user = StaffUser(
        email=as_email(email),
        name=name,
        role=role.value,
        team_id=team,
        password_hash=hash_password(password),
        created_by=created_by,
        access_from=created_by,
        created_at=now,
        pending_approval=waits,
        approval_asked_by=created_by if waits else None,
    )
    _add_unique(session, user)
    record(session, "account_created", now, created_by, _by_role(created_by), object_id=user.id, context={"role": role})
    return user


def approve(session: Session, user_id: uuid.UUID, now: datetime, by: uuid.UUID) -> None:
    """A second administrator agrees. Raises `Forbidden` for who is none, `Conflict` when nothing waits."""
    user = locked_user(session, user_id)
    if not user.pending_approval:
        raise Conflict("nothing waits")
    if not is_second(session, user, by):
        raise Forbidden("a second administrator must approve")
    user.pending_approval = False
    user.approval_asked_by = None
    record(session, "account_approved", now, by, Role.ADMIN, object_id=user.id, context={"role": user.role})


def deactivate(session: Session, user_id: uuid.UUID, now: datetime, by: uuid.UUID) -> None:
    """No more access, from the next request on. Raises `Forbidden` for one's own account."""
    user = _others(session, user_id, by)
    if not user.active:
        raise Conflict("not active")
    user.active = False
    end_all(session, user.id, now)
    record(session, "account_deactivated", now, by, Role.ADMIN, object_id=user.id)


def activate(session: Session, user_id: uuid.UUID, now: datetime, by: uuid.UUID) -> None:
    """Access again; a psychiatrist's needs the second approval again."""
    user = _others(session, user_id, by)
    if user.active:
        raise Conflict("active")
    user.active = True
    _ask_approval(user, by)
    record(session, "account_activated", now, by, Role.ADMIN, object_id=user.id)


def change_role(
    session: Session, user_id: uuid.UUID, role: Role, team: uuid.UUID | None, now: datetime, by: uuid.UUID
) -> None:
    """Another role or team; all sign-ins end. Nobody changes their own. To psychiatrist: a second approval."""
    if (role in TEAM_ROLES) != (team is not None):
        raise TeamMissing(role.value)
    user = _others(session, user_id, by)
    user.role = role.value
    user.team_id = team
    _ask_approval(user, by)
    end_all(session, user.id, now)
    record(session, "role_changed", now, by, Role.ADMIN, object_id=user.id, context={"role": role.value})


def reset_access(session: Session, user_id: uuid.UUID, password: str, now: datetime, by: uuid.UUID) -> None:
    """A new temporary password and no second factor; all sign-ins end.

    Who resets a psychiatrist's access could sign in as one, so that too waits for a second administrator.
    """
    user = _others(session, user_id, by)
    user.password_hash = hash_password(password)
    user.access_from = by
    user.must_change_password = True
    user.totp_secret = None
    user.failed_logins = 0
    user.locked_until = None
    _ask_approval(user, by)
    end_all(session, user.id, now)
    record(session, "access_reset", now, by, Role.ADMIN, object_id=user.id)


def set_password(
    session: Session, user_id: uuid.UUID, password: str, now: datetime, keep: uuid.UUID | None = None
) -> None:
    """One's own new password; all other sign-ins end."""
    user = locked_user(session, user_id)
    user.password_hash = hash_password(password)
    user.must_change_password = False
    end_all(session, user.id, now, but=keep)
    record(session, "password_changed", now, user.id, user.role, object_id=user.id)


def choose_language(session: Session, user_id: uuid.UUID, language: str, now: datetime) -> None:
    """The language of the staff pages for this person."""
    user = locked_user(session, user_id)
    user.language = language
    record(session, "language_chosen", now, user.id, user.role, object_id=user.id)


def locked_user(session: Session, user_id: uuid.UUID) -> StaffUser:
    """The user, theirs alone to change until the transaction ends."""
    wanted = select(StaffUser).where(StaffUser.id == user_id).with_for_update()
    user = session.scalar(wanted.execution_options(populate_existing=True))
    if user is None:
        raise NotFound("account")
    return user


def _others(session: Session, user_id: uuid.UUID, by: uuid.UUID) -> StaffUser:
    if user_id == by:
        raise Forbidden("one's own account")
    return locked_user(session, user_id)


def _ask_approval(user: StaffUser, by: uuid.UUID) -> None:
    if user.role == Role.PSYCHIATRIST:
        user.pending_approval = True
        user.approval_asked_by = by
    else:
        user.pending_approval = False
        user.approval_asked_by = None


def _by_role(user_id: uuid.UUID | None) -> str:
    return "service" if user_id is None else Role.ADMIN.value


def _add_unique(session: Session, row: Base) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as problem:
        raise Taken(type(row).__name__) from problem
