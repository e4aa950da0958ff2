"""Looking in a long list in a real browser: with our script while one types, without it by a button; the same matches.

And what Enter does: it goes on or it looks, it never declines.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Route

from service.accounts.models import Role
from tests.support.browser import BrowserRespondent
from tests.support.installation import Installation
from tests.support.server import Server
from tests.support.tables import rows_of
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., BrowserRespondent]


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


def look_for(client: BrowserRespondent, words: str, ready: Callable[[list[str]], bool]) -> list[str]:
    """Type; without our script press the button. The codes that stand there then, once they are what is waited for: who
    types slowly is shown on the way what fits until then.
    """
    if not client.scripted:
        client.tab.fill("#finder", words)
        with client.tab.expect_navigation():
            client.tab.click(".finder button")
        client.read()
        return client.codes
    client.tab.locator("#finder").press_sequentially(words, delay=20)
    until(lambda: client.read() and ready(client.codes), f"what fits {words}")
    return client.codes


@pytest.mark.parametrize(
    ("language", "words", "code"), [("nl", "syri", "SY"), ("ar", "suriya", "SY"), ("ti", "ጀርመን", "DE")]
)
def test_with_and_without_our_script_the_same_is_found(opened: Open, language: str, words: str, code: str) -> None:
    found: list[str] = []
    for scripted in (False, True):
        client = opened(language, scripted=scripted).walk_to("ac_origin")
        found = look_for(client, words, ready=lambda codes, same=found: codes == same)
        assert found[0] == code
        client.answer(code)
        assert client.item == "ac_language_best"


def test_while_one_types_the_field_keeps_its_words_and_its_place(opened: Open) -> None:
    client = opened("nl", scripted=True).walk_to("ac_origin")
    client.tab.check('input[name=answer][value="ER"]')
    look_for(client, "nepal", ready=lambda codes: codes[:2] == ["ER", "NP"])
    assert client.tab.input_value("#finder") == "nepal"
    assert client.tab.evaluate("document.activeElement.id") == "finder"
    assert client.chosen == ["ER"], "what was picked before stays picked"
    client.tab.fill("#finder", "")
    until(lambda: client.read() and "SY" in client.codes)


def test_who_chooses_before_the_matches_have_come_keeps_the_choice(opened: Open) -> None:
    client = opened("nl", scripted=True).walk_to("ac_origin")
    asked: list[Route] = []
    ended: list[str] = []

    def hold(route: Route) -> None:
        asked.append(route)

    client.tab.route("**/find", hold)
    client.tab.on("requestfinished", lambda request: ended.append(request.url))
    client.tab.on("requestfailed", lambda request: ended.append(request.url))
    client.tab.locator("#finder").fill("syri")
    until(lambda: client.read() and asked, "the question for matches")
    client.tab.check('input[name=answer][value="ER"]')
    with suppress(Error):  # nobody waits for it any more
        asked[0].continue_()
    until(lambda: client.read() and ended, "the end of it")
    assert client.tab.is_checked('input[value="ER"]', timeout=5000)
    client.send('.foot button[name=move][value="next"]', swapped=True)
    client.read()
    assert client.item == "ac_language_best"


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
    year = 1981 if scripted else 1982  # that no other client of this service gives
    client.tab.fill("input[name=answer]", str(year))
    client.press_enter("input[name=answer]")
    assert client.item == "ac_origin"
    assert [row for row in rows_of(server.site.db, "answer") if row["value"] == year]


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_enter_in_the_search_looks(opened: Open, scripted: bool) -> None:
    client = opened("nl", scripted=scripted).walk_to("ac_origin")
    client.tab.fill("#finder", "nepal")
    client.press_enter("#finder")
    assert client.item == "ac_origin"
    assert client.codes[0] == "NP"
