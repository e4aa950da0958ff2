"""Where a client is: the sitting, its modules and the open module's answers, read with few questions."""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from scoring.adaptive.course import Course
from scoring.definition import Item, Sensitivity
from scoring.path import items_on_path
from scoring.result import AnswerValue
from scoring.timing import Allowance
from service.catalogue import Module
from service.errors import NotFound, NotSignedIn
from service.kiosk.working_copy import open_copy
from service.web.appearance import Appearance

NO_LIMIT = "none"  # the extra time of who has no time limit


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
    seed: int
    text_size: str = "normal"
    contrast: str = "normal"
    beside: str | None = None
    hand_raised_at: datetime | None = None
    extra_minutes: int = 0
    extra_time: str = "0"
    spent_item: str | None = None
    spent_ms: int = 0
    draft: bytes | None = None
    introduction: str = "ahead"
    practice: dict[str, Any] | None = None
    minutes_worked: int = 0
    clock_folded: bool = False
    group_starts_at: datetime | None = None

    @property
    def appearance(self) -> Appearance:
        """How this client wants the pages."""
        return Appearance(self.text_size, self.contrast)

    @property
    def allowance(self) -> Allowance:
        """The extra time of this client."""
        return Allowance(None if self.extra_time == NO_LIMIT else int(self.extra_time), self.extra_minutes)


class ModuleRow(NamedTuple):
    """A module of the sitting. `item_order` is there for the open module only."""

    slug: str
    state: str
    snapshot_hash: str
    item_order: tuple[str, ...] | None


class AnswerRow(NamedTuple):
    """One revision of an answer. `timing`: see `Answer`."""

    item: str
    revision: int
    value: Any
    ms: int
    timing: dict[str, Any] | None = None


@dataclass(frozen=True)
class Stored:
    """The open module's rows: answers by revision with their milliseconds, sealed revisions, the working copy; and the
    public key that the case's health answers are sealed with.
    """

    answers: tuple[AnswerRow, ...] = ()
    sealed: tuple[tuple[str, int], ...] = ()
    copy: bytes | None = None
    public_key: bytes | None = None


@dataclass(frozen=True)
class Place:
    """A sitting at this moment, with what is stored of its open module."""

    sitting: SittingRow
    modules: tuple[ModuleRow, ...]
    stored: Stored = Stored()

    @property
    def current(self) -> ModuleRow:
        """The row of the open module; NotFound when none is open."""
        for row in self.modules:
            if row.slug == self.sitting.slug:
                return row
        raise NotFound("no module is open")

    @property
    def public_key(self) -> bytes:
        """The case's public key; LookupError for a case that has none, which may hold no health answers any more."""
        if self.stored.public_key is None:
            raise LookupError("the case has no key")
        return self.stored.public_key

    @property
    def closed(self) -> int:
        """How many modules are done or skipped."""
        return sum(row.state in ("done", "skipped") for row in self.modules)


@dataclass(frozen=True)
class Answered:
    """What is known of the open module's answers. `values` are readable; `unknown` are sealed and out of reach.

    `times`: milliseconds that each readable answer took. `limits`: seconds that this person had for the timed part of
    the item when it was answered.
    """

    values: Mapping[str, AnswerValue]
    revisions: Mapping[str, int]
    sealed: frozenset[str]
    copy: Mapping[str, AnswerValue]
    times: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def unknown(self) -> frozenset[str]:
        """Sealed items whose answer is not in the working copy either."""
        return self.sealed - self.copy.keys()

    @property
    def for_routing(self) -> dict[str, AnswerValue]:
        """All answers that routing may look at while the module is open."""
        return {**self.values, **self.copy}


def living(place: Place | None, now: datetime, idle: timedelta) -> Place:
    """The place that was found; NotSignedIn when there is none or it was left alone too long."""
    if place is None or now - place.sitting.last_seen_at > idle + timedelta(minutes=place.sitting.extra_minutes):
        raise NotSignedIn
    return place


def answers_so_far(place: Place, token: str) -> Answered:
    """The newest revision of each answer of the open module."""
    stored = place.stored
    sealed = dict(stored.sealed)
    return Answered(
        values={row.item: as_answer(row.value) for row in stored.answers},
        revisions={**{row.item: row.revision for row in stored.answers}, **sealed},
        sealed=frozenset(sealed),
        copy=open_copy(token, stored.copy),
        times={row.item: row.ms for row in stored.answers},
        limits={row.item: part_limit(row.timing) for row in stored.answers if row.timing and "part_s" in row.timing},
    )


def part_limit(timing: Mapping[str, Any]) -> float:
    """The limit of a part as it was kept with an answer; null is no limit."""
    kept = timing["part_s"]
    return math.inf if kept is None else float(kept)


def as_answer(value: Any) -> AnswerValue:
    """A stored JSON value as scoring knows it: lists are tuples."""
    return tuple(value) if isinstance(value, list) else value


def course_of(module: Module, seed: int, answered: Answered) -> Course | None:
    """Where this client is in the bank of an adaptive module; None for a module that asks all its items."""
    bank = module.questionnaire.adaptive_bank
    return bank.course(seed, answered.values, answered.times, answered.limits) if bank else None


def path_of(
    module: Module, order: Sequence[str] | None, answered: Answered, health_consent: bool, course: Course | None = None
) -> tuple[Item, ...]:
    """The items this client is asked, in the pinned order; without consent for it, no health item.

    Of an adaptive bank it is the one item that is open: what was answered there is behind the client for good.
    """
    left_out = course.left_out if course else None
    asked = items_on_path(module.questionnaire, answered.for_routing, answered.unknown, left_out)
    allowed = [item for item in asked if item.sensitivity is not Sensitivity.HEALTH] if not health_consent else asked
    if module.questionnaire.structure.item_order == "fixed":
        return tuple(allowed)
    place = {item: position for position, item in enumerate(order or ())}
    return tuple(sorted(allowed, key=lambda item: place.get(item.id, len(place))))
