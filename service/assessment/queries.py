"""Reads of what a sitting holds outside the vault: modules, latest answers, stored scores."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.result import AnswerValue, ModuleResult
from service.assessment.models import ModuleScore
from service.kiosk.models import Answer, SittingModule


def modules_of(session: Session, sitting_id: uuid.UUID) -> list[SittingModule]:
    """The modules of a sitting in their order on the path."""
    found = select(SittingModule).where(SittingModule.sitting_id == sitting_id)
    return list(session.scalars(found.order_by(SittingModule.position)))


def latest_answers(session: Session, sitting_id: uuid.UUID) -> dict[str, dict[str, Answer]]:
    """Slug → item id → the newest revision of its answer."""
    rows = session.scalars(select(Answer).where(Answer.sitting_id == sitting_id).order_by(Answer.revision))
    latest: dict[str, dict[str, Answer]] = {}
    for row in rows:
        latest.setdefault(row.slug, {})[row.item_id] = row
    return latest


def values_of(answers: Mapping[str, Answer]) -> dict[str, AnswerValue]:
    """The answers as scoring takes them: several codes as a tuple, because JSON only knows lists."""
    return {item: as_value(answer.value) for item, answer in sorted(answers.items())}


def as_value(stored: Any) -> AnswerValue:
    """One stored value as an answer value."""
    value: AnswerValue = tuple(stored) if isinstance(stored, list) else stored
    return value


def results_of(session: Session, sitting_id: uuid.UUID) -> dict[str, ModuleResult]:
    """Slug → the stored result of each scored module."""
    rows = session.scalars(select(ModuleScore).where(ModuleScore.sitting_id == sitting_id).order_by(ModuleScore.slug))
    return {row.slug: ModuleResult.model_validate(row.result) for row in rows}
