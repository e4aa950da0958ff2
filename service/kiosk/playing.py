"""The n-th sound of the screen that is before this browser, and of no other."""

from pathlib import Path

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.errors import NotFound, NotSignedIn
from service.kiosk.door import Door
from service.kiosk.hearing import Heards, mark_of, sounds_of
from service.kiosk.looking import look_at_places
from service.kiosk.outside import at_the_door
from service.kiosk.place import Place
from service.kiosk.turn import take_turn

#: Our script says with it which page it reads aloud.
PAGE = "kb-page"


async def play(request: Request) -> Response:
    """The sound as Ogg Opus, never kept by the browser; NotFound without a sitting, or from a page that is no more."""
    found, mark = await before(Door(request))
    number = int(request.path_params["number"])
    if number >= len(found) or request.headers.get(PAGE, mark) != mark:
        raise NotFound("sound")
    return Response(await run_in_threadpool(content, found[number][1].path), media_type="audio/ogg")


async def before(door: Door) -> tuple[Heards, str]:
    """What can be heard of the screen before this browser, and the screen's mark."""
    if not door.token:
        return at_the_door(door.site, door.language, door.screen), door.screen

    def look(connection: Connection, seen: Place | None) -> tuple[Heards, str]:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        heard = sounds_of(turn)
        return heard, mark_of(turn, heard)

    try:
        found: tuple[Heards, str] = await door.site.db.submit_seen(look, look_at_places, door.token)
    except NotSignedIn:
        raise NotFound("sitting") from None
    return found


def content(path: Path) -> bytes:
    """The file; NotFound when somebody has just taken it away."""
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound("sound") from None
