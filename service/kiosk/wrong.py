"""The kiosk's page for an error: in the client's language, with the choice of another one, the button that closes it,
and what of it can be heard. Nothing of it asks the database: that may be what is gone.
"""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.audio.buttons import WRONG
from service.errors import KlantbeeldError
from service.kiosk.door import DOOR, LANGUAGE, Door
from service.kiosk.standing import audible
from service.web.cookies import set_cookie
from service.web.error_pages import Show, judged
from service.web.tokens import form_token, new_token


def show_wrong(request: Request, problem: Exception) -> Response:
    """The page. A browser that has no value of the door yet is given one, so that the buttons of the page work; not a
    script or a picture: its reply would cross the page that asked for it.
    """
    page, door = judged(request, problem), Door(request)
    language = door.wanted or door.language or accepted(door) or "nl"
    key = door.token or door.key or new_token()
    shown: dict[str, Any] = {
        "csrf": form_token(door.site.settings.signing_key, key),
        "classes": door.appearance.classes,
        "offered": door.offered,
        "heard": heard(door) if language == door.language else {},
    }
    response = HTMLResponse(door.site.renderer.html("kiosk/error.html", language, page, **shown), page.status)
    if not (door.token or door.key) and request.headers.get("sec-fetch-dest", "document") == "document":
        set_cookie(response, door.site.settings, DOOR, key)
    if door.wanted and page.status >= 500:
        set_cookie(response, door.site.settings, LANGUAGE, door.wanted)  # the sitting could not be told
    return response


def heard(door: Door) -> Mapping[int, tuple[int, ...]]:
    """Status of the page → the numbers of its words."""
    return {status: audible(door.site, door.language, words) for status, words in WRONG.items()}


def accepted(door: Door) -> str:
    """The first language of ours that the browser asks for; empty when there is none."""
    asked = door.request.headers.get("accept-language", "").split(",")
    codes = (each.partition(";")[0].strip().partition("-")[0].lower() for each in asked)
    return next((code for code in codes if code in door.languages), "")


ERRORS: Mapping[Any, Show] = dict.fromkeys((KlantbeeldError, HTTPException, Exception), show_wrong)
