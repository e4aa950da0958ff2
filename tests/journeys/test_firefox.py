"""The kiosk in the Firefox that people have: a client comes in and answers, and leaves nothing behind."""

import json
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from scoring.definition import ItemType
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import MARKS, STORED, WORD, finish, secrets
from tests.support.firefox import Firefox, Tab, firefox, until
from tests.support.harmless import MARK
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.leftovers import leftovers, rows
from tests.support.page import read_page
from tests.support.respondent import YES, Respondent
from tests.support.seated import asked
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUTTONS = {
    "/language": 'button[name=language][value="{language}"]',
    "/enter": 'form[action="/enter"] .button--primary',
    "/next": 'form[action="/next"] button',
    "/leave": "form.leave button",
    "/answer": '.foot button[name=move][value="{move}"]',
    "/go": 'button[name=to][value="{to}"]',
}
RESTORED = "document.documentElement.dataset.restored"
NEW = "document.readyState === 'complete' && !!document.querySelector('h1') && !document.querySelector('[data-seen]')"


class FirefoxRespondent(Respondent):
    """A client at this Firefox; forms are filled in and sent by the browser."""

    def __init__(self, tab: Tab, url: str, language: str) -> None:
        self.tab, self.url, self.language = tab, url, language
        self.pick, self.consent, self.given, self.seen = None, YES, {}, []
        self.look()

    def look(self) -> Element:
        """Open the one address."""
        self.tab.goto(self.url + "/")
        return self.read()

    def read(self) -> Element:
        """The page as the browser has it now."""
        self.html = self.tab.content()
        self.page = read_page(self.html)
        return self.page

    def choose(self, item: str, kind: str) -> object:
        """Always the first."""
        return self.codes[0] if self.codes else "1990"

    def post(self, path: str, **form: object) -> Element:
        """Fill in the form of this page and send it by its button, the last that leads there."""
        for purpose in [name for name in YES if name in form]:
            self.click(f'input[name={purpose}][value="{form[purpose]}"]')
        if "code" in form:
            self.tab.type("#code", str(form["code"]))
        if form.get("answer") is not None:
            self.fill_in(str(form["answer"]))
        self.tab.evaluate("document.getElementById('screen').setAttribute('data-seen', '')")
        self.click(BUTTONS[path].format(**{"move": "next", **form}))
        until(lambda: self.tab.evaluate(NEW), path)
        return self.read()

    def fill_in(self, answer: str) -> None:
        """Tick or type."""
        if self.codes:
            self.click(f'input[name=answer][value="{answer}"]')
        else:
            self.tab.type("input[name=answer]", answer)

    def click(self, selector: str) -> None:
        """The last of those that the selector names."""
        self.tab.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].pop().click()")


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


def next_person(server: Server, client: FirefoxRespondent) -> None:
    client.press("stop")
    client.press("pause")
    client.post("/next")


def close_now(server: Server, client: FirefoxRespondent) -> None:
    client.post("/leave")
    assert 'class="tile"' in client.html


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
        for leave in (finish, close_now, time_out) if scripted else (next_person, time_out):
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
    kept = leftovers(profile, [f"{MARK}-page", f"{MARK}-title", *words])
    assert {word for hits in kept.values() for word in hits} == {f"{MARK}-page", f"{MARK}-title"}, kept
    assert any("sessionstore" in path for path in kept), "the tabs for next time were searched too"
    visited = rows(profile / "places.sqlite", "select url, title from moz_places where url like 'https://localhost%'")
    assert {row for row in visited if "/harmless" not in str(row[0])} <= {(f"{safe.url}/", "Klantbeeld")}
    assert len(visited) > 2
