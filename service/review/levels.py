"""Indicated levels of the health domains: the psychiatrist confirms or changes them, sealed to the MGGZ key.

Nothing of it goes to the municipality, and the audit event says that a review was changed, as for every change.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.conditions import Frozen
from scoring.levels import IndicatedLevel, indicated_levels
from service.accounts.principal import Principal
from service.audit.actions import record
from service.errors import Conflict, NotFound
from service.review.changing import NotScored, change
from service.review.health_scores import ModuleAnswers
from service.review.models import HealthLevel
from service.review.signals import HealthResult
from service.review.transitions import Step
from service.vault.opening import Opener

#: In place of a domain: every proposal that nobody decided about, as it is.
ALL = "all"


class ReasonMissing(Conflict):
    """A level other than the proposed one takes a reason."""


class SealedDecision(Frozen):
    """The sealed content: `module.scale` → the level, and the reason where it is not the proposed one."""

    levels: dict[str, int]
    reason: str = ""


@dataclass(frozen=True)
class Decided:
    """One decision, opened."""

    content: SealedDecision
    by: uuid.UUID
    at: datetime


@dataclass(frozen=True)
class LevelChoice:
    """What is decided: a domain (`module.scale`) or `ALL`; no `level`: as proposed."""

    domain: str
    level: int | None
    reason: str


def health_proposals(parts: Iterable[ModuleAnswers], result: HealthResult) -> dict[str, IndicatedLevel]:
    """`module.scale` → what the health answers indicate, in the order of the path."""
    return {
        f"{part.module.slug}.{scale}": level
        for part in parts
        if part.module.slug in result.modules
        for scale, level in indicated_levels(part.module.questionnaire, result.modules[part.module.slug]).items()
    }


def decisions_of(session: Session, opener: Opener, review_id: uuid.UUID) -> list[Decided]:
    """Every decision on the levels of a review, oldest first."""
    wanted = select(HealthLevel).where(HealthLevel.review_id == review_id).order_by(HealthLevel.edition)
    return [
        Decided(SealedDecision.model_validate(opener.open_mggz(row.sealed_decision)), row.decided_by, row.decided_at)
        for row in session.scalars(wanted)
    ]


def decide_levels(
    session: Session,
    opener: Opener,
    who: Principal,
    review_id: uuid.UUID,
    edition: int,
    proposals: Mapping[str, IndicatedLevel],
    choice: LevelChoice,
    now: datetime,
) -> None:
    """Keep a decision. NotFound for a domain without a proposal; raises `NotScored`, `ReasonMissing`, `Conflict`."""
    standing, review = change(session, who, review_id, edition, Step.WORK, now)
    if review.sealed_result is None:
        raise NotScored("not scored")
    content = SealedDecision(levels=_levels(session, opener, review_id, proposals, choice), reason=choice.reason)
    if not choice.reason and any(level != proposals[name].level for name, level in content.levels.items()):
        raise ReasonMissing("reason")
    session.add(
        HealthLevel(
            review_id=review_id,
            edition=review.edition,
            sealed_decision=opener.seal_for_mggz(content.model_dump(mode="json")),
            decided_by=who.user_id,
            decided_at=now,
        )
    )
    record(session, "review_changed", now, who.user_id, who.role.value, standing.case.id, review_id)


def _levels(
    session: Session,
    opener: Opener,
    review_id: uuid.UUID,
    proposals: Mapping[str, IndicatedLevel],
    choice: LevelChoice,
) -> dict[str, int]:
    if choice.domain != ALL:
        if choice.domain not in proposals:
            raise NotFound("domain")
        return {choice.domain: choice.level or proposals[choice.domain].level}
    decided = {name for row in decisions_of(session, opener, review_id) for name in row.content.levels}
    left = {name: found.level for name, found in proposals.items() if name not in decided}
    if not left:
        raise NotFound("proposals")
    return left
