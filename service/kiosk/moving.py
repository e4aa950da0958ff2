"""Writes that move a sitting: to an item, to a screen, into and out of a module."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.orm import Session

from scoring.definition import Item
from service.cases.milestones import reach
from service.cases.models import MilestoneName
from service.catalogue import Module
from service.db import Database
from service.kiosk.models import Sitting, SittingModule
from service.kiosk.place import Place
from service.kiosk.working_copy import drop_copy

MOVE = (
    update(Sitting.__table__)  # type: ignore[arg-type]
    .where(Sitting.id == bindparam("sitting"))
    .values(
        screen=bindparam("to_screen"),
        slug=bindparam("to_slug"),
        item_id=bindparam("to_item"),
        item_shown_at=bindparam("at"),
        last_seen_at=bindparam("at"),
        draft=None,
    )
)
MODULE = update(SittingModule.__table__).where(  # type: ignore[arg-type]
    SittingModule.sitting_id == bindparam("sitting"), SittingModule.slug == bindparam("of_slug")
)
OPEN = MODULE.values(state="open", opened_at=bindparam("at"))
#: After so many minutes of work, by what the parts are expected to take, a break is offered.
BREAK_AFTER = 20
WORKED = update(Sitting.__table__).where(Sitting.id == bindparam("sitting"))  # type: ignore[arg-type]
CLOSE = MODULE.values(state=bindparam("to_state"), closed_at=bindparam("at"))


def move(
    connection: Connection, place: Place, screen: str, now: datetime, slug: str | None = None, item: str | None = None
) -> None:
    """Put the client before another screen."""
    connection.execute(MOVE, moved(place, screen, now, slug, item))


def moved(place: Place, screen: str, now: datetime, slug: str | None = None, item: str | None = None) -> dict[str, Any]:
    """The row for `MOVE`."""
    return {"sitting": place.sitting.id, "to_screen": screen, "to_slug": slug, "to_item": item, "at": now}


def to_item(connection: Connection, place: Place, slug: str, item: Item, now: datetime, screen: str = "item") -> None:
    """Put an item, or the screen before it, before the client; its response time counts from now."""
    move(connection, place, screen, now, slug, item.id)


def open_module(connection: Connection, place: Place, slug: str, now: datetime) -> None:
    """Begin a module. Who was offered a break and goes on all the same is offered the next one as much later."""
    if place.sitting.minutes_worked >= BREAK_AFTER:
        connection.execute(WORKED.values(minutes_worked=0), {"sitting": place.sitting.id})
    connection.execute(OPEN, {"sitting": place.sitting.id, "of_slug": slug, "at": now})


def open_again(connection: Connection, place: Place, slug: str) -> None:
    """A module that an answer had ended goes on, since the answer is another one now."""
    values = MODULE.values(state="open", closed_at=None)
    connection.execute(values, {"sitting": place.sitting.id, "of_slug": slug})


def close_module(db: Database, connection: Connection, place: Place, module: Module, state: str, now: datetime) -> None:
    """End a module as done or skipped, forget its working copy, and count it: one step, whatever its length."""
    connection.execute(CLOSE, {"sitting": place.sitting.id, "of_slug": module.slug, "to_state": state, "at": now})
    drop_copy(connection, place.sitting.id)
    if state == "done":
        minutes = Sitting.minutes_worked + module.questionnaire.structure.minutes
        connection.execute(WORKED.values(minutes_worked=minutes), {"sitting": place.sitting.id})
    before = next(row for row in place.modules if row.slug == module.slug)
    if before.state in ("done", "skipped") or place.sitting.purpose != "assessment":
        return
    with db.session_on(connection) as session:
        count_step(session, place, now)


def count_step(session: Session, place: Place, now: datetime) -> None:
    """One more module is behind the client."""
    done, total = place.closed + 1, len(place.modules)
    reach(session, place.sitting.case_id, MilestoneName.PROGRESSED, now, done=done, total=total)


def after_module(module: Module, language: str) -> str:
    """The screen that follows a module: a moment of rest, a closing word, or the overview at once."""
    if module.questionnaire.structure.grounding:
        return "rest"
    return "after" if module.has_text(language, "after") else "overview"


def row_of(place: Place, slug: str) -> Any:
    """The module's row in this sitting."""
    return next(row for row in place.modules if row.slug == slug)
