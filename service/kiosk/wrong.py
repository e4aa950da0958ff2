"""What the page for an error needs at the kiosk: the button that closes it, and what of it can be heard."""

from typing import Any

from starlette.requests import Request

from service.audio.buttons import WRONG
from service.kiosk.door import Door
from service.kiosk.standing import audible
from service.web.error_pages import kiosk_form


def when_wrong(request: Request) -> dict[str, Any]:
    """`heard`: status of the page → the numbers of its words, without asking the database: it may be gone."""
    door = Door(request)
    heard = {status: audible(door.site, door.language, words) for status, words in WRONG.items() if door.language}
    return {**kiosk_form(request), "heard": heard}
