"""A member of staff at a browser without JavaScript, signed in without the trouble of a password."""

import html
import re
from datetime import datetime

import httpx
from starlette.testclient import TestClient

from service.accounts import sign_ins
from service.accounts.guard import COOKIE
from service.accounts.principal import Principal
from service.web.cookies import cookie_name
from service.web.tokens import form_token
from tests.support.installation import HOST, Installation


class Colleague:
    """`who` None: nobody is signed in."""

    def __init__(self, place: Installation, who: Principal | None) -> None:
        self.place = place
        self.who = who
        self.client = TestClient(place.app, base_url=HOST, follow_redirects=False, raise_server_exceptions=True)
        self.token = ""
        if who is not None:
            self.sign_in(who, place.clock())

    def sign_in(self, who: Principal, now: datetime) -> None:
        """A complete sign-in, made where the second factor would make it."""
        with self.place.site.db.write() as session:
            self.token = sign_ins.begin(session, who.user_id, now, second_factor_at=now)
        self.client.cookies.set(cookie_name(self.place.site.settings, COOKIE), self.token)

    @property
    def csrf(self) -> str:
        """The form token that every page of this person carries."""
        return form_token(self.place.site.settings.signing_key, self.token)

    def get(self, path: str) -> httpx.Response:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, **form: object) -> httpx.Response:
        """Send a form."""
        return self.client.post(path, data={"csrf": self.csrf, **form})


def links_of(page: str) -> list[str]:
    """Every address of our own that a page links to."""
    found = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    return [html.unescape(address) for address in dict.fromkeys(found)]
