"""Score the non-health answers of a sitting, once. Health answers are not here: they are sealed in the vault."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.definition import Sensitivity
from scoring.levels import indicated_levels
from scoring.result import ModuleResult
from scoring.score import score
from service.assessment.models import ModuleScore
from service.assessment.queries import latest_answers, modules_of, values_of
from service.assessment.snapshots import pinned_module
from service.cases.levels import propose_levels
from service.errors import NotFound
from service.kiosk.events import SittingFinished
from service.kiosk.models import Answer, Sitting, SittingModule

#: What the municipality may see. Everything else belongs to the psychiatrist.
VISIBLE = frozenset({Sensitivity.PLAIN, Sensitivity.SPECIAL})


def score_when_finished(session: Session, event: SittingFinished) -> None:
    """Handler of `SittingFinished`."""
    score_sitting(session, event.sitting_id, event.at)


def score_sitting(session: Session, sitting_id: uuid.UUID, now: datetime) -> list[ModuleScore]:
    """Score every module that was opened and has something visible; modules already scored stay as they are.

    Returns the new rows. A module that was skipped before its first question has nothing to score. NotFound for an
    unknown sitting.
    """
    sitting = session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound("sitting")
    scored = set(session.scalars(select(ModuleScore.slug).where(ModuleScore.sitting_id == sitting_id)))
    answers = latest_answers(session, sitting_id)
    added = [
        _scored(session, sitting, row, answers.get(row.slug, {}), now)
        for row in modules_of(session, sitting_id)
        if row.slug not in scored and row.opened_at is not None and not _is_health(session, row)
    ]
    session.add_all(added)
    session.flush()
    for row in added:
        _propose(session, sitting, row, now)
    return added


def _propose(session: Session, sitting: Sitting, row: ModuleScore, now: datetime) -> None:
    """The levels that the visible scales of a module indicate, for the klantmanager to confirm."""
    result = ModuleResult.model_validate(row.result)
    levels = indicated_levels(pinned_module(session, row.snapshot_hash).questionnaire, result)
    propose_levels(session, sitting.case_id, sitting.id, (row.slug, row.snapshot_hash), levels, now)


def _is_health(session: Session, row: SittingModule) -> bool:
    return pinned_module(session, row.snapshot_hash).questionnaire.is_health


def _scored(
    session: Session, sitting: Sitting, row: SittingModule, answers: dict[str, Answer], now: datetime
) -> ModuleScore:
    questionnaire = pinned_module(session, row.snapshot_hash).questionnaire
    result = score(questionnaire, values_of(answers), sitting.language, only=VISIBLE)
    return ModuleScore(
        sitting_id=sitting.id,
        slug=row.slug,
        version=row.version,
        snapshot_hash=row.snapshot_hash,
        result=result.model_dump(mode="json"),
        scored_at=now,
    )
