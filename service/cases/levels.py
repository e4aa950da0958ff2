"""Indicated levels of self-reliance outside health: what a sitting proposes, and what the klantmanager makes of it.

A proposal never changes and neither does a decision: another decision is another row, and the newest counts.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.levels import IndicatedLevel
from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.models import Case, LevelDecision, LevelProposal
from service.errors import Conflict, NotFound


class ReasonMissing(Conflict):
    """A level other than the proposed one takes a reason."""


@dataclass(frozen=True)
class Level:
    """A proposal with everything that was decided about it, oldest first."""

    proposal: LevelProposal
    decisions: Sequence[LevelDecision]

    @property
    def last(self) -> LevelDecision | None:
        """What counts, if anything was decided."""
        return self.decisions[-1] if self.decisions else None

    @property
    def level(self) -> int:
        """The decided level; the proposed one before."""
        return self.last.level if self.last else self.proposal.level


@dataclass(frozen=True)
class Choice:
    """What somebody decides. `seen`: how many decisions there were when the form was made."""

    proposal_id: uuid.UUID
    level: int
    reason: str
    seen: int


def propose_levels(
    session: Session,
    case_id: uuid.UUID,
    sitting_id: uuid.UUID,
    module: tuple[str, str],
    levels: Mapping[str, IndicatedLevel],
    now: datetime,
) -> None:
    """Keep what one module of a sitting proposes, once. `module`: its slug and the hash of what was asked."""
    slug, snapshot_hash = module
    kept = select(LevelProposal.scale).where(LevelProposal.sitting_id == sitting_id, LevelProposal.slug == slug)
    known = set(session.scalars(kept))
    session.add_all(
        LevelProposal(
            case_id=case_id,
            sitting_id=sitting_id,
            slug=slug,
            scale=scale,
            snapshot_hash=snapshot_hash,
            level=found.level,
            lowest=found.lowest,
            highest=found.highest,
            proposed_at=now,
        )
        for scale, found in levels.items()
        if scale not in known
    )
    session.flush()


def levels_of(session: Session, case_id: uuid.UUID, sitting_id: uuid.UUID | None = None) -> list[Level]:
    """The newest proposal of each domain of a case, by domain; of one sitting alone where it is given."""
    wanted = select(LevelProposal).where(LevelProposal.case_id == case_id).order_by(LevelProposal.proposed_at)
    if sitting_id is not None:
        wanted = wanted.where(LevelProposal.sitting_id == sitting_id)
    newest = {(row.slug, row.scale): row for row in session.scalars(wanted)}
    decided: dict[uuid.UUID, list[LevelDecision]] = {row.id: [] for row in newest.values()}
    rows = select(LevelDecision).where(LevelDecision.proposal_id.in_(decided)).order_by(LevelDecision.number)
    for row in session.scalars(rows):
        decided[row.proposal_id].append(row)
    return [Level(newest[domain], decided[newest[domain].id]) for domain in sorted(newest)]


def decide_level(session: Session, case: Case, who: Principal, choice: Choice, now: datetime) -> LevelDecision:
    """Confirm a proposal or choose another level, with a reason; lock the case before.

    NotFound for what is no standing proposal of this case; Conflict when the client stopped or somebody decided since.
    """
    if case.withdrawn_at is not None:
        raise Conflict("the client has stopped")
    found = next((row for row in levels_of(session, case.id) if row.proposal.id == choice.proposal_id), None)
    if found is None:
        raise NotFound("proposal")
    if len(found.decisions) != choice.seen:
        raise Conflict("decided meanwhile")
    if choice.level != found.proposal.level and not choice.reason:
        raise ReasonMissing("reason")
    decision = LevelDecision(
        proposal_id=found.proposal.id,
        number=choice.seen + 1,
        level=choice.level,
        reason=choice.reason,
        decided_by=who.user_id,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    how = "confirmed" if choice.level == found.proposal.level else "changed"
    record(session, "level_decided", now, who.user_id, who.role.value, case.id, found.proposal.id, {"how": how})
    return decision
