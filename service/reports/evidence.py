"""All that a report may rest on: one case, its finished sitting, and of each module the part that is no health answer.

Health modules are left out as a whole, so that neither their number nor how they went can be told from a report.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.definition import Item, Questionnaire
from scoring.path import items_on_path
from scoring.result import AnswerValue, ModuleResult
from service.assessment.actions import VISIBLE
from service.assessment.queries import latest_answers, modules_of, results_of, values_of
from service.assessment.snapshots import pinned_module
from service.cases.levels import Level, levels_of
from service.cases.models import Appointment, Case, Release
from service.cases.queries import appointments_of, staff_names
from service.catalogue.module import Module
from service.kiosk.models import Answer, Sitting, SittingModule


@dataclass(frozen=True, eq=False)
class Taken:
    """One module as far as the municipality may see it. `answers`: newest revisions, visible items alone."""

    row: SittingModule
    module: Module
    answers: Mapping[str, Answer]
    result: ModuleResult | None

    @property
    def questionnaire(self) -> Questionnaire:
        """Its definition."""
        return self.module.questionnaire

    @property
    def values(self) -> dict[str, AnswerValue]:
        """Item id → answer."""
        return values_of(self.answers)

    def asked(self) -> list[Item]:
        """Visible items on the path that take an answer and count: no passages, no practice."""
        path = items_on_path(self.questionnaire, self.values)
        return [item for item in path if item.sensitivity in VISIBLE and _counts(item)]


@dataclass(frozen=True, eq=False)
class Evidence:
    """What one report is made from. `deciders`: names of who decided about the indicated levels.

    `appointment`: the last one that the MGGZ asked for, planned or not.
    """

    case: Case
    sitting: Sitting
    taken: Mapping[str, Taken]
    release: Release | None
    levels: tuple[Level, ...] = ()
    deciders: Mapping[uuid.UUID, str] = field(default_factory=dict)
    appointments: Sequence[Appointment] = ()


def gather(session: Session, case: Case, sitting: Sitting) -> Evidence:
    """Read it all, once."""
    answers = latest_answers(session, sitting.id)
    results = results_of(session, sitting.id)
    taken = {}
    for row in modules_of(session, sitting.id):
        module = pinned_module(session, row.snapshot_hash)
        if not module.questionnaire.is_health:
            visible = _visible(module.questionnaire, answers.get(row.slug, {}))
            taken[row.slug] = Taken(row, module, visible, results.get(row.slug))
    levels = tuple(levels_of(session, case.id, sitting.id))
    deciders = staff_names(session, {row.decided_by for level in levels for row in level.decisions})
    release, appointments = latest_release(session, case.id), appointments_of(session, case.id)
    return Evidence(case, sitting, taken, release, levels, deciders, appointments)


def latest_release(session: Session, case_id: uuid.UUID) -> Release | None:
    """The newest release of a case."""
    found = select(Release).where(Release.case_id == case_id).order_by(Release.released_at.desc(), Release.id)
    return session.scalars(found.limit(1)).first()


def _visible(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    ids = {item.id for item in questionnaire.items if item.sensitivity in VISIBLE}
    return {item: answer for item, answer in answers.items() if item in ids}


def _counts(item: Item) -> bool:
    return item.takes_answer and not item.practice
