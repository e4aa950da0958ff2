"""Invitations: issue, print once, revoke, redeem."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.attempts import attempt_at, count_wrong
from service.cases.codes import (
    LOOKUP_DIGITS,
    SECRET_DIGITS,
    Code,
    hash_secret,
    random_digits,
    read_code,
    secret_matches,
)
from service.cases.legality import require_legal
from service.cases.milestones import reach
from service.cases.models import Case, Invitation, MilestoneName
from service.cases.position import disowned_card
from service.cases.queries import facts_of, last_suitability, standing_invitation
from service.config import Settings
from service.errors import Conflict, Unavailable

CARD_MINUTES = timedelta(minutes=10)
#: How many living codes may begin alike; more would make an attempt slow.
MOST_ALIKE = 10


class CardGone(Conflict):
    """Printed already, too late, or another code: the page says all three, so that none tells of a code."""

    code = "card_gone"


def issue_invitation(
    session: Session, case: Case, who: Principal, now: datetime, settings: Settings, secret: str | None = None
) -> Code:
    """A new access code, kept nowhere; its secret by chance, or this one. Raises `Conflict` while another one works."""
    require_legal(session, case, MilestoneName.INVITED, now)
    standing = standing_invitation(session, case.id)
    if standing is not None:
        if standing.expires_at > now:
            raise Conflict("an access code works already")
        standing.revoked_at = now
    suitability = last_suitability(session, case.id)
    code = Code(quiet_lookup(session, now), secret or random_digits(SECRET_DIGITS))
    session.add(
        Invitation(
            case_id=case.id,
            lookup=code.lookup,
            secret_hash=hash_secret(code.secret),
            with_helper=suitability is not None and suitability.outcome == "invite_with_helper",
            issued_by=who.user_id,
            issued_at=now,
            expires_at=now + timedelta(days=settings.invitation_days),
        )
    )
    reach(session, case.id, MilestoneName.INVITED, now)
    record(session, "invitation_issued", now, who.user_id, who.role.value, case.id)
    return code


def quiet_lookup(session: Session, now: datetime) -> str:
    """A first part that few living codes share, the fewest of some tries."""
    tries = {random_digits(LOOKUP_DIGITS) for _ in range(12)}
    living = select(Invitation.lookup, func.count()).where(
        Invitation.lookup.in_(tries), Invitation.revoked_at.is_(None), Invitation.expires_at > now
    )
    counts = dict(session.execute(living.group_by(Invitation.lookup)).all())
    best = min(tries, key=lambda lookup: counts.get(lookup, 0))
    if counts.get(best, 0) >= MOST_ALIKE:
        raise Unavailable("no access codes left")
    return best


def revoke_invitation(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """The access code works no more. Raises `Conflict` when there is none."""
    require_legal(session, case, MilestoneName.INVITATION_REVOKED, now)
    standing = standing_invitation(session, case.id)
    if standing is None:
        raise Conflict("no access code")
    standing.revoked_at = now
    reach(session, case.id, MilestoneName.INVITATION_REVOKED, now)
    record(session, "invitation_revoked", now, who.user_id, who.role.value, case.id, standing.id)


def replace_code(
    session: Session, case: Case, who: Principal, now: datetime, settings: Settings, secret: str | None = None
) -> Code:
    """A code in place of the one before, which ends; kept nowhere."""
    standing = standing_invitation(session, case.id)
    if standing is not None and standing.expires_at > now:
        revoke_invitation(session, case, who, now)
    return issue_invitation(session, case, who, now, settings, secret)


def keep_card(session: Session, case: Case, who: Principal, now: datetime) -> None:
    """The card that somebody else had is with its client again, and goes on working. `Conflict` where nobody did."""
    if disowned_card(facts_of(session, [case])[case.id]) is None:
        raise Conflict("nobody said so")
    reach(session, case.id, MilestoneName.CARD_KEPT, now)
    record(session, "card_kept", now, who.user_id, who.role.value, case.id)


def take_card(session: Session, case: Case, typed: str, now: datetime) -> tuple[Invitation, Code]:
    """The right to print the card, once and within ten minutes. Raises `CardGone` otherwise."""
    code = read_code(typed)
    standing = standing_invitation(session, case.id)
    if code is None or standing is None or standing.shown_at is not None or now - standing.issued_at > CARD_MINUTES:
        raise CardGone
    if code.lookup != standing.lookup or not secret_matches(standing.secret_hash, code.secret):
        raise CardGone
    standing.shown_at = now
    session.flush()
    return standing, code


@dataclass(frozen=True)
class Proof:
    """That a code was compared with the kept hashes: the invitation it belongs to, None for none."""

    invitation_id: uuid.UUID | None


def prove_code(session: Session, typed: str, now: datetime) -> Proof:
    """Do the slow part of `redeem_code` ahead, in a transaction that only reads and keeps nobody waiting."""
    code = read_code(typed)
    invitation = matching(session, code, now) if code is not None else None
    return Proof(invitation.id if invitation else None)


def redeem_code(
    session: Session, typed: str, now: datetime, settings: Settings, proof: Proof | None = None
) -> Case | None:
    """The case of a working code, else None. Raises `TooMany` while its first part must wait, a right code too.

    Unknown, wrong, expired and revoked look alike and cost the same. Commit after None as well: it counts.
    """
    code = read_code(typed)
    if code is None:
        return None
    attempt = attempt_at(session, code.lookup, now)
    invitation = matching(session, code, now) if proof is None else still_living(session, proof, now)
    case = session.get(Case, invitation.case_id) if invitation else None
    if invitation is None or case is None or case.withdrawn_at is not None:
        attempt.failures += 1
        attempt.last_failure_at = now
        count_wrong(session, now)
        record(session, "code_refused", now, None, "client")
        return None
    attempt.failures = 0
    invitation.first_used_at = invitation.first_used_at or now
    record(session, "code_accepted", now, None, "client", case.id, invitation.id)
    return case


def still_living(session: Session, proof: Proof, now: datetime) -> Invitation | None:
    """The proven invitation, unless it was revoked or ended since."""
    invitation = session.get(Invitation, proof.invitation_id) if proof.invitation_id else None
    if invitation is None or invitation.revoked_at is not None or invitation.expires_at <= now:
        return None
    return invitation


def matching(session: Session, code: Code, now: datetime) -> Invitation | None:
    """The living invitation of this code. One hash is checked even where nothing begins so."""
    wanted = select(Invitation).where(
        Invitation.lookup == code.lookup, Invitation.revoked_at.is_(None), Invitation.expires_at > now
    )
    candidates = session.scalars(wanted.order_by(Invitation.issued_at.desc()).limit(MOST_ALIKE)).all()
    if not candidates:
        secret_matches(None, code.secret)
    return next((row for row in candidates if secret_matches(row.secret_hash, code.secret)), None)
