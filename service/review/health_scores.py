"""The job that scores a sitting's health answers: opened, scored, sealed again. Runs only where the MGGZ key is.

Repeatable: a review that has its result keeps it. Nothing of it is written to a log or to the job.
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from scoring.definition import Sensitivity
from scoring.result import AnswerValue
from scoring.score import score
from service.assessment.queries import latest_answers, modules_of, values_of
from service.catalogue import Module
from service.catalogue.pinned import PinnedModules
from service.kiosk.agreement import held_during
from service.kiosk.models import Sitting, SittingModule
from service.review.changing import keep_result
from service.review.queries import raised_at_once
from service.review.signals import HealthResult, merged
from service.vault.opening import OpenedAnswer, OpenedFlag, Opener
from service.web.site import Site

HEALTH = frozenset({Sensitivity.HEALTH})


@dataclass(frozen=True)
class ModuleAnswers:
    """One module with health items: the newest answers, health and other, and the language that they were given in."""

    row: SittingModule
    module: Module
    sealed: Mapping[str, Sequence[OpenedAnswer]]
    values: Mapping[str, AnswerValue]
    language: str
    asked: bool


def score_health(site: Site, payload: Mapping[str, Any]) -> None:
    """Job `score_health`; the payload names the sitting. Scores what is finished; of a sitting that was withdrawn it
    keeps the flags raised at once, if one of them is acute.
    """
    opener = Opener.of(site.settings)
    sitting_id = uuid.UUID(payload["sitting_id"])
    with site.db.read() as session:
        sitting = session.get_one(Sitting, sitting_id)
        result = look_at(site, session, opener, sitting)
    with site.db.write() as session:
        keep_result(session, opener, sitting_id, result, site.clock())


def look_at(site: Site, session: Session, opener: Opener, sitting: Sitting) -> HealthResult:
    """The result of a sitting as it stands."""
    flags = opener.open_flags(session, sitting.id)
    if sitting.state != "finished":
        return raised_at_once(flags)
    return health_result(health_modules(site, session, opener, sitting), flags)


def health_result(modules: Sequence[ModuleAnswers], flags: Sequence[OpenedFlag]) -> HealthResult:
    """Score the health part of each module, and join the flags raised at once."""
    results = {
        part.module.slug: score(part.module.questionnaire, part.values, part.language, only=HEALTH)
        for part in modules
        if part.asked
    }
    at_once = raised_at_once(flags)
    earlier = tuple(signal.model_copy(update={"holds": False}) for signal in at_once.signals)
    return HealthResult(modules=results, signals=merged(earlier, results), unreadable=at_once.unreadable)


def health_modules(site: Site, session: Session, opener: Opener, sitting: Sitting) -> list[ModuleAnswers]:
    """The modules of a sitting that have a health item, in their order on the path."""
    sealed = by_module(opener.open_answers(session, sitting.id))
    plain = latest_answers(session, sitting.id)
    pinned = site.part(PinnedModules)
    found = []
    for row in modules_of(session, sitting.id):
        module = pinned.get(session.connection(), row.snapshot_hash)
        if has_health(module):
            own = sealed.get(row.slug, {})
            values = {**values_of(plain.get(row.slug, {})), **{item: rows[-1].value for item, rows in own.items()}}
            asked = bool(own) or was_asked(session, sitting, row)
            found.append(ModuleAnswers(row, module, own, values, language_of(own, sitting.language), asked))
    return found


def was_asked(session: Session, sitting: Sitting, row: SittingModule) -> bool:
    """Whether the health items of a part could be asked while the client was in it. A yes that came after the part was
    done asked nothing any more. A supplementary sitting rests on what was agreed with the doctor.
    """
    if row.opened_at is None or sitting.purpose == "supplementary":
        return row.opened_at is not None
    over = row.closed_at if row.closed_at and row.closed_at >= row.opened_at else datetime.max.replace(tzinfo=UTC)
    return held_during(session.connection(), sitting.id, "health", row.opened_at, over)


def by_module(answers: Sequence[OpenedAnswer]) -> dict[str, dict[str, list[OpenedAnswer]]]:
    """Slug → item → its revisions, oldest first."""
    found: dict[str, dict[str, list[OpenedAnswer]]] = {}
    for answer in answers:
        found.setdefault(answer.slug, {}).setdefault(answer.item_id, []).append(answer)
    return found


def language_of(sealed: Mapping[str, Sequence[OpenedAnswer]], otherwise: str) -> str:
    """The language in which most of these were answered: cut-offs differ per language. The first of equals."""
    counted = Counter(rows[-1].language for rows in sealed.values())
    return counted.most_common(1)[0][0] if counted else otherwise


def has_health(module: Module) -> bool:
    """Whether a module asks anything that only the MGGZ may read."""
    items = module.questionnaire.items
    return any(item.sensitivity is Sensitivity.HEALTH and item.takes_answer for item in items)
