"""Sittings made where the kiosk would make them: pinned by its own code, answers sealed, the end told by its event."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scoring.definition import Sensitivity
from scoring.flags import immediate_flags
from scoring.result import AnswerValue
from service.catalogue import Module
from service.db import emit
from service.kiosk.entry import new_sitting
from service.kiosk.events import SittingFinished, SittingWithdrawn
from service.kiosk.models import Answer, Consent, Sitting, SittingModule
from service.review.models import Review
from service.review.queries import flag_key, result_of
from service.vault.models import CaseKey
from service.vault.opening import Opener
from service.vault.sealing import deposit_answer, deposit_flag
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.tables import rows_of

CORE = ("tr_core_memory", "tr_core_away", "tr_core_alert", "tr_core_far", "tr_core_guilt")
SECOND = ("tr_int_dream", "tr_avo_remind", "tr_mood_joy", "tr_aro_startle", "tr_dis_world", "tr_fun_tasks")
CALM: Mapping[str, AnswerValue] = {
    "tr_gate": "no",
    **dict.fromkeys(CORE, "0"),
    "tr_safety": "no",
    "tr_danger": "no",
    "tr_help": "no",
}
PAST = {**CALM, "tr_safety": "past"}
ELEVATED = {**CALM, "tr_gate": "yes", **dict.fromkeys(CORE, "2"), **dict.fromkeys(SECOND, "1")}
ACUTE = {**CALM, "tr_safety": "month"}


@dataclass
class Afname:
    """One sitting under way; `say` is what the kiosk does with one answer."""

    place: Installation
    clock: Clock
    client: Invited
    id: uuid.UUID
    language: str
    given: dict[str, AnswerValue] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)

    def say(self, slug: str, answers: Mapping[str, AnswerValue], response_ms: int = 6000) -> None:
        """Answer items of a module, each in a transaction of its own."""
        module = self.module(slug)
        for item, value in answers.items():
            self.clock.forward(seconds=6)
            self._keep(module, item, value, response_ms)

    def agree(self, health: bool) -> None:
        """A yes or no to the questions about health."""
        with self.place.site.db.write() as session:
            session.get_one(Sitting, self.id).health_consent = health
            row = Consent(sitting_id=self.id, purpose="health", given=health, language=self.language, at=self.clock.now)
            session.add(row)

    def close(self, slug: str) -> None:
        """A part is done."""
        with self.place.site.db.write() as session:
            part = session.query(SittingModule).filter_by(sitting_id=self.id, slug=slug).one()
            part.state, part.closed_at = "done", self.clock.now

    def module(self, slug: str) -> Module:
        """The pinned module."""
        return self.place.catalogue.module(slug)

    def _keep(self, module: Module, item: str, value: AnswerValue, response_ms: int) -> None:
        self.given[item] = value
        self.revisions[item] = revision = self.revisions.get(item, 0) + 1
        row: dict[str, Any] = {
            "id": uuid.uuid4(),
            "sitting_id": self.id,
            "slug": module.slug,
            "item_id": item,
            "revision": revision,
            "idempotency_key": uuid.uuid4().hex,
            "answered_at": self.clock.now,
        }
        content = {"item": item, "value": value, "language": self.language, "response_ms": response_ms}
        with self.place.site.db.write() as session:
            part = session.query(SittingModule).filter_by(sitting_id=self.id, slug=module.slug).one()
            part.state, part.opened_at = "done", part.opened_at or self.clock.now
            if module.questionnaire.by_id[item].sensitivity is not Sensitivity.HEALTH:
                extra = {"value": value, "language": self.language, "response_ms": response_ms}
                session.add(Answer(**row, **extra))
                return
            key = session.get_one(CaseKey, self.client.case_id).public_key
            deposit_answer(session.connection().execute, key, {**row, "case_id": self.client.case_id}, content)
            for flag in immediate_flags(module.questionnaire, item, self.given):
                owner = {"id": uuid.uuid4(), "case_id": self.client.case_id, "sitting_id": self.id}
                words = {"slug": module.slug, **flag.model_dump(mode="json")}
                deposit_flag(session.connection().execute, key, {**owner, "raised_at": self.clock.now}, words)

    def end(self, state: str = "finished") -> "Afname":
        """Finish, or stop for good; in one transaction with what follows from it."""
        self.clock.forward(minutes=1)
        event = {"finished": SittingFinished, "withdrawn": SittingWithdrawn}[state]
        with self.place.site.db.write() as session:
            sitting = session.get_one(Sitting, self.id)
            sitting.state, sitting.finished_at = state, self.clock.now
            session.flush()
            emit(session, event(self.id, self.client.case_id, self.clock.now))
        return self

    @property
    def review_id(self) -> uuid.UUID:
        """The review of this sitting."""
        with self.place.site.db.read() as session:
            return session.query(Review).filter_by(sitting_id=self.id).one().id

    @property
    def has_review(self) -> bool:
        """Whether there is one."""
        with self.place.site.db.read() as session:
            return session.query(Review).filter_by(sitting_id=self.id).count() == 1

    def edition(self) -> int:
        """The review's edition at this moment."""
        with self.place.site.db.read() as session:
            return session.query(Review).filter_by(sitting_id=self.id).one().edition


def begin(
    place: Installation,
    clock: Clock,
    client: Invited,
    slugs: tuple[str, ...] = ("trauma",),
    language: str = "ti",
    *,
    health: bool = True,
) -> Afname:
    """A sitting over these modules, with consent to the health part or without."""
    modules = [place.catalogue.module(slug) for slug in slugs]
    with place.site.db.write() as session:
        sitting = new_sitting(session, client.case_id, "assessment", modules, language, clock.now)
        found = Afname(place, clock, client, sitting.id, language)
    found.agree(health)
    return found


def finished(
    place: Installation, clock: Clock, client: Invited, answers: Mapping[str, AnswerValue] = CALM, **more: Any
) -> Afname:
    """A finished sitting with these answers to `trauma`."""
    sitting = begin(place, clock, client, **more)
    sitting.say("trauma", answers)
    return sitting.end()


def here(sitting: Afname, form: str = "") -> str:
    return f"/staff/review/{sitting.review_id}" + (f"/{form}" if form else "")


def keys_of(place: Installation, opener: Opener, sitting: Afname) -> dict[str, str]:
    """Rule → the key of its flag."""
    with place.site.db.read() as session:
        review = session.get_one(Review, sitting.review_id)
        result = result_of(opener, review, opener.open_flags(session, sitting.id))
        return {signal.rule: flag_key(opener, review.id, signal) for signal in result.signals}


def milestones(place: Installation) -> Counter[str]:
    return Counter(row["name"] for row in rows_of(place.site.db, "milestone"))
