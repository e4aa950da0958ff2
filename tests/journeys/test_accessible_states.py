"""The kiosk in every state that a client or chance brings about, in every language: nothing in anybody's way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_accessible_kiosk import LANGUAGES, Looked, judge
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.kiosk_states import CHOICE, NEXT, STATES, YEAR, refused, seat
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Every mark in the text of an element's description.
DESCRIPTION = """e => (e.getAttribute("aria-describedby") || "").split(" ")
    .map(id => document.getElementById(id)?.textContent.trim() || "").join(" ")"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def seated(page: Page, server: Server, language: str) -> BrowserRespondent:
    """A client of this language in a group sitting, before the introduction."""
    page.context.clear_cookies()
    client = BrowserRespondent(page, server.url, language, scripted=True)
    seat(server, client)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_state_is_against_wcag_or_too_wide_or_too_small(server: Server, page: Page, language: str) -> None:
    client, found = seated(page, server, language), Looked()
    with all_on_the_path():
        for name, bring in STATES.items():
            bring(server, client)
            judge(page, name, found)
    assert found.wcag + found.practice + found.wide + found.small == []


@pytest.mark.parametrize("size", [(360, 740), (341, 192)], ids=["phone", "400 %"])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_an_error_is_seen_read_first_and_named_at_its_field(
    server: Server, page: Page, language: str, size: tuple[int, int]
) -> None:
    client = seated(page, server, language)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with all_on_the_path():
        for screen, typed in ((CHOICE, ""), (YEAR, "abc")):
            refused(screen, typed, server, client)
            expect(page.locator("#notice")).to_be_in_viewport(ratio=0.5)
            said = page.inner_text("#notice").strip()
            field = page.locator("fieldset" if screen is CHOICE else "input[name=answer]")
            assert field.evaluate(DESCRIPTION) == said
        assert page.get_attribute("input[name=answer]", "aria-invalid") == "true"
        STATES["consent, half"](server, client)
        expect(page.locator("#notice")).to_be_in_viewport(ratio=0.5)
        wrong = page.locator(".purpose[aria-invalid]")
        assert wrong.count() == 2, "the one that was answered is not named"
        assert wrong.first.evaluate(DESCRIPTION).startswith(page.inner_text("#notice").strip())
        assert page.is_checked("input[name=health][value=no]"), "what was chosen stays"
    page.set_viewport_size({"width": 360, "height": 740})


def test_a_wrong_or_missing_number_is_said_in_the_clients_language(server: Server, page: Page) -> None:
    """Never by the browser's own bubble, whose language is that of the computer. The field, in focus, says it."""
    page.context.clear_cookies()
    client = BrowserRespondent(page, server.url, "ar", scripted=True)
    client.post("/language", language="ar")
    for code, words in (("", "20"), ("0" * 20, "هذا الرقم لا يعمل")):
        page.fill("#code", code)
        page.press("#code", "Enter")
        expect(page.locator("#notice")).to_contain_text(words)
        expect(page.locator("#code")).to_be_focused()
        assert page.inner_text("#notice").strip() in page.locator("#code").evaluate(DESCRIPTION)


def test_the_next_screen_is_read_from_its_heading(server: Server, page: Page) -> None:
    """After a change of the page by our script the focus is on the new heading; the way back is the same."""
    seated(page, server, "nl")
    with all_on_the_path():
        go_to(server, Screen("intro", "achtergrond"))
        page.goto(server.url)
        for _ in range(2):
            before = page.inner_text("h1")
            page.locator(NEXT).press("Enter")
            expect(page.locator("h1")).not_to_have_text(before)
            expect(page.locator("h1")).to_be_focused()
            expect(page.locator("h1")).to_be_in_viewport()
            if page.locator(".input--number").count():
                page.fill(".input--number", "1990")
