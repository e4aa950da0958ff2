"""Where a client is: the sitting, its modules and the open module's answers, read with few questions."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, case, func, select

from scoring.definition import Item, Sensitivity
from scoring.path import items_on_path
from scoring.result import AnswerValue
from service.catalogue import Module
from service.errors import NotFound, NotSignedIn
from service.kiosk.models import Answer, Sitting, SittingModule, WorkingCopy
from service.kiosk.working_copy import open_copy
from service.vault.models import SealedAnswer

#: The sitting and its modules in one question; the item order of the open module alone, since it is long.
PLACE = (
    select(
        Sitting.id,
        Sitting.case_id,
        Sitting.purpose,
        Sitting.language,
        Sitting.screen,
        Sitting.slug,
        Sitting.item_id,
        Sitting.item_shown_at,
        Sitting.last_seen_at,
        Sitting.health_consent,
        SittingModule.slug.label("module_slug"),
        SittingModule.state.label("module_state"),
        SittingModule.snapshot_hash,
        case((SittingModule.slug == Sitting.slug, SittingModule.item_order)).label("item_order"),
    )
    .join(SittingModule, SittingModule.sitting_id == Sitting.id)
    .where(Sitting.token_hash == bindparam("token"), Sitting.state == "open")
    .order_by(SittingModule.position)
)
PLACE_LOCKED = PLACE.with_for_update(of=Sitting)
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


class SittingRow(NamedTuple):
    """The sitting's columns of `PLACE`, in their order."""

    id: uuid.UUID
    case_id: uuid.UUID
    purpose: str
    language: str
    screen: str
    slug: str | None
    item_id: str | None
    item_shown_at: datetime | None
    last_seen_at: datetime
    health_consent: bool


class ModuleRow(NamedTuple):
    """A module of the sitting. `item_order` is there for the open module only."""

    slug: str
    state: str
    snapshot_hash: str
    item_order: list[str] | None


@dataclass(frozen=True)
class Place:
    """A sitting at this moment."""

    sitting: SittingRow
    modules: tuple[ModuleRow, ...]

    @property
    def current(self) -> ModuleRow:
        """The row of the open module; NotFound when none is open."""
        for row in self.modules:
            if row.slug == self.sitting.slug:
                return row
        raise NotFound("no module is open")

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
    key = {"token": hashlib.sha256(token.encode()).digest()}
    rows = connection.execute(PLACE_LOCKED if lock else PLACE, key).all() if token else []
    if not rows or now - rows[0].last_seen_at > idle:
        raise NotSignedIn
    modules = tuple(ModuleRow(row.module_slug, row.module_state, row.snapshot_hash, row.item_order) for row in rows)
    return Place(SittingRow._make(rows[0][: len(SittingRow._fields)]), modules)


def answers_so_far(connection: Connection, place: Place, module: Module, token: str) -> Answered:
    """The newest revision of each answer of one module. A store that can hold none of them is not asked."""
    key = {"sitting": place.sitting.id, "slug": module.slug}
    kinds = module.questionnaire.sensitivities
    rows = connection.execute(ANSWERS, key).all() if kinds != {Sensitivity.HEALTH} else []
    sealed = {row[0]: row[1] for row in connection.execute(SEALED, key)} if Sensitivity.HEALTH in kinds else {}
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


def path_of(module: Module, order: list[str] | None, answered: Answered, health_consent: bool) -> tuple[Item, ...]:
    """The items this client is asked, in the pinned order; without consent for it, no health item."""
    asked = items_on_path(module.questionnaire, answered.for_routing, answered.unknown)
    allowed = [item for item in asked if health_consent or item.sensitivity is not Sensitivity.HEALTH]
    place = {item: position for position, item in enumerate(order or ())}
    return tuple(sorted(allowed, key=lambda item: place.get(item.id, len(place))))
