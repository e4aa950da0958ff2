"""A mistake at the door costs nothing: said in the client's language, nothing typed anew. A PC, in Tigrinya."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE, GO_ON = "#code", 'form[action="/enter"] .button--primary'
#: Whether all of this lies on the screen, above the foot if there is one.
SEEN = """target => {
    const foot = document.querySelector(".foot")?.getBoundingClientRect().top ?? innerHeight;
    return [...document.querySelectorAll(target)].every(e => e.getBoundingClientRect().bottom <= foot);
}"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """At the code, as low as a window of a PC with a bar above and below it can be."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(server.url)
    page.click("button[name=language][value=ti]")
    yield page
    context.close()


def said(page: Page, server: Server, message: str) -> None:
    """The page says this, in Tigrinya, and the browser nothing in a language of its own."""
    expect(page.locator("#notice")).to_have_text(server.site.translators["ti"].gettext(message))
    assert page.evaluate("[...document.querySelectorAll('input')].every(e => e.checkValidity())")


def test_a_code_with_a_slip_in_it_is_mended_not_typed_anew(page: Page, server: Server) -> None:
    code = invite(server)
    page.keyboard.type(code[:15])  # nothing has to be pressed before
    page.keyboard.press("Enter")
    said(page, server, "Please look once more: the number on your card has 20 digits.")
    expect(page.locator(CODE)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(code[15:19] + str(9 - int(code[19])))
    page.click(GO_ON)
    said(page, server, "This number does not work. Please look at your card and try again, or ask for help.")
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type(code[19])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == server.site.translators["ti"].gettext("What is this?")


def test_an_empty_code_is_answered_in_tigrinya(page: Page, server: Server) -> None:
    page.click(GO_ON)
    said(page, server, "Please look once more: the number on your card has 20 digits.")


def test_a_line_that_is_cut_at_the_code_loses_no_digit(page: Page, server: Server) -> None:
    code = invite(server)
    page.fill(CODE, code)
    page.context.set_offline(True)
    page.click(GO_ON)
    expect(page.locator("#offline")).to_be_visible()
    assert page.input_value(CODE).replace(" ", "") == code
    with page.expect_navigation():
        page.context.set_offline(False)


@pytest.mark.parametrize("height", [768, 650])
def test_all_of_the_code_and_of_the_consent_is_seen_at_once(page: Page, server: Server, height: int) -> None:
    """650: what the bars of a browser and of Windows leave of 768."""
    page.set_viewport_size({"width": 1366, "height": height})
    assert page.evaluate(SEEN, GO_ON)
    client = BrowserRespondent(page, server.url, "ti", scripted=True)
    client.post("/enter", code=invite(server))
    client.press("consent")
    assert page.evaluate(SEEN, "#agree .option")
    page.check("input[name=health][value=yes]")
    page.click(".foot .button--primary")
    said(page, server, "Please choose yes or no for each question.")
    expect(page.locator("input[name=health][value=yes]")).to_be_checked()
    expect(page.locator(".purpose.notice")).to_have_count(2)
