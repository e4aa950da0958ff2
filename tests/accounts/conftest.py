"""An installation, and somebody at its door with a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest
from starlette.testclient import TestClient

from service.accounts.actions import create_team, create_user
from service.accounts.models import Role, StaffUser
from tests.conftest import Clock
from tests.support.installation import HOST, Installation, install
from tests.support.page import find_all, read_page

TEMPORARY = "tijdelijk-wachtwoord"
OWN = "een heel eigen wachtwoord"
EMAIL = "anne@gemeente.example"


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    installed = install(tmp_path / "data", database_url, clock)
    yield installed
    installed.site.db.close()


@pytest.fixture
def anne(place: Installation) -> StaffUser:
    """A klantmanager who has never signed in."""
    with place.site.db.write() as session:
        team = create_team(session, "Oost", place.clock(), None)
        user = create_user(session, EMAIL, "Anne", Role.CASE_MANAGER, team.id, TEMPORARY, place.clock(), None)
        session.flush()
        session.expunge(user)
    return user


class Door:
    """A browser at the sign-in page. `page` is the last HTML, read strictly."""

    def __init__(self, place: Installation) -> None:
        self.place = place
        self.client = TestClient(place.app, base_url=HOST, follow_redirects=False)
        self.get("/staff/sign-in")

    def get(self, path: str) -> httpx.Response:
        return self._seen(self.client.get(path))

    def post(self, path: str, **form: str) -> httpx.Response:
        return self._seen(self.client.post(path, data={"csrf": self.csrf, **form}))

    def _seen(self, response: httpx.Response) -> httpx.Response:
        self.response = response
        if response.headers.get("content-type", "").startswith("text/html"):
            self.page = read_page(response.text)
            self.csrf = (find_all(self.page, "input", name="csrf") or [{"value": ""}])[0].get("value", "")
        return response

    def give_password(self, email: str = EMAIL, password: str = TEMPORARY) -> httpx.Response:
        self.get("/staff/sign-in")
        return self.post("/staff/sign-in", email=email, password=password)

    def follow(self) -> httpx.Response:
        """Go where the last answer sent us, to the page that is there."""
        while self.response.status_code == 303:
            self.get(self.response.headers["location"])
        return self.response

    @property
    def secret(self) -> str:
        """The key for the authenticator app, as a person reads it."""
        return re.sub(r"\s", "", "".join(find_all(self.page, "p", class_="key")[0].itertext()))

    def code(self, secret: str) -> str:
        """What the app shows."""
        return pyotp.TOTP(secret).at(int(self.place.clock().timestamp()))

    def first_sign_in(self) -> str:
        """The whole road; returns the authenticator's secret."""
        self.give_password()
        self.follow()
        self.post("/staff/sign-in/password", password=OWN, again=OWN)
        self.follow()
        secret = self.secret
        self.post("/staff/sign-in/second-factor", code=self.code(secret))
        return secret

    @property
    def cookie(self) -> str:
        return self.client.cookies.get("kb_staff", "", domain="127.0.0.1") or ""

    def plant(self, token: str) -> None:
        """Put a cookie in the browser that the service didn't set."""
        self.client.cookies.set("kb_staff", token, domain="127.0.0.1", path="/")


@pytest.fixture
def door(place: Installation, anne: StaffUser) -> Door:
    return Door(place)
