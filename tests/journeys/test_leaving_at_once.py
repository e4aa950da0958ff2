"""The button that closes the page now, in a real Chromium: at once, also without a connection, and for good."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from service.accounts.models import Role
from service.catalogue import Catalogue
from service.kiosk.models import Answer, Sitting
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent, sign_in
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAVE = "form.leave button"
BLANK = "document.body.innerText.trim() === '' && !document.getElementById('screen')"


def sit_down(server: Server, context: BrowserContext, scripted: bool = True) -> tuple[Page, BrowserRespondent]:
    """A client at a question about the person, with one answer given."""
    page = context.new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=scripted)
    client.enter(invite(server))
    items = server.site.part(Catalogue).module("persoonlijkheid").questionnaire.items
    go_to(server, Screen("item", "persoonlijkheid", items[0].id))
    client.look()
    client.answer()
    return page, client


def newest(server: Server) -> tuple[bytes | None, str, int]:
    """The cookie's hash, the state and the number of answers of the sitting that began last."""
    with server.site.db.read() as session:
        sitting = session.query(Sitting).order_by(Sitting.started_at.desc()).first()
        assert sitting is not None
        count = session.query(Answer).filter(Answer.sitting_id == sitting.id).count()
        return sitting.token_hash, sitting.state, count


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_it_leads_to_the_start_and_loses_nothing(server: Server, browser: Browser, scripted: bool) -> None:
    context = browser.new_context(java_script_enabled=scripted)
    page, client = sit_down(server, context, scripted)
    before = newest(server)[2]
    page.click(LEAVE)
    page.wait_for_selector("button.tile")
    assert newest(server) == (None, "open", before)
    assert not [c for c in context.cookies() if c["name"] != "kb_door"]
    context.close()


def test_it_is_blank_at_once_without_a_connection_and_closes_when_it_is_back(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page, client = sit_down(server, context)
    context.set_offline(True)
    page.click(LEAVE)
    assert page.evaluate(BLANK)
    assert newest(server)[0] is not None
    page.wait_for_timeout(1500)
    assert page.evaluate(BLANK), "blank, not an error page with a history"
    context.set_offline(False)
    page.wait_for_selector("button.tile", timeout=60_000)
    assert newest(server)[0] is None
    context.close()


def test_an_answer_on_its_way_is_not_lost(server: Server, browser: Browser) -> None:
    """The connection went while an answer was sent; then the page is closed: the answer arrives all the same."""
    context = browser.new_context()
    page, client = sit_down(server, context)
    before = newest(server)[2]
    context.set_offline(True)
    page.locator("input[name=answer]").first.press(" ")
    page.click(".foot button[name=move]")
    page.wait_for_selector("#offline:not([hidden])")
    page.click(LEAVE)
    assert page.evaluate(BLANK)
    context.set_offline(False)
    page.wait_for_selector("button.tile", timeout=60_000)
    assert newest(server) == (None, "open", before + 1)
    context.close()


def test_a_page_that_is_left_keeps_nothing_for_back(server: Server, browser: Browser) -> None:
    """What the browser would freeze for Back is emptied while the page goes."""
    context = browser.new_context()
    page, client = sit_down(server, context)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate(BLANK)
    context.close()


def test_left_alone_without_a_connection_it_stays_blank_until_the_server_answers(
    server: Server, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(invite(server))
    limit = int(page.get_attribute("body", "data-idle") or 0)
    context.set_offline(True)
    page.clock.run_for((limit + 2) * 1000)
    until(lambda: page.evaluate(BLANK))
    page.clock.run_for(60 * 1000)
    page.wait_for_timeout(200)
    assert page.evaluate(BLANK)
    assert page.url == server.url + "/", "not the browser's own page about the connection"
    context.close()


def test_a_second_language_keeps_what_was_ticked(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page, client = sit_down(server, context)
    page.locator("input[name=answer]").nth(2).press(" ")
    page.click("button[value=beside]")
    page.wait_for_selector(".second")
    assert page.locator("input[name=answer]").nth(2).is_checked()
    context.close()


def test_what_the_browser_keeps_of_a_page_for_back_is_empty(server: Server, browser: Browser) -> None:
    """Emptied as the page goes, before anybody could come back to it and whatever happens then."""
    context = browser.new_context()
    page, _ = sit_down(server, context)
    assert not page.evaluate(BLANK)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate(BLANK)
    context.close()


def test_what_the_browser_keeps_of_a_page_of_staff_is_empty_too(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, server.url, server.account(Role.CASE_MANAGER, "leaving@example.org"))
    assert page.inner_text("h1")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate("document.body.childElementCount") == 0
    context.close()
