"""Sign-ins: made, raised by the second factor, ended. A cookie's token is new at every step up."""

import uuid
from datetime import datetime
from math import ceil

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.accounts.models import StaffSession, StaffUser
from service.accounts.queries import SignIn
from service.accounts.second_factor import accepted_step
from service.audit.actions import record
from service.web.delays import wait_after
from service.web.tokens import new_token, token_hash


def enter(session: Session, email: str, password_was_right: bool, now: datetime) -> str | None:
    """Begin a sign-in after the password: its token, or None. Failures count, and waiting is part of the answer no.

    A right password in a waiting time is refused too, and nothing tells the two apart.
    """
    user = user_to_sign_in(session, email)
    if user is None or not password_was_right or is_waiting(user, now):
        note_failure(session, user, "sign_in_failed", now)
        return None
    record(session, "password_accepted", now, user.id, user.role)
    return begin(session, user.id, now, second_factor_at=None)


def user_to_sign_in(session: Session, email: str) -> StaffUser | None:
    """The user who may sign in with this e-mail, locked for the rest of the transaction."""
    return session.scalar(
        select(StaffUser)
        .where(StaffUser.email == email, StaffUser.active.is_(True), StaffUser.pending_approval.is_(False))
        .with_for_update()
    )


def is_waiting(user: StaffUser, now: datetime) -> bool:
    """Whether earlier failures make this user wait."""
    return user.locked_until is not None and now < user.locked_until


def wait_left(user: StaffUser, now: datetime) -> int:
    """The seconds, rounded up, that this user must wait still, whether the code just given was right or not."""
    return ceil((user.locked_until - now).total_seconds()) if user.locked_until and is_waiting(user, now) else 0


def note_failure(session: Session, user: StaffUser | None, event: str, now: datetime) -> None:
    """Count a failure; attempts during the waiting time don't lengthen it, so nobody is shut out for good."""
    if user is not None and not is_waiting(user, now):
        user.failed_logins += 1
        user.locked_until = now + wait_after(user.failed_logins)
    record(session, event, now, user.id if user else None, user.role if user else "unknown")


def begin(session: Session, user_id: uuid.UUID, now: datetime, second_factor_at: datetime | None) -> str:
    """A new sign-in with a new token, which is returned and of which only the hash is kept."""
    token = new_token()
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            user_id=user_id,
            created_at=now,
            last_seen_at=now,
            second_factor_at=second_factor_at,
        )
    )
    session.flush()
    return token


def give_second_factor(session: Session, sign_in: SignIn, code: str, now: datetime) -> str | None:
    """Raise a sign-in by its code: the new token, or None. The old token is dead."""
    user = session.get_one(StaffUser, sign_in.user.id, with_for_update=True, populate_existing=True)
    step = accepted_step(user.totp_secret or "", code, now, user.totp_last_step) if user.totp_secret else None
    if step is None or is_waiting(user, now):
        note_failure(session, user, "second_factor_failed", now)
        return None
    return raise_sign_in(session, sign_in, user, step, now)


def enrol_second_factor(session: Session, sign_in: SignIn, secret: str, code: str, now: datetime) -> str | None:
    """Keep this secret once its first code was right: the new token, or None."""
    user = session.get_one(StaffUser, sign_in.user.id, with_for_update=True, populate_existing=True)
    step = accepted_step(secret, code, now, 0)
    if step is None or user.totp_secret is not None or is_waiting(user, now):
        note_failure(session, user, "second_factor_failed", now)
        return None
    user.totp_secret = secret
    record(session, "second_factor_enrolled", now, user.id, user.role, object_id=user.id)
    return raise_sign_in(session, sign_in, user, step, now)


def raise_sign_in(session: Session, sign_in: SignIn, user: StaffUser, step: int, now: datetime) -> str:
    """The code was right: spend it, forget failures, replace the token."""
    user.totp_last_step = step
    user.failed_logins = 0
    user.locked_until = None
    sign_in.session.ended_at = now
    record(session, "signed_in", now, user.id, user.role)
    return begin(session, user.id, now, second_factor_at=now)


def end(session: Session, sign_in: SignIn, now: datetime) -> None:
    """Sign out."""
    sign_in.session.ended_at = now
    record(session, "signed_out", now, sign_in.user.id, sign_in.user.role)


def end_all(session: Session, user_id: uuid.UUID, now: datetime, but: uuid.UUID | None = None) -> None:
    """End every sign-in of a user at once, `but` perhaps the one that asks for it."""
    statement = update(StaffSession).where(StaffSession.user_id == user_id, StaffSession.ended_at.is_(None))
    if but is not None:
        statement = statement.where(StaffSession.id != but)
    session.execute(statement.values(ended_at=now))
