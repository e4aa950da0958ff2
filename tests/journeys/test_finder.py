"""Looking in a long list in a real browser: with our script while one types, without it by a button; the same matches.

And what Enter does: it goes on or it looks, it never declines.
"""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from service.accounts.models import Role
from tests.support.browser import BrowserRespondent
from tests.support.installation import Installation
from tests.support.server import Server
from tests.support.tables import rows_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., BrowserRespondent]
PATIENCE = 15.0


@pytest.fixture
def opened(server: Server, browser: Browser) -> Iterator[Open]:
    """A client at the first question of the background module, with or without our script."""
    contexts = []

    def come(language: str, *, scripted: bool) -> BrowserRespondent:
        contexts.append(browser.new_context(java_script_enabled=scripted, viewport={"width": 1366, "height": 768}))
        installation = Installation(server.site, None, server.site.clock)  # type: ignore[arg-type]
        invited = installation.invite(installation.staff(Role.CASE_MANAGER))
        client = BrowserRespondent(contexts[-1].new_page(), server.url, language, scripted=scripted)
        client.enter(invited.code)
        client.open_module("achtergrond")
        return client

    yield come
    for context in contexts:
        context.close()


def look_for(client: BrowserRespondent, words: str) -> list[str]:
    """Type; without our script press the button. The codes that stand there then."""
    if not client.scripted:
        client.tab.fill("#finder", words)
        with client.tab.expect_navigation():
            client.tab.click(".finder button")
        client.read()
        return client.codes
    before = client.codes
    client.tab.locator("#finder").press_sequentially(words, delay=20)
    wait_for(lambda: bool(client.read()) and client.codes != before)
    return client.codes


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("language", "words", "code"), [("nl", "syri", "SY"), ("ar", "suriya", "SY"), ("ti", "ጀርመን", "DE")]
)
def test_with_and_without_our_script_the_same_is_found(opened: Open, language: str, words: str, code: str) -> None:
    found = []
    for scripted in (True, False):
        client = opened(language, scripted=scripted).walk_to("ac_origin")
        found.append(look_for(client, words))
        client.answer(code)
        assert client.item == "ac_language_best"
    assert found[0] == found[1]
    assert found[0][0] == code


def test_while_one_types_the_field_keeps_its_words_and_its_place(opened: Open) -> None:
    client = opened("nl", scripted=True).walk_to("ac_origin")
    client.tab.check('input[name=answer][value="ER"]')
    assert look_for(client, "nepal")[:2] == ["ER", "NP"]
    assert client.tab.input_value("#finder") == "nepal"
    assert client.tab.evaluate("document.activeElement.id") == "finder"
    assert client.chosen == ["ER"], "what was picked before stays picked"
    client.tab.fill("#finder", "")
    wait_for(lambda: bool(client.read()) and "SY" in client.codes)


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_a_heading_shows_its_group(opened: Open, scripted: bool) -> None:
    client = opened("ar", scripted=scripted).walk_to("ac_origin")
    client.send('button[name=group][value="oceania"]', scripted)
    client.read()
    assert "FJ" in client.codes
    client.answer("FJ")
    assert client.item == "ac_language_best"


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_enter_keeps_what_was_typed(opened: Open, server: Server, scripted: bool) -> None:
    """The form's first button is what Enter presses: that must not be the one that declines."""
    client = opened("nl", scripted=scripted)
    assert client.item == "ac_birth_year"
    client.tab.fill("input[name=answer]", "1987")
    press_enter(client, "input[name=answer]")
    assert client.item == "ac_origin"
    assert [row for row in rows_of(server.site.db, "answer") if row["value"] == 1987]


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_enter_in_the_search_looks(opened: Open, scripted: bool) -> None:
    client = opened("nl", scripted=scripted).walk_to("ac_origin")
    client.tab.fill("#finder", "nepal")
    press_enter(client, "#finder")
    assert client.item == "ac_origin"
    assert client.codes[0] == "NP"


def press_enter(client: BrowserRespondent, field: str) -> None:
    """Enter in a field, and the next screen."""
    if client.scripted:
        client.tab.evaluate("window.earlierScreen = document.getElementById('screen')")
        client.tab.press(field, "Enter")
        wait_for(lambda: client.tab.evaluate("window.earlierScreen !== document.getElementById('screen')"))
        client.read()
    else:
        with client.tab.expect_navigation():
            client.tab.press(field, "Enter")
        client.read()
