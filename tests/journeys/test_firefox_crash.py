"""Firefox writes its tabs, with what is filled in on them, to the disk every few seconds: for a crash, a closed tab,
the next start. Of a client it writes nothing. And a page that was left alone is blank, without a line too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scoring.definition import ItemType
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import WORD, secrets
from tests.support.firefox import Firefox, firefox, until
from tests.support.firefox_client import FirefoxRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.leftovers import kept_tabs, leftovers
from tests.support.seated import asked
from tests.support.server import Server
from tests.support.wire import Wire, wire_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BLANK = "document.body.innerText.trim() === '' && !document.getElementById('screen')"
#: A page's clock, to be put forward.
MOVABLE = "() => { const now = Date.now; window.ahead = 0; Date.now = () => now() + window.ahead; }"


class Watched:
    """A tab with a harmless field: once its word is on the disk, what was filled in elsewhere before is too."""

    def __init__(self, browser: Firefox, url: str, profile: Path) -> None:
        self.tab = browser.new_tab()
        self.profile = profile
        self.typed = ""
        self.tab.goto(url + "/harmless?page=7")

    def written(self) -> list[dict[str, Any]]:
        """Type something more, wait for it in a file of the session, and take all tabs on the disk."""
        more = "x" if self.typed else "controltypedqzv"
        self.tab.type("#typed", more)
        self.typed += more

        def kept() -> list[dict[str, Any]]:
            found = kept_tabs(self.profile)
            return found if any(self.typed in str(tab.get("formdata")) for tab in found) else []

        return until(kept, self.typed)


def at(server: Server, client: FirefoxRespondent, screen: Screen) -> None:
    """Put the client before this screen."""
    go_to(server, screen)
    client.look()


def fill_in_everything(server: Server, browser: Firefox, watched: Watched, code: str) -> Iterator[None]:
    """A code, a yes and no, a word, an answer about health; stops at each, filled in and not sent."""
    tab = browser.new_tab()
    client = FirefoxRespondent(tab, server.url, "en")
    client.post("/language", language="en")
    tab.type("#code", code)
    yield
    tab.evaluate("document.getElementById('code').value = ''")
    client.post("/enter", code=code)
    at(server, client, Screen("consent"))
    client.click("input[name=health][value=no]")
    yield
    at(server, client, Screen("item", "taal_nl", asked(server, "taal_nl", ItemType.GAP)[0]))
    tab.type("input[name=answer]", WORD)
    yield
    at(server, client, Screen("item", "trauma", asked(server, "trauma")[0]))
    client.fill_in(client.codes[0])
    yield
    again = FirefoxRespondent(browser.new_tab(), server.url, "en")
    again.fill_in(again.codes[0])
    again.tab.ask("close")
    yield


def test_a_crash_and_a_closed_tab_leave_nothing_on_the_disk(safe: Server, tmp_path: Path) -> None:
    assert safe.certificate is not None
    profile, code = tmp_path / "profile", invite(safe)
    words = secrets(safe, code)
    safe.certificate.trust_in_firefox(profile, safe.url)
    with all_on_the_path(), firefox(profile) as browser:
        watched = Watched(browser, safe.url, profile)
        for _ in fill_in_everything(safe, browser, watched, code):
            ours = [tab for tab in watched.written() if is_kiosk(tab, safe.url)]
            assert ours, "the client's tab is among them"
            assert [tab["formdata"] for tab in ours if "formdata" in tab] == []
        browser.crash()
    assert not [word for hits in leftovers(profile, words).values() for word in hits]


def is_kiosk(tab: dict[str, Any], url: str) -> bool:
    """Whether this tab on the disk was a client's."""
    return any(entry["url"] == url + "/" for entry in tab["entries"])


@contextmanager
def behind_a_wire(server: Server, profile: Path, **preferences: bool) -> Iterator[tuple[Firefox, Wire, str]]:
    """A Firefox whose line can be cut."""
    assert server.certificate is not None
    with wire_to(server.url) as (wire, url):
        server.certificate.trust_in_firefox(profile, url)
        with firefox(profile, **preferences) as browser:
            yield browser, wire, url


def test_left_alone_without_a_line_the_page_warns_and_is_blank(safe: Server, tmp_path: Path) -> None:
    with behind_a_wire(safe, tmp_path / "profile") as (browser, wire, url):
        browser.prepare(MOVABLE)
        tab = browser.new_tab()
        client = FirefoxRespondent(tab, url, "ti")
        client.enter(invite(safe))
        limit = int(tab.evaluate("document.body.dataset.idle"))
        wire.cut()
        tab.evaluate(f"window.ahead = {limit - 60} * 1000", sandbox="")
        until(lambda: not tab.evaluate("document.getElementById('idle').hidden"), "the warning, a minute before")
        assert not tab.evaluate(BLANK)
        client.click("#idle-stay")
        assert tab.evaluate("document.getElementById('idle').hidden")
        tab.evaluate(f"window.ahead += {limit + 1} * 1000", sandbox="")
        until(lambda: tab.evaluate(BLANK), "a blank page")
        assert tab.evaluate("location.href") == url + "/", "not the browser's own page about the connection"
