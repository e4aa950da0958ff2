"""Where a client is: the sitting, its modules and the open module's answers, read with few questions."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from scoring.definition import Item, Sensitivity
from scoring.path import items_on_path
from scoring.result import AnswerValue
from service.catalogue import Module
from service.errors import NotSignedIn
from service.kiosk.models import Answer, Sitting, SittingModule, WorkingCopy
from service.kiosk.working_copy import open_copy
from service.vault.models import SealedAnswer

SITTING = select(Sitting.__table__).where(Sitting.token_hash == bindparam("token"), Sitting.state == "open")
MODULES = (
    select(SittingModule.__table__)
    .where(SittingModule.sitting_id == bindparam("sitting"))
    .order_by(SittingModule.position)
)
ANSWERS = (
    select(Answer.item_id, Answer.revision, Answer.value)
    .where(Answer.sitting_id == bindparam("sitting"), Answer.slug == bindparam("slug"))
    .order_by(Answer.revision)
)
SEALED = (
    select(SealedAnswer.item_id, func.max(SealedAnswer.revision))
    .where(SealedAnswer.sitting_id == bindparam("sitting"), SealedAnswer.slug == bindparam("slug"))
    .group_by(SealedAnswer.item_id)
)
COPY = select(WorkingCopy.sealed).where(
    WorkingCopy.sitting_id == bindparam("sitting"), WorkingCopy.slug == bindparam("slug")
)


@dataclass(frozen=True)
class Place:
    """A sitting at this moment. `sitting` and `modules` are rows of their tables."""

    sitting: Any
    modules: tuple[Any, ...]

    @property
    def current(self) -> Any:
        """The row of the open module."""
        return next(row for row in self.modules if row.slug == self.sitting.slug)

    @property
    def closed(self) -> int:
        """How many modules are done or skipped."""
        return sum(row.state in ("done", "skipped") for row in self.modules)


@dataclass(frozen=True)
class Answered:
    """What is known of the open module's answers. `values` are readable; `unknown` are sealed and out of reach."""

    values: Mapping[str, AnswerValue]
    revisions: Mapping[str, int]
    sealed: frozenset[str]
    copy: Mapping[str, AnswerValue]

    @property
    def unknown(self) -> frozenset[str]:
        """Sealed items whose answer is not in the working copy either."""
        return self.sealed - self.copy.keys()

    @property
    def for_routing(self) -> dict[str, AnswerValue]:
        """All answers that routing may look at while the module is open."""
        return {**self.values, **self.copy}


def find_place(connection: Connection, token: str, now: datetime, idle: timedelta, *, lock: bool = False) -> Place:
    """The place that this cookie belongs to; NotSignedIn when there is none or it was left alone too long."""
    found = SITTING.with_for_update() if lock else SITTING
    sitting = connection.execute(found, {"token": hashlib.sha256(token.encode()).digest()}).one_or_none()
    if not token or sitting is None or now - sitting.last_seen_at > idle:
        raise NotSignedIn
    modules = connection.execute(MODULES, {"sitting": sitting.id}).all()
    return Place(sitting, tuple(modules))


def answers_so_far(connection: Connection, place: Place, slug: str, token: str) -> Answered:
    """The newest revision of each answer of one module."""
    key = {"sitting": place.sitting.id, "slug": slug}
    rows = connection.execute(ANSWERS, key).all()
    sealed = {row[0]: row[1] for row in connection.execute(SEALED, key)}
    copy = connection.execute(COPY, key).scalar_one_or_none() if sealed else None
    return Answered(
        values={row.item_id: as_answer(row.value) for row in rows},
        revisions={**{row.item_id: row.revision for row in rows}, **sealed},
        sealed=frozenset(sealed),
        copy=open_copy(token, copy),
    )


def as_answer(value: Any) -> AnswerValue:
    """A stored JSON value as scoring knows it: lists are tuples."""
    return tuple(value) if isinstance(value, list) else value


def path_of(module: Module, order: list[str], answered: Answered, health_consent: bool) -> tuple[Item, ...]:
    """The items this client is asked, in the pinned order; without consent for it, no health item."""
    place = {item: position for position, item in enumerate(order)}
    asked = items_on_path(module.questionnaire, answered.for_routing, answered.unknown)
    allowed = [item for item in asked if health_consent or item.sensitivity is not Sensitivity.HEALTH]
    return tuple(sorted(allowed, key=lambda item: place.get(item.id, len(place))))


def case_of(place: Place) -> uuid.UUID:
    """The case this sitting belongs to."""
    found: uuid.UUID = place.sitting.case_id
    return found
