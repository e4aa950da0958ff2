"""The n-th sound of the screen that is before this browser, and of no other."""

from pathlib import Path

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.audio import Sound
from service.errors import NotFound, NotSignedIn
from service.kiosk.aloud_list import FIRST as NAMES
from service.kiosk.aloud_list import name_sound
from service.kiosk.door import Door
from service.kiosk.hearing import Heards, mark_of, sounds_of
from service.kiosk.looking import look_at_places
from service.kiosk.outside import at_the_door
from service.kiosk.place import Place
from service.kiosk.standing import CLOCK, FIRST, fixed_sound, time_sound
from service.kiosk.turn import take_turn

#: Our script says with it which page it reads aloud.
PAGE = "kb-page"


async def play(request: Request) -> Response:
    """The sound as Ogg Opus, never kept by the browser; NotFound without a sitting, or from a page that is no more."""
    door, number = Door(request), int(request.path_params["number"])
    sound = await (standing if FIRST <= number < NAMES else numbered)(door, number)
    if sound is None:
        raise NotFound("sound")
    return Response(await run_in_threadpool(content, sound.path), media_type="audio/ogg")


async def numbered(door: Door, number: int) -> Sound | None:
    """A text of the screen, for the page that shows it."""
    found, mark, named = await before(door, number)
    asked_by = door.request.headers.get(PAGE, mark)
    if asked_by != mark:
        return None
    return named or (found[number][1] if number < len(found) else None)


async def standing(door: Door, number: int) -> Sound | None:
    """What has the same number on every page."""
    if number != CLOCK:
        return fixed_sound(door.site, door.language, number)

    def look(connection: Connection, seen: Place | None) -> Sound | None:
        return time_sound(take_turn(door.site, connection, door.token, door.now, seen))

    try:
        found: Sound | None = await door.site.db.submit_seen(look, look_at_places, door.token)
    except NotSignedIn:
        return None
    return found


async def before(door: Door, number: int) -> tuple[Heards, str, Sound | None]:
    """What can be heard of the screen before this browser, the screen's mark, and a name of its long list."""
    if not door.token:
        return at_the_door(door.site, door.language, door.screen), door.screen, None

    def look(connection: Connection, seen: Place | None) -> tuple[Heards, str, Sound | None]:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        heard = sounds_of(turn)
        return heard, mark_of(turn, heard), name_sound(turn, number) if number >= NAMES else None

    try:
        found: tuple[Heards, str, Sound | None] = await door.site.db.submit_seen(look, look_at_places, door.token)
    except NotSignedIn:
        raise NotFound("sitting") from None
    return found


def content(path: Path) -> bytes:
    """The file; NotFound when somebody has just taken it away."""
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound("sound") from None
