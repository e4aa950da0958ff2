"""A staff page that is left alone, and one where somebody goes on typing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, expect

from service.accounts.models import Role
from service.review.models import Review
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import CALM, Afname, finished
from tests.support.browser import sign_in
from tests.support.installation import Installation
from tests.support.server import MovableClock, Server
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELD, NOTE = "textarea[name=note]", "Gesproken. Slaapt slecht, belt morgen terug."


class ServiceClock(Clock):
    """The clock of the running service, for who makes a sitting there."""

    def __init__(self, clock: MovableClock) -> None:
        self.now, self.forward = clock(), cast(Any, clock.forward)


@dataclass(frozen=True)
class Left:
    """A psychiatrist's page of a review. Time passes for the page and for the service."""

    page: Page
    server: Server
    sitting: Afname

    def alone(self, minutes: int) -> None:
        self.server.clock.forward(minutes=minutes)
        self.page.clock.fast_forward(minutes * 60_000)

    @property
    def note(self) -> str:
        """The note as it is stored."""
        opener = Opener.of(self.server.site.settings)
        with self.server.site.db.read() as session:
            sealed = session.get_one(Review, self.sitting.review_id).sealed_note
            return str(opener.open_mggz(sealed)["note"]) if sealed else ""

    @property
    def scored(self) -> bool:
        with self.server.site.db.read() as session:
            review = session.query(Review).filter_by(sitting_id=self.sitting.id).one_or_none()
            return review is not None and review.sealed_result is not None


@pytest.fixture
def left(server: Server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Left]:
    clock, page = ServiceClock(server.clock), browser.new_page()
    place = Installation(server.site, cast(Any, None), server.clock)
    found = Left(page, server, finished(place, clock, place.invite(place.staff(Role.CASE_MANAGER)), CALM))
    until(lambda: found.scored)
    sign_in(page, server.url, server.account(Role.PSYCHIATRIST, f"{request.node.name}@example.org"))
    page.clock.install()
    page.goto(f"{server.url}/staff/review/{found.sitting.review_id}")
    yield found
    page.close()


def test_what_was_typed_is_kept_when_the_page_warns(left: Left) -> None:
    left.page.fill(FIELD, NOTE)
    left.page.check("input[name=outcome] >> nth=1")
    left.alone(minutes=14)
    expect(left.page.locator("#idle-warning")).to_be_visible()
    until(lambda: left.note == NOTE)
    until(lambda: left.page.input_value("[name=edition]") == str(left.sitting.edition()))
    assert left.page.input_value(FIELD) == NOTE
    assert left.page.is_checked("input[name=outcome] >> nth=1")
    left.page.click("#idle-stay")
    left.page.fill(FIELD, f"{NOTE} Gebeld.")
    with left.page.expect_navigation():
        left.page.click("#note ~ button")
    assert left.note == f"{NOTE} Gebeld.", "the page knows of the edition that was kept"


def test_to_keep_it_is_no_sign_of_somebody(left: Left) -> None:
    left.page.fill(FIELD, NOTE)
    left.alone(minutes=14)
    until(lambda: left.note == NOTE)
    left.server.clock.forward(minutes=2)
    left.page.goto(f"{left.server.url}/staff/review")
    expect(left.page.locator("input[name=password]")).to_be_visible()


def test_where_nothing_was_typed_nothing_is_sent(left: Left) -> None:
    edition, sent = left.sitting.edition(), []
    left.page.on("request", lambda one: sent.append(one.method))
    left.alone(minutes=14)
    expect(left.page.locator("#idle-warning")).to_be_visible()
    left.page.wait_for_timeout(300)
    assert (left.sitting.edition(), "POST" in sent) == (edition, False)


def test_who_types_is_there(left: Left) -> None:
    for number in range(4):
        left.alone(minutes=6)
        with left.page.expect_response("**/staff/account"):
            left.page.type(FIELD, str(number))
    expect(left.page.locator("#idle-warning")).to_be_hidden()
    with left.page.expect_navigation():
        left.page.click("#note ~ button")
    assert left.note == "0123"
