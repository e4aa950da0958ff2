"""What one tab does, the other tab of the same browser hears of; and what was ticked stays, on any page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("way", ["leave", "pause"])
def test_when_the_sitting_ends_in_one_tab_the_other_shows_nothing_of_it(
    server: Server, browser: Browser, way: str
) -> None:
    """Not only when somebody comes back to it: it may lie open beside the page that the next person sees."""
    context = browser.new_context()
    page, other = context.new_page(), context.new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(invite(server))
    with all_on_the_path():
        go_to(server, Screen("item", "achtergrond", "ac_birth_year"))
        for tab in (other, page):
            tab.goto(server.url)
            expect(tab.locator("#answer input[name=item]")).to_have_value("ac_birth_year")
        other.fill("input[name=answer]", "1985")
        if way == "leave":
            page.click('form[action="/leave"] button')
        else:
            page.click("button[name=to][value=stop]")
            page.click("button[name=to][value=pause]")
        expect(other.locator("#answer input[name=item]")).to_have_count(0)
        expect(other.locator("h1, button.tile").first).to_be_visible()
        assert "1985" not in other.content()
    context.close()


def test_a_message_alone_ends_nobodys_sitting(server: Server, browser: Browser) -> None:
    """The server is asked first whether it has ended."""
    page = browser.new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(invite(server))
    heading = client.heading
    page.evaluate("new BroadcastChannel('klantbeeld').postMessage('')")
    page.wait_for_timeout(500)
    expect(page.locator("h1").first).to_have_text(heading)
    page.close()


@pytest.mark.parametrize("scripted", [True, False])
def test_what_is_ticked_in_the_practice_stays_when_the_language_changes(
    server: Server, browser: Browser, scripted: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=scripted)
    client.enter(invite(server))
    client.walk(lambda me: "try" in me.buttons)
    page.locator("#practice input[type=radio]").nth(1).check(force=True)
    chosen = page.locator("#practice input:checked").get_attribute("value")
    page.click("details.languages summary")
    with page.expect_navigation():
        page.click("button[name=language][value=nl] >> nth=-1")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("#practice input:checked")).to_have_value(chosen or "?")
    context.close()


def test_enter_goes_on_from_a_choice_of_a_long_list(server: Server, browser: Browser) -> None:
    """Also from one that was found by typing."""
    page = browser.new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(invite(server))
    with all_on_the_path():
        go_to(server, Screen("item", "achtergrond", "ac_origin"))
        page.goto(server.url)
        page.locator("#finder").press_sequentially("nepal")
        found = page.locator("input[name=answer][value=NP]")
        expect(found).to_be_visible()
        found.press(" ")
        found.press("Enter")
        expect(page.locator("#answer input[name=item]")).not_to_have_value("ac_origin")
    page.close()
