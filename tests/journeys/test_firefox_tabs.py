"""The tabs that Firefox opens again by itself, after a crash and at the next start: of who has left they show nothing.

Who is still in a sitting is found in it again, unless Firefox is told to keep no cookies for next time.
"""

from pathlib import Path

import pytest

from tests.journeys.test_firefox import (
    AT_ONCE,
    SETTLED,
    close_now,
    everywhere,
    finish,
    looked_at,
    next_person,
    restored,
    sit_down,
)
from tests.journeys.test_firefox_crash import Watched
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import secrets
from tests.support.firefox import Firefox, Tab, firefox, until
from tests.support.firefox_client import FirefoxRespondent
from tests.support.kiosk_screens import all_on_the_path
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAYS = (finish, close_now, next_person)
#: What whoever looks after the computers can set: Firefox keeps no cookies and no fields of any page for next time.
KEEPS_NOTHING = {"browser.sessionstore.privacy_level": 2}


@pytest.fixture
def profile(safe: Server, tmp_path: Path) -> Path:
    assert safe.certificate is not None
    safe.certificate.trust_in_firefox(tmp_path / "profile", safe.url)
    return tmp_path / "profile"


def seated(server: Server, browser: Firefox, words: list[str]) -> FirefoxRespondent:
    """A client amid the part on health; what may be nowhere afterwards is added to the words."""
    code = invite(server)
    words += secrets(server, code, "ar")
    with all_on_the_path():
        return sit_down(server, browser.new_tab(), code)


def opened_again(browser: Firefox, server: Server, number: int) -> list[Tab]:
    """The tabs of last time at the kiosk."""
    return [tab for tab in restored(browser, server, number) if tab.evaluate("location.pathname") == "/"]


def test_after_a_crash_the_tabs_of_who_has_left_show_nothing(safe: Server, profile: Path) -> None:
    words: list[str] = []
    with firefox(profile) as browser:
        for leave in WAYS:
            client = seated(safe, browser, words)
            assert looked_at(client.tab, words), "the search can find"
            leave(safe, client)
        Watched(browser, safe.url, profile).written()
        browser.crash()
    with firefox(profile, **AT_ONCE) as browser:
        for tab in opened_again(browser, safe, 1 + len(WAYS)):
            assert looked_at(tab, words) + everywhere(tab, safe.url, words) == []


@pytest.mark.parametrize(("settings", "found"), [({}, True), (KEEPS_NOTHING, False)], ids=["as installed", "told"])
def test_an_open_sitting_comes_back_unless_firefox_keeps_no_cookies(
    safe: Server, profile: Path, settings: dict[str, int], found: bool
) -> None:
    words: list[str] = []
    with firefox(profile, **settings) as browser:
        seated(safe, browser, words)
        browser.new_tab().goto(safe.url + "/harmless?page=1")
    with firefox(profile, **AT_ONCE, **settings) as browser:
        [tab] = opened_again(browser, safe, 2)
        assert bool(looked_at(tab, words)) == found
        safe.clock.forward(minutes=safe.site.settings.kiosk_idle_minutes, seconds=1)
        tab.goto(safe.url)
        assert looked_at(tab, words) == [], "after the idle time in any case"


def test_a_tab_whose_process_crashed_is_loaded_anew(safe: Server, profile: Path) -> None:
    with firefox(profile) as browser:
        tab = browser.new_tab()
        tab.goto(safe.url + "/harmless?page=1")
        browser.crash_tabs()
        until(lambda: tab.evaluate(SETTLED) == "crashed", "Firefox's page about it")
        assert [each.context for each in restored(browser, safe, 1)] == [tab.context]
        assert "Harmless" in tab.content()
