"""Left alone without our script and without a line the page warns and is blank, by its style alone: a browser that asks
a server which says nothing leaves the old page there for minutes. Its animations are put forward, not waited for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.test_firefox_crash import behind_a_wire
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.firefox_client import FirefoxRespondent
from tests.support.respondent import Respondent
from tests.support.server import Server
from tests.support.wire import State, wire_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMIT = "Number(document.body.dataset.idle)"
#: Puts the page this many seconds on since it came, and says whether the question and the warning can be seen.
SEEN = """(() => {
  for (const each of document.getAnimations()) each.currentTime = SECONDS * 1000;
  const seen = (selector) => document.querySelector(selector).checkVisibility(
    { visibilityProperty: true, opacityProperty: true });
  return [seen("h1"), seen("#idle-stay")];
})()"""
CHOSEN = """[...document.querySelectorAll("#answer [name=answer]")].filter(
    (field) => ["radio", "checkbox"].includes(field.type) ? field.checked : field.value).map((field) => field.value)"""
Evaluate = Callable[[str], Any]


def at_a_question(client: Respondent, code: str) -> None:
    client.enter(code)
    client.walk(lambda me: bool(me.item))


def goes_blank(evaluate: Evaluate, limit: int) -> None:
    """First the question alone, then the warning with it, in the end nothing; a second before not yet."""

    def seen(seconds: float) -> Any:
        return evaluate(SEEN.replace("SECONDS", str(seconds)))

    assert evaluate(LIMIT) == limit
    assert seen(limit - 91) == [True, False]
    assert seen(limit - 89) == [True, True], "a minute and a half before"
    assert seen(limit - 0.1) == [True, True]
    assert seen(limit + 0.1) == [False, False]


def is_of_one_colour(picture: Path) -> bool:
    return len(Image.open(picture).convert("RGB").getcolors(1 << 24) or []) == 1


def test_in_chromium(server: Server, browser: Browser, tmp_path: Path) -> None:
    with wire_to(server.url) as (wire, url):
        page = browser.new_context(java_script_enabled=False).new_page()
        client = BrowserRespondent(page, url, "ti", scripted=False)
        at_a_question(client, invite(server))
        page.screenshot(path=tmp_path / "before.png")
        assert not is_of_one_colour(tmp_path / "before.png")
        wire.state = State.SILENT
        goes_blank(page.evaluate, 60 * server.site.settings.kiosk_idle_minutes)
        page.screenshot(path=tmp_path / "after.png")
        assert is_of_one_colour(tmp_path / "after.png")
        page.context.close()


def test_in_firefox(safe: Server, tmp_path: Path) -> None:
    with behind_a_wire(safe, tmp_path / "profile", **{"javascript.enabled": False}) as (browser, wire, url):
        tab = browser.new_tab()
        client = FirefoxRespondent(tab, url, "ti")
        at_a_question(client, invite(safe))
        wire.state = State.SILENT
        goes_blank(tab.evaluate, 60 * safe.site.settings.kiosk_idle_minutes)
        tab.picture(tmp_path / "after.png")
        assert is_of_one_colour(tmp_path / "after.png")


def test_who_is_still_there_says_so_and_keeps_what_was_chosen(server: Server, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    client = BrowserRespondent(page, server.url, "en", scripted=False)
    at_a_question(client, invite(server))
    client.fill_answer(client.choose(client.item, client.kind))
    before = page.evaluate(CHOSEN)
    assert before
    page.evaluate(SEEN.replace("SECONDS", str(60 * server.site.settings.kiosk_idle_minutes - 60)))
    with page.expect_navigation():
        page.click("#idle-stay")
    assert page.evaluate(CHOSEN) == before
    page.context.close()
