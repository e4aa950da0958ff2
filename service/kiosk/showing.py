"""The screen a client is at: asked for by itself, or drawn in the transaction that leads to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.responses import Response

from service.errors import NotFound, NotSignedIn
from service.kiosk.door import Door
from service.kiosk.ending import farewell_of
from service.kiosk.looking import look_at_places
from service.kiosk.place import Place
from service.kiosk.screens import draw
from service.kiosk.turn import take_turn

log = structlog.get_logger()

Shown = tuple[str, Any, str]  # template, page, language


async def page(door: Door) -> Response:
    """Draw the screen of the sitting behind this door, or the door itself: language, code, farewell."""
    site = door.site
    if not door.token:
        return door.respond(*door.outside())
    try:
        drawn = await site.db.submit_seen(partial(screen_of, door), look_at_places, door.token)
    except NotSignedIn:
        return door.leave(await door.site.db.submit(lambda connection: farewell_of(connection, door.token)))
    except NotFound:
        await site.db.submit(door.to_overview)
        return door.onward("elsewhere")
    return door.respond(*drawn)


def screen_of(door: Door, connection: Connection, seen: Place | None) -> Shown:
    """The screen that the sitting behind this door is at."""
    turn = replace(take_turn(door.site, connection, door.token, door.now, seen), sought=door.sought)
    return *draw(turn, door.notice), turn.language


def screen_after(door: Door) -> Callable[[Connection, Place | None], Shown | None] | None:
    """For our own script: the screen that follows, drawn in the transaction that leads to it. None where that can't be
    done: then the next page is asked for in the usual way, which knows what to do or fails by itself: a fault of a page
    undoes no answer, and no flag that came with it.
    """
    if not door.wants_part:
        return None
    door.notice = ""

    def look(connection: Connection, seen: Place | None) -> Shown | None:
        return attempted(partial(screen_of, door, connection, seen))

    return look


def attempted(look: Callable[[], Shown]) -> Shown | None:
    """The screen, drawn in a transaction that keeps something; None where that can't be done, whatever the reason."""
    try:
        return look()
    except (NotSignedIn, NotFound):
        return None
    except DBAPIError:
        raise  # what the transaction has kept is gone with it
    except Exception as problem:  # its words may hold an answer
        log.error("next_screen_failed", kind=type(problem).__name__)
        return None


async def next_page(door: Door, notice: str = "") -> Response:
    """The next screen: at once for our own script, by a redirect for every other browser."""
    if door.wants_part:
        door.notice = notice
        return await page(door)
    return door.onward(notice)
