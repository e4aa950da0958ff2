"""Writes of the psychiatrist. Each is audited, flushes and never commits.

Each names the edition its form was made from: who was second gets a `Conflict` and nothing is changed. The audit event
of a change says that there was one, not which: a closed signal or a further module would tell of the answers.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.actions import reach
from service.cases.models import MilestoneName, Release
from service.db import emit
from service.errors import NotFound
from service.review.changing import (
    NotScored,
    SignalsOpen,
    change,
    keep_closure,
    open_signals,
    refuse_unseen_release,
)
from service.review.events import OutcomeReleased
from service.review.models import Review
from service.review.queries import flag_key
from service.review.transitions import Step
from service.vault.opening import Opener


@dataclass(frozen=True)
class Decision:
    """What the klantmanager may see, and whether the psychiatrist has seen the signals that stay open.

    `reasons`: key of a signal → what was typed beside it. `replaces`: the release that was seen to count, or nothing.
    """

    outcome: str
    limits: tuple[str, ...]
    acknowledged: bool
    reasons: Mapping[str, str] = field(default_factory=dict)
    replaces: str = ""


def write_note(
    session: Session, opener: Opener, who: Principal, review_id: uuid.UUID, edition: int, note: str, now: datetime
) -> None:
    """Replace the note."""
    standing, review = change(session, who, review_id, edition, Step.WORK, now)
    review.sealed_note = opener.seal_for_mggz({"note": note})
    record(session, "review_changed", now, who.user_id, who.role.value, standing.case.id, review_id)


def close_signal(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    edition: int,
    key: str,
    reason: str,
    now: datetime,
) -> None:
    """Close one open signal, with a reason. NotFound for a key that belongs to no open signal of this review."""
    standing, review = change(session, who, review_id, edition, Step.WORK, now)
    if key not in {flag_key(opener, review_id, signal) for signal in open_signals(session, opener, review)}:
        raise NotFound("signal")
    keep_closure(session, opener, who, review_id, key, {"reason": reason}, now)
    record(session, "review_changed", now, who.user_id, who.role.value, standing.case.id, review_id)


def release_outcome(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    edition: int,
    decision: Decision,
    now: datetime,
) -> Release:
    """Let the klantmanager see the fixed outcome. Once, and for good. Raises `NotScored`, `SignalsOpen`, and `Conflict`
    too when another review of this client released in the meantime.
    """
    standing, review = change(session, who, review_id, edition, Step.RELEASE, now)
    refuse_unseen_release(session, standing.case.id, decision.replaces)
    if review.sealed_result is None:
        raise NotScored("not scored")
    settle_signals(session, opener, who, review, decision, now)
    release = Release(
        review_id=review_id,
        case_id=standing.case.id,
        outcome=decision.outcome,
        limits=list(decision.limits),
        released_by=who.user_id,
        released_at=now,
    )
    session.add(release)
    reach(session, standing.case.id, MilestoneName.RELEASED, now)
    record(session, "outcome_released", now, who.user_id, who.role.value, standing.case.id, review_id)
    emit(session, OutcomeReleased(review_id, standing.case.id, now))
    return release


def close_review(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    edition: int,
    reasons: Mapping[str, str],
    now: datetime,
) -> None:
    """Be done with the signals of a client who stopped. Nothing is released. Raises `SignalsOpen`."""
    standing, review = change(session, who, review_id, edition, Step.CLOSE, now)
    settle_signals(session, opener, who, review, Decision("", (), True, reasons), now)
    record(session, "review_changed", now, who.user_id, who.role.value, standing.case.id, review_id)


def settle_signals(
    session: Session, opener: Opener, who: Principal, review: Review, decision: Decision, now: datetime
) -> None:
    """Acute signals were closed before; what else is open is closed now as seen, with what was typed beside it.

    Raises `SignalsOpen`.
    """
    left = open_signals(session, opener, review)
    if left and (not decision.acknowledged or any(signal.level == "acute" for signal in left)):
        raise SignalsOpen("signals")
    for signal in left:
        key = flag_key(opener, review.id, signal)
        content = {"reason": decision.reasons.get(key, ""), "acknowledged": "yes"}
        keep_closure(session, opener, who, review.id, key, content, now)
