"""Staff pages in what is no everyday state: before a sign-in, with errors, empty, refused; each judged by axe-core."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from service.accounts.models import Role
from service.cases.actions import NotReported
from service.errors import Conflict, Forbidden, Invalid, KlantbeeldError, NotFound, TooMany, Unavailable
from service.reports.actions import NotDebriefed, NotFinished
from service.web.error_pages import error_page
from tests.access.judged import barriers
from tests.access.test_access_walk import ROUTES, address, combinations, may
from tests.access.world import World
from tests.conftest import Clock
from tests.support.browser import chromium
from tests.support.installation import HOST, Installation, install
from tests.support.staff import Colleague, crawl

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROBLEMS = (
    NotFound(""),
    Forbidden(""),
    Conflict(""),
    NotReported(""),
    NotFinished(""),
    NotDebriefed(""),
    Invalid(""),
    TooMany(30),
    Unavailable(""),
    KlantbeeldError(""),
)
#: A field with a problem whose words are not tied to it.
UNTIED = """() => [...document.querySelectorAll(".problem")].map(e => e.id)
    .filter(id => !document.querySelector(`[aria-describedby~="${id}"]`))"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield new_page(browser)


def new_page(browser: Browser) -> Page:
    """As wide as an office screen."""
    return browser.new_context(viewport={"width": 1366, "height": 768}).new_page()


def show(page: Page, place: Installation, html: str, asking: Colleague | None = None) -> None:
    """This page, with the sheets and fonts that it names."""
    asking = asking or Colleague(place, None)

    def serve(route: Route) -> None:
        if route.request.resource_type == "document":
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html)
            return
        reply = asking.client.get(route.request.url.removeprefix(HOST))
        headers = {k: v for k, v in reply.headers.items() if k not in ("content-length", "content-encoding")}
        route.fulfill(status=reply.status_code, headers=headers, body=reply.content)

    page.unroute_all()
    page.route("**/*", serve)
    page.goto(HOST + "/staff/shown")


def is_html(reply: httpx.Response) -> bool:
    """Whether a reply is a page."""
    return reply.headers.get("content-type", "").startswith("text/html")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_way_in_has_no_barrier(world: World, page: Page, language: str) -> None:
    """Sign-in, refused, after a time-out. A manager of passwords knows the fields, and pasting works."""
    nobody = Colleague(world.place, None)
    nobody.client.get(f"/staff/sign-in?language={language}")
    plain = nobody.client.get(f"/staff/sign-in?language={language}").text
    timed_out = nobody.client.get("/staff/sign-in?timeout").text
    token = plain.partition('name="csrf" value="')[2].partition('"')[0]
    sent = {"csrf": token, "email": "a@example.org", "password": "not-this-one", "language": language}
    refused = nobody.client.post("/staff/sign-in", data=sent).text
    found = []
    for name, html in (("plain", plain), ("timed out", timed_out), ("refused", refused)):
        show(page, world.place, html)
        found += barriers(page, name)
    assert found == []
    expect(page.locator("[role=alert]")).to_be_focused()
    show(page, world.place, plain)
    assert page.get_attribute("#email", "autocomplete") == "username"
    assert page.get_attribute("#password", "autocomplete") == "current-password"
    page.locator("#password").focus()
    page.keyboard.insert_text("pasted at once")
    assert page.input_value("#password") == "pasted at once"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_error_page_has_a_barrier(world: World, page: Page, language: str) -> None:
    found = []
    for problem in PROBLEMS:
        html = world.place.site.renderer.html("staff/error.html", language, error_page(problem))
        show(page, world.place, html)
        assert page.get_attribute("html", "lang") == language
        assert page.inner_text("h1") in page.title()
        found += barriers(page, type(problem).__name__)
    assert found == []


@pytest.mark.parametrize("role", list(Role))
def test_no_form_that_comes_back_has_a_barrier(world: World, page: Page, role: Role, tmp_path: Path) -> None:
    """Every form of this role sent empty: what is wrong is said at the top, read first, and tied to its field."""
    copy = world.copy(tmp_path / "copy")
    found, seen = [], 0
    for name, who, thing in combinations("POST"):
        if who is not role or not may(name, role, thing) or thing not in ("own", "any"):
            continue
        colleague = Colleague(copy.place, copy.staff[role])
        reply = colleague.post(address(copy, ROUTES[name], thing))
        if reply.status_code < 400 or not is_html(reply):
            continue
        seen += 1
        show(page, copy.place, reply.text)
        found += barriers(page, name)
        found += [f"{name}: {untied} is tied to no field" for untied in page.evaluate(UNTIED)]
        if page.locator(".problem").count():
            expect(page.locator("[role=alert]")).to_be_focused()
    copy.place.site.db.close()
    assert found == []
    assert seen > 0


@pytest.mark.parametrize("role", list(Role))
def test_no_page_without_anything_in_it_has_a_barrier(
    page: Page, role: Role, tmp_path: Path, sqlite_template: Path
) -> None:
    """The first day: no client, no review, no group, nothing recorded."""
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "klantbeeld.sqlite3"
    database.write_bytes(sqlite_template.read_bytes())
    place = install(tmp_path / "data", f"sqlite:///{database}", Clock())
    colleague = Colleague(place, place.staff(role))
    found = []
    for path, reply in crawl(colleague, "/staff", most=24).items():
        if is_html(reply):
            show(page, place, reply.text)
            found += barriers(page, path)
    place.site.db.close()
    assert found == []
