"""Every stored result beside what another scoring version makes of the same answers. Reads only; nothing is stored.

Health stays behind its wall: its answers are sealed, a module of health items is told as sealed whatever was answered
in it, and of a mixed module the scales about health are left out on both sides.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.definition import Questionnaire
from scoring.result import ModuleResult
from service.assessment.comparison import (
    Difference,
    Kind,
    Replay,
    causes,
    compared,
    outcome_of,
    subjects,
    visible,
)
from service.assessment.models import ModuleScore
from service.assessment.queries import modules_of, values_of
from service.assessment.snapshots import pinned_module
from service.assessment.versions import ScoringVersion
from service.cases.models import Case
from service.catalogue.module import Module
from service.kiosk.models import Answer, Sitting, SittingModule

SEALED = "sealed"
WITHDRAWN, NOT_OPENED, NO_VERSION, NOT_SCORED = "withdrawn", "not opened", "no such version", "no stored score"


@dataclass(frozen=True)
class Place:
    """Whose sitting it is, by references: no name, no birth year."""

    case: str
    sitting: uuid.UUID
    language: str
    withdrawn: bool


@dataclass(frozen=True)
class Change:
    """A difference with its place. `before`, `after`: the definitions that it was and is scored with."""

    place: Place
    before: Module
    after: Module
    difference: Difference


@dataclass
class Comparison:
    """All of it. `left_out`: (module, why) → how many sittings; `causes`: cause → changed outcomes that have it."""

    version: ScoringVersion
    changes: list[Change] = field(default_factory=list)
    sittings: int = 0
    modules: int = 0
    unchanged: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def causes(self) -> Counter[str]:
        """How many changed outcomes have each cause."""
        return Counter(code for one in self.changes for code in dict.fromkeys(c.code for c in one.difference.causes))


def places(session: Session) -> list[Place]:
    """Every finished sitting, by case and time."""
    rows = session.execute(
        select(Case.reference, Sitting.id, Sitting.language, Case.withdrawn_at)
        .join(Sitting, Sitting.case_id == Case.id)
        .where(Sitting.state == "finished")
        .order_by(Case.reference, Sitting.started_at, Sitting.id)
    )
    return [Place(*row[:3], row[3] is not None) for row in rows]


def compare(
    session: Session,
    version: ScoringVersion,
    found: list[Place],
    slug: str | None = None,
    told: Callable[[int], None] = lambda _done: None,
) -> Comparison:
    """Score the sittings again; `told` is called with how many are done."""
    comparison = Comparison(version)
    for number, place in enumerate(found, 1):
        rows = [row for row in modules_of(session, place.sitting) if slug in (None, row.slug)]
        before = comparison.modules
        for row in rows:
            _module(session, comparison, place, row)
        comparison.sittings += comparison.modules > before
        session.expunge_all()
        told(number)
    return comparison


def _module(session: Session, comparison: Comparison, place: Place, row: SittingModule) -> None:
    asked = pinned_module(session, row.snapshot_hash)
    target = comparison.version.of(asked)
    reason = _left_out(place, row, asked, target)
    stored = None if reason else _stored(session, row)
    if reason or stored is None or target is None:
        comparison.left_out[row.slug, reason or NOT_SCORED] += 1
        return
    comparison.modules += 1
    replay = _replay(session, asked.questionnaire, place, stored)
    for difference in _differences(comparison, replay, stored, target):
        comparison.changes.append(Change(place, asked, target, difference))


def _left_out(place: Place, row: SittingModule, asked: Module, target: Module | None) -> str | None:
    """Why this module isn't scored again. Health first: whether it was opened is nobody's business here."""
    if asked.questionnaire.is_health or (target is not None and target.questionnaire.is_health):
        return SEALED
    if place.withdrawn:
        return WITHDRAWN
    if target is None:
        return NO_VERSION
    return NOT_OPENED if row.opened_at is None else None


def _stored(session: Session, row: SittingModule) -> ModuleScore | None:
    wanted = select(ModuleScore).where(ModuleScore.sitting_id == row.sitting_id, ModuleScore.slug == row.slug)
    return session.scalars(wanted).one_or_none()


def _replay(session: Session, asked: Questionnaire, place: Place, stored: ModuleScore) -> Replay:
    rows = session.scalars(
        select(Answer).where(Answer.sitting_id == place.sitting, Answer.slug == stored.slug).order_by(Answer.revision)
    ).all()
    then = {row.item_id: row for row in rows if row.answered_at <= stored.scored_at}
    now = {row.item_id: row for row in rows}
    return Replay(asked, place.language, values_of(then), values_of(now))


def _differences(comparison: Comparison, replay: Replay, row: ModuleScore, target: Module) -> Iterator[Difference]:
    stored = ModuleResult.model_validate(row.result)
    scored = replay.scored(target.questionnaire, replay.now)
    for kind, name in subjects(stored, scored):
        if not (visible(replay.asked, kind, name) and visible(target.questionnaire, kind, name)):
            continue
        old, new = outcome_of(stored, kind, name), outcome_of(scored, kind, name)
        if compared(old) == compared(new):
            comparison.unchanged += 1
            continue
        why = tuple(causes(replay, stored, target.questionnaire, kind, name))
        yield Difference(kind, name, old, new, why)
    for name in sealed_scales(replay.asked, target.questionnaire):
        comparison.left_out[f"{row.slug}.{name}", SEALED] += 1


def sealed_scales(asked: Questionnaire, target: Questionnaire) -> list[str]:
    """Scales of a mixed module that rest on health in either definition."""
    kind: Kind = "scale"
    names = dict.fromkeys([*asked.scales_by_id, *target.scales_by_id])
    return [name for name in names if not (visible(asked, kind, name) and visible(target, kind, name))]
