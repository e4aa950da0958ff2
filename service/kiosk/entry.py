"""Coming in with a code: find or begin the sitting, pin its modules, and give the browser its one cookie."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.definition import Questionnaire
from service.audit.actions import record
from service.cases.milestones import reach
from service.cases.models import Case, MilestoneName
from service.catalogue import Catalogue, Module
from service.catalogue.pinned import keep_snapshot
from service.kiosk.agreement import has_agreed
from service.kiosk.introducing import AHEAD
from service.kiosk.introduction import FIRST
from service.kiosk.models import Sitting, SittingModule
from service.kiosk.working_copy import drop_copy
from service.web.appearance import Appearance
from service.web.tokens import new_token, token_hash


def enter(
    session: Session, catalogue: Catalogue, case: Case, language: str, now: datetime, look: Appearance | None = None
) -> str | None:
    """The cookie for this case's open sitting, a new one where there is none yet; None when all is finished.

    A new cookie ends the one before it: one code, one computer at a time. The client is at the overview, with the part
    that was open, if any (`resuming` goes on from there), and no earlier answer of a health module is readable any
    more. `look`: what was chosen at the door; None leaves what was chosen in the sitting.
    """
    sitting = open_sitting(session, case.id)
    if sitting is None:
        if has_finished(session, case.id):
            return None
        sitting = begin(session, catalogue, case, language, now)
    token = new_token()
    sitting.token_hash = token_hash(token)
    sitting.language = language
    sitting.hand_raised_at, sitting.draft, sitting.ended_token_hash = None, None, None
    sitting.last_seen_at = now
    if look is not None:
        sitting.text_size, sitting.contrast = look.size, look.contrast
    agreed = has_agreed(session.connection(), sitting.id, sitting.purpose)
    sitting.screen, sitting.item_id = first_screen(sitting, agreed), None
    sitting.slug = open_part(session, sitting) if sitting.screen == "overview" else None
    sitting.minutes_worked = 0
    drop_copy(session.connection(), sitting.id)
    record(session, "sitting_entered", now, None, "client", case.id, sitting.id)
    session.flush()
    return token


def first_screen(sitting: Sitting, agreed: bool) -> str:
    """Where this client goes on: an introduction that was broken off at its open step, one repeated no more."""
    if not agreed:
        return "welcome"
    if sitting.introduction == AHEAD and sitting.purpose == "assessment":
        sitting.practice = sitting.practice or FIRST.written()
        return "introduction"
    sitting.practice = None
    return "overview"


def open_part(session: Session, sitting: Sitting) -> str | None:
    """The part that was begun and not ended: the one that was last before the client, else the first of them."""
    rows = select(SittingModule.slug).where(SittingModule.sitting_id == sitting.id, SittingModule.state == "open")
    begun = session.scalars(rows.order_by(SittingModule.position)).all()
    return sitting.slug if sitting.slug in begun else next(iter(begun), None)


def open_sitting(session: Session, case_id: uuid.UUID) -> Sitting | None:
    """The sitting that waits for this client; the assessment before any supplementary one."""
    found = select(Sitting).where(Sitting.case_id == case_id, Sitting.state == "open")
    return session.scalars(found.order_by(Sitting.purpose, Sitting.started_at)).first()


def has_finished(session: Session, case_id: uuid.UUID) -> bool:
    """Whether this client already finished an assessment."""
    found = select(Sitting.id).where(Sitting.case_id == case_id, Sitting.state == "finished")
    return session.scalars(found).first() is not None


def begin(session: Session, catalogue: Catalogue, case: Case, language: str, now: datetime) -> Sitting:
    """A new assessment over all modules that are offered."""
    modules = [module for module in catalogue.modules.values() if not module.is_supplementary]
    sitting = new_sitting(session, case.id, "assessment", modules, language, now)
    sitting.extra_time = case.extra_time
    reach(session, case.id, MilestoneName.STARTED, now, done=0, total=len(modules))
    return sitting


def add_supplementary(session: Session, module: Module, case_id: uuid.UUID, language: str, now: datetime) -> Sitting:
    """A further module in the client's own queue, for the code the client has. It leaves no milestone."""
    sitting = new_sitting(session, case_id, "supplementary", [module], language, now)
    sitting.screen, sitting.health_consent = "overview", True
    session.flush()
    return sitting


def new_sitting(
    session: Session, case_id: uuid.UUID, purpose: str, modules: Sequence[Module], language: str, now: datetime
) -> Sitting:
    """A sitting with versions, seed and item order pinned."""
    seed = secrets.randbelow(2**31)
    sitting = Sitting(case_id=case_id, purpose=purpose, language=language, seed=seed, started_at=now, last_seen_at=now)
    session.add(sitting)
    session.flush()
    for position, module in enumerate(modules, 1):
        session.add(
            SittingModule(
                sitting_id=sitting.id,
                slug=module.slug,
                version=module.version,
                snapshot_hash=keep_snapshot(session.connection(), module, now),
                position=position,
                item_order=item_order(module.questionnaire, seed),
            )
        )
    session.flush()
    return sitting


def item_order(questionnaire: Questionnaire, seed: int) -> list[str]:
    """The ids in the order this sitting asks them: as written, or shuffled by the seed after the practice items."""
    if questionnaire.structure.item_order == "fixed":
        return [item.id for item in questionnaire.items]
    practice = [item.id for item in questionnaire.items if item.practice]
    rest = [item.id for item in questionnaire.items if not item.practice]
    Random(f"{seed}:{questionnaire.slug}").shuffle(rest)  # noqa: S311 - an order to read in, not a secret
    return [*practice, *rest]
