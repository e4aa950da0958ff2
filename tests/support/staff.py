"""A member of staff at a browser without JavaScript, signed in without the trouble of a password."""

import html
import re
from collections import Counter
from datetime import datetime

import httpx
from starlette.testclient import TestClient

from service.accounts import sign_ins
from service.accounts.guard import COOKIE
from service.accounts.principal import Principal
from service.web.cookies import cookie_name
from service.web.tokens import form_token
from tests.support.installation import HOST, Installation

#: What tells alike pages apart, and how many of them are looked at.
ID = re.compile(r"[0-9a-f]{8,}(-[0-9a-f]{4,})*|\d+")
ALIKE = 20


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


def crawl(colleague: Colleague, *starts: str, most: int = 400) -> dict[str, httpx.Response]:
    """Every staff page that can be reached by links from `starts`, by its address. Redirects are followed.

    Of pages whose addresses differ in a number or an id alone some are enough: a page for each text would fill it.
    """
    waiting, seen, shapes = list(starts), dict[str, httpx.Response](), Counter[str]()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or shapes[shape := ID.sub("#", address)] >= ALIKE:
            continue
        shapes[shape] += 1
        seen[address] = reply = colleague.get(address)
        onward = [reply.headers["location"]] if reply.is_redirect else []
        if reply.headers.get("content-type", "").startswith("text/html"):
            onward += links_of(reply.text)
        waiting += [link.split("#")[0] for link in onward if link.startswith("/staff")]
    return seen


def edition_of(page: str) -> str:
    """Which state of the review a page was made from."""
    return re.findall(r'name="edition" value="(\d+)"', page)[0]


def close_signals(doctor: Colleague, review: object, reason: str = "Gesproken") -> int:
    """Close every signal that is open, with a reason; how many there were."""
    number = 0
    while keys := re.findall(r'name="key"\s+value="(\w+)"', page := doctor.get(f"/staff/review/{review}").text):
        form = {"edition": edition_of(page), "key": keys[0], "reason": reason}
        reply = doctor.post(f"/staff/review/{review}/signal", **form)
        assert reply.status_code == 303, (reply.status_code, reply.text[:3000])
        number += 1
    return number


def confirm_level(manager: Colleague, case: object, level: int = 0, reason: str = "") -> None:
    """Decide about the first proposed level of a case, as proposed unless told otherwise."""
    page = manager.get(f"/staff/cases/{case}/levels").text
    (proposal, *_), (seen, *_) = (re.findall(rf'name="{name}" value="([^"]+)"', page) for name in ("proposal", "seen"))
    chosen = level or int(re.findall(r'name="level"\s+value="(\d)"\s+required\s+checked', page)[0])
    form = {"proposal": proposal, "seen": seen, "level": chosen, "reason": reason}
    reply = manager.post(f"/staff/cases/{case}/levels", **form)
    assert reply.status_code == 303, (reply.status_code, reply.text[:3000])


def decide_health_levels(doctor: Colleague, review: object, reason: str = "") -> None:
    """Choose level 1 for the first health domain, with a reason, and confirm the other proposals."""
    path = f"/staff/review/{review}"
    page = doctor.get(path).text
    domains = [name for name in re.findall(r'name="domain"\s+value="([\w.]+)"', page) if name != "all"]
    for form in ({"domain": domains[0], "level": "1", "reason": reason or "Eigen indruk"}, {"domain": "all"}):
        reply = doctor.post(f"{path}/levels", edition=edition_of(doctor.get(path).text), **form)
        assert reply.status_code == 303, (reply.status_code, reply.text[:3000])


def write_note(doctor: Colleague, review: object, note: str) -> None:
    """Keep a note for oneself."""
    form = {"edition": edition_of(doctor.get(f"/staff/review/{review}").text), "note": note}
    reply = doctor.post(f"/staff/review/{review}/note", **form)
    assert reply.status_code == 303, (reply.status_code, reply.text[:3000])


def release(doctor: Colleague, review: object, outcome: str = "", limits: int = 1) -> None:
    """Release an outcome, with the first limits of the list, by the form of the review page."""
    table = doctor.place.catalogue.release
    form = {
        "edition": edition_of(doctor.get(f"/staff/review/{review}").text),
        "outcome": outcome or next(choice.id for choice in table.outcomes if choice.limits),
        "limits": [choice.id for choice in table.limits[:limits]],
        "acknowledged": "true",
        "confirmed": "true",
    }
    reply = doctor.post(f"/staff/review/{review}/release", **form)
    assert reply.status_code == 303, (reply.status_code, reply.text[:3000])
