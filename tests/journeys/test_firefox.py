"""The kiosk in the Firefox that people have: a client comes in and answers, and leaves nothing behind."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from scoring.definition import ItemType
from service.kiosk.models import Sitting
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import MARKS, STORED, WORD, finish, secrets
from tests.support.firefox import Firefox, Tab, firefox, until
from tests.support.firefox_client import FirefoxRespondent
from tests.support.harmless import MARK
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.leftovers import leftovers, rows
from tests.support.seated import asked
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: All tabs of last time are loaded at the start, not each once somebody looks at it.
AT_ONCE = {"browser.sessionstore.restore_on_demand": False}
SETTLED = """document.querySelector("[data-l10n-id=crashed-title]") ? "crashed" :
    document.readyState === "complete" && !!document.querySelector("h1") && "loaded" """
LOOKS_PER_LOAD = 100
RESTORED = "document.documentElement.dataset.restored"


def sit_down(server: Server, tab: Tab, code: str) -> FirefoxRespondent:
    """A client who answers about the person, types a word, changes letters, and is amid the part on health."""
    client = FirefoxRespondent(tab, server.url, "ar")
    if 'action="/next"' in client.html:
        client.post("/next")
    client.enter(code)
    go_to(server, Screen("item", "persoonlijkheid", asked(server, "persoonlijkheid")[0]))
    client.look()
    client.answer()
    go_to(server, Screen("item", "taal_nl", asked(server, "taal_nl", ItemType.GAP)[0]))
    client.look()
    client.answer(WORD)
    go_to(server, Screen("item", "trauma", asked(server, "trauma")[0]))
    client.look()
    client.answer()
    client.fill_in(client.codes[0])
    return client


def ended(server: Server, state: str) -> None:
    """The newest sitting is, and no browser is in it."""
    with server.site.db.read() as session:
        newest = session.scalars(select(Sitting).order_by(Sitting.started_at.desc())).first()
        assert newest is not None
        assert (newest.state, newest.token_hash) == (state, None)


def refuse(server: Server, client: FirefoxRespondent) -> None:
    """No, and that is all: one press."""
    go_to(server, Screen("consent"))
    client.look()
    client.press("agree", assessment="no")
    ended(server, "withdrawn")


def withdraw(server: Server, client: FirefoxRespondent) -> None:
    for to in ("stop", "withdraw", "withdraw_now"):
        client.press(to)
    ended(server, "withdrawn")


def not_mine(server: Server, client: FirefoxRespondent) -> None:
    client.press("stop")
    client.press("not_mine")
    ended(server, "open")


def next_person(server: Server, client: FirefoxRespondent) -> None:
    client.press("stop")
    client.press("pause")
    client.post("/next")
    ended(server, "open")


def close_now(server: Server, client: FirefoxRespondent) -> None:
    client.post("/leave")
    assert 'class="tile"' in client.html


WITH_SCRIPT = (finish, refuse, withdraw, not_mine, close_now)
PLAIN = (next_person, refuse, withdraw, not_mine)


def time_out(server: Server, client: FirefoxRespondent) -> None:
    server.clock.forward(minutes=server.site.settings.kiosk_idle_minutes, seconds=1)
    client.look()


def looked_at(tab: Tab, words: list[str]) -> list[str]:
    """What of a sitting is on this page, at once and when the page has come to rest."""
    found = []
    for _ in range(2):
        html = tab.content()
        found += [name for name, mark in MARKS.items() if mark in html] + [word for word in words if word in html]
        tab.wait_for("h1")
    return found


def everywhere(tab: Tab, url: str, words: list[str]) -> list[str]:
    """The same by ten times Back and ten times Forward, as far as there is anything."""
    seen: list[str] = []
    for step in [-1] * 10 + [1] * 10:
        if tab.go(step) and tab.evaluate("location.href").startswith(url):
            seen += looked_at(tab, words)
    return seen


def loaded(tab: Tab, looks: Iterator[int]) -> bool:
    """Whether the tab's page is there. One that has crashed is loaded anew, and again now and then: on a busy machine
    it may crash once more, and then its loading never ends.
    """
    state = tab.evaluate(SETTLED)
    if state == "crashed" and next(looks) % LOOKS_PER_LOAD == 0:
        tab.ask("navigate", url=tab.evaluate("location.href"), wait="none")
    return bool(state == "loaded")


def restored(browser: Firefox, server: Server, number: int) -> list[Tab]:
    """Last time's tabs at our server, once they are at least that many and loaded. Now and then Firefox shows its own
    page about a tab that crashed while it was opened again; then it is loaded, as by the button there.
    """

    def again() -> list[Tab]:
        found = [tab for tab in browser.tabs() if tab.evaluate("location.href").startswith(server.url)]
        return found if len(found) >= number else []

    tabs = until(again, "last time's tabs")
    for tab in tabs:
        until(partial(loaded, tab, count()), "a page")
    assert any("Harmless" in tab.content() for tab in tabs), "they are what they were"
    return tabs


def come_in(server: Server, tab: Tab, pictures: Path, steps: int) -> None:
    """From the language to the first answers, in Arabic: each page is written from the right and fits the window."""
    client = FirefoxRespondent(tab, server.url, "ar")
    client.enter(invite(server))
    for number in range(steps):
        assert tab.evaluate("[document.dir, getComputedStyle(document.body).direction]") == ["rtl", "rtl"]
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), client.heading
        tab.picture(pictures / f"{number}.png")
        client.step()
    assert client.given, "a question is answered"
    while "beside" not in client.buttons:
        client.step()
    client.post("/go", to="beside")
    assert "second second--question" in client.html
    client.post("/leave")


def keeps_pages(firefox: Firefox, server: Server, scripted: bool) -> None:
    """This browser does keep a page for Back, if the page allows it. A busy one may drop it: three tries."""
    tab = firefox.new_tab()
    for start in (1, 3, 5):
        for number in (start, start + 1):
            tab.goto(f"{server.url}/harmless?page={number}")
            tab.wait_for("h1")
        assert tab.go(-1)
        tab.wait_for("h1")
        assert f"Harmless {start}" in tab.content()
        if not scripted or until(lambda: tab.evaluate(RESTORED), "what the page heard") == "true":
            return
    raise AssertionError("Firefox kept no page")


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_nothing_of_a_person_is_left_in_firefox(safe: Server, tmp_path: Path, scripted: bool) -> None:
    assert safe.certificate is not None
    profile, words = tmp_path / "profile", []
    safe.certificate.trust_in_firefox(profile, safe.url)
    with firefox(profile, **{"javascript.enabled": scripted}) as browser:
        keeps_pages(browser, safe, scripted)
        come_in(safe, browser.new_tab(), tmp_path, steps=12 if scripted else 9)
        for leave in (*(WITH_SCRIPT if scripted else PLAIN), time_out):
            code = invite(safe)
            words += secrets(safe, code, "ar")
            tab = browser.new_tab()
            with all_on_the_path():
                client = sit_down(safe, tab, code)
            assert looked_at(tab, words), "the search can find"
            if scripted:
                assert tab.evaluate(STORED) == [0] * 6
            leave(safe, client)
            assert everywhere(tab, safe.url, words) == [], leave.__name__
            again = browser.new_tab()
            again.goto(safe.url)
            assert looked_at(again, words) == [], leave.__name__
    with firefox(profile, **{"javascript.enabled": scripted, **AT_ONCE}) as browser:
        for tab in restored(browser, safe, 2 * len(WITH_SCRIPT if scripted else PLAIN)):
            assert looked_at(tab, words) + everywhere(tab, safe.url, words) == []
    kept = leftovers(profile, [f"{MARK}-page", f"{MARK}-title", *words])
    assert {word for hits in kept.values() for word in hits} == {f"{MARK}-page", f"{MARK}-title"}, kept
    assert any("sessionstore" in path for path in kept), "the tabs for next time were searched too"
    visited = rows(profile / "places.sqlite", "select url, title from moz_places where url like 'https://localhost%'")
    assert {row for row in visited if "/harmless" not in str(row[0])} <= {(f"{safe.url}/", "Klantbeeld")}
    assert len(visited) > 2
