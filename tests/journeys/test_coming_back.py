"""In a real browser a client comes in again elsewhere: the next question stands there, with a word of welcome."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_the_next_question_is_there_at_once(server: Server, browser: Browser, scripted: bool) -> None:
    code, pages = invite(server), []
    for language in ("nl", "ar"):
        page = browser.new_context(java_script_enabled=scripted).new_page()
        pages.append(BrowserRespondent(page, server.url, language, scripted=scripted))
        pages[-1].enter(code)
        if language == "nl":
            pages[-1].walk(lambda me: me.item != "")
            pages[-1].answer("1988")
    here, there = pages
    page = there.tab
    page.wait_for_selector("form#answer")
    there.read()
    assert there.item == here.item
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".resumed [role=status]")).to_be_in_viewport(ratio=1)
    assert int(page.get_attribute("body", "data-idle") or 0) > 0, "the whole page, with its head and its clock"
    there.send(".resumed button", swapped=scripted)
    page.wait_for_selector(".station__title")
    expect(page.locator(".resumed")).to_have_count(0)
    for each in pages:
        each.tab.context.close()
