"""What a browser brings and gets: cookies, form token, the pages outside a sitting, and a clean way out.

Cookies: `kb_kiosk` the sitting (HttpOnly, ends with the browser), `kb_door` a random value that form tokens hang on
before there is a sitting, `kb_language`, `kb_notice` and `kb_farewell` one word each, `kb_sought` what the next page
looks for in a long list, `kb_typed` a code half typed, `kb_look` the size of letters and the contrast.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, update
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from service.errors import NoCookies
from service.kiosk.answering import keep_typed
from service.kiosk.drafting import keep_draft
from service.kiosk.models import Sitting
from service.kiosk.moving import move
from service.kiosk.offered import Offered
from service.kiosk.outside import top_outside
from service.kiosk.pages import RESUMED, Page
from service.kiosk.saving import read_sent
from service.kiosk.sent_again import put_back
from service.kiosk.sought import Sought
from service.kiosk.turn import take_turn
from service.kiosk.typed_code import open_typed, seal_typed
from service.web.appearance import APPEARANCE, Appearance
from service.web.cookies import drop_cookie, read_cookie, set_cookie
from service.web.packing import pack
from service.web.site import site_of
from service.web.tokens import FIELD, check_form, check_origin, form_token, new_token

SITTING, DOOR, LANGUAGE, NOTICE, FAREWELL = "kb_kiosk", "kb_door", "kb_language", "kb_notice", "kb_farewell"
SOUGHT, TYPED = "kb_sought", "kb_typed"
FAREWELLS = ("paused", "withdrawn", "finished", "timeout", "already", "not_mine")
AT_THE_CODE = ("code", "digits", "wait")
NOTICES = ("empty", "range", "number", "date", "exclusive", "too_long", "gaps", "elsewhere", "choose", *AT_THE_CODE)
CLEAR = '"cache", "storage"'
PART = "kb-part"  # a header of our own script


class Door:
    """One request at the kiosk."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.site = site_of(request)
        self.now = self.site.clock()
        self.token = self._cookie(SITTING)
        self.key = self._cookie(DOOR)
        self.offered = self.site.part(Offered)
        self.languages = self.offered.languages
        self.notice = self._word(NOTICE, NOTICES if self.wants_part else (*NOTICES, RESUMED))
        self.farewell = self._word(FAREWELL, FAREWELLS)
        self.sought = Sought.read(self._cookie(SOUGHT))
        self.looks = self._cookie(APPEARANCE)
        self.appearance = Appearance.read(self.looks)

    def _cookie(self, name: str) -> str:
        return read_cookie(self.request, self.site.settings, name)

    def _word(self, name: str, known: tuple[str, ...]) -> str:
        found = self._cookie(name)
        return found if found in known else ""

    @property
    def language(self) -> str:
        """The language chosen at the door, empty when none was."""
        return self._word(LANGUAGE, self.languages)

    @property
    def wanted(self) -> str:
        """The language that the form of this request asks for, as far as it has been read; empty when it asks none."""
        return str(getattr(self.request.state, "wanted", ""))

    @wanted.setter
    def wanted(self, language: str) -> None:
        self.request.state.wanted = language if language in self.languages else ""

    @property
    def wants_part(self) -> bool:
        """Whether our own script asks: it puts the part that changes into the page it has."""
        return PART in self.request.headers

    def check(self, form: FormData) -> None:
        """Refuse a form that isn't ours, and one from a browser that keeps no cookies: nothing ties it to a page.

        It was given one with the page, so a browser that sends none at all keeps none.
        """
        check_origin(self.request)
        if not self.request.cookies:
            raise NoCookies
        check_form(self.request, self.site.settings, self.token or self.key, str(form.get(FIELD, "")))

    @property
    def screen(self) -> str:
        """The screen before or after a sitting."""
        return self.farewell or ("code" if self.language else "language")

    def outside(self) -> tuple[str, Page]:
        """Its template and page."""
        name = "farewell" if self.farewell else self.screen
        top = top_outside(self.site, self.language, self.screen, self.appearance, self.notice)
        return f"kiosk/{name}.html", Page(top, self.screen, self.notice, typed=self.typed)

    @property
    def typed(self) -> str:
        """What was typed of a code before the page was asked for in another language, letters or colours."""
        sealed = self._cookie(TYPED) if self.screen == "code" and self.key else ""
        return open_typed(self.site.settings.signing_key, self.key, sealed, self.now) if sealed else ""

    def respond(self, template: str, page: Any, language: str = "") -> Response:
        """The page as HTML; for our own script only the part that changes, but whole once there is no sitting."""
        if not self.token:
            self.key = self.key or new_token()
        token = form_token(self.site.settings.signing_key, self.token or self.key)
        frame = "kiosk/part.html" if self.token and self.wants_part else "kiosk/whole.html"
        chosen = language or self.language or "nl"
        html = self.site.renderer.html(template, chosen, page, csrf=token, frame=frame, offered=self.offered)
        response = HTMLResponse(html)
        if not self.token and not self._cookie(DOOR):
            set_cookie(response, self.site.settings, DOOR, self.key)
        if page.top.appearance != self.appearance:
            set_cookie(response, self.site.settings, APPEARANCE, page.top.appearance.written())
        for shown_once in (NOTICE, SOUGHT, TYPED):
            if self._cookie(shown_once) and not (self.wants_part and self._cookie(shown_once) == RESUMED):
                drop_cookie(response, self.site.settings, shown_once)
        return pack(self.request, response)

    def onward(self, notice: str = "") -> Response:
        """To the one address, by GET, so that Back and reload never send a form twice."""
        response = RedirectResponse("/", 303)
        if notice:
            set_cookie(response, self.site.settings, NOTICE, notice)
        if self.sought.item:
            set_cookie(response, self.site.settings, SOUGHT, self.sought.written())
        return response

    def onward_with(self, form: FormData) -> Response:
        """To the one address, with what was looked for in a long list, or typed of a code."""
        if "find" in form:
            self.sought = Sought.sent(form)
        response, typed = self.onward(), str(form.get("code", ""))
        if typed and self.key and not self.token:
            sealed = seal_typed(self.site.settings.signing_key, self.key, typed, self.now)
            set_cookie(response, self.site.settings, TYPED, sealed)
        return response

    def keep_language(self, response: Response, language: str, onward: bool) -> None:
        """Remember the language for the pages outside a sitting. `onward`: from the farewell to the code again."""
        set_cookie(response, self.site.settings, LANGUAGE, language)
        if onward:
            drop_cookie(response, self.site.settings, FAREWELL)

    def leave(self, farewell: str) -> Response:
        """End the browser's sitting, wipe what the browser may have kept, and say goodbye in the client's language."""
        response = RedirectResponse("/", 303)
        response.headers["clear-site-data"] = CLEAR
        for name in (SITTING, DOOR, NOTICE, SOUGHT, TYPED):
            drop_cookie(response, self.site.settings, name)
        set_cookie(response, self.site.settings, FAREWELL, farewell)
        return response

    def forget(self, response: Response) -> None:
        """Leave nothing of the one before."""
        response.headers["clear-site-data"] = CLEAR
        for name in (SITTING, DOOR, NOTICE, SOUGHT, TYPED, FAREWELL, LANGUAGE, APPEARANCE):
            drop_cookie(response, self.site.settings, name)

    def to_overview(self, connection: Connection) -> None:
        """Where a client goes on whose item is no longer asked: routing or another tab has taken it away."""
        turn = take_turn(self.site, connection, self.token, self.now)
        move(connection, turn.place, "overview", self.now)

    def keep_what_was_sent(self, form: FormData) -> Callable[[Connection], None]:
        """The write that keeps what can't be an answer on the page, to be mended there."""

        def work(connection: Connection) -> None:
            turn = take_turn(self.site, connection, self.token, self.now)
            keep_draft(put_back(turn, read_sent(form)) if "key" in form else turn, form)

        return work

    def change_language(self, language: str, form: FormData) -> Callable[[Connection], None]:
        """The write that sets the sitting's language, and keeps what was typed into a text."""

        def work(connection: Connection) -> None:
            turn = take_turn(self.site, connection, self.token, self.now)
            if not keep_typed(turn, form):
                keep_draft(turn, form)
            sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
            connection.execute(sitting.values(language=language, last_seen_at=self.now))

        return work
