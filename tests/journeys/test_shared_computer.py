"""The next person at the computer finds nothing: by Back, in a new tab, in last time's tabs, or on the disk.

In a real Chromium over HTTPS that keeps pages for Back, as it does where nobody tests it. Each search first finds what
may be kept: harmless pages of the same server.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from sqlalchemy import select, update

from scoring.definition import ItemType
from service.catalogue import Catalogue
from service.kiosk.models import Sitting, SittingModule
from tests.journeys.test_nothing_left import invite, invited
from tests.support.browser import BrowserRespondent, kept_chromium, sign_in
from tests.support.harmless import HEARD, MARK
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.leftovers import leftovers, rows
from tests.support.respondent import Respondent
from tests.support.seated import asked
from tests.support.server import Server
from tests.support.waiting import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORD = "zqxjkvwpyt"
STORED = """async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length, document.cookie.length,
]"""
MARKS = {"question": 'id="answer"', "overview": "station__title", "button": 'name="to"', "tick": " checked"}
Leave = Callable[[Server, Any], None]


def secrets(server: Server, code: str, language: str = "en") -> list[str]:
    """What must be nowhere: what was typed, the code, the words of questions about health and about the person."""
    catalogue = server.site.part(Catalogue)
    questions = [
        catalogue.module(slug).question(language, item)
        for slug in ("trauma", "persoonlijkheid")
        for item in catalogue.module(slug).questionnaire.items[:3]
    ]
    return [WORD, code, " ".join(code[n : n + 4] for n in range(0, 20, 4)), *questions]


def sit_down(server: Server, page: Page, code: str, scripted: bool) -> BrowserRespondent:
    """A client who types the code, changes the language, answers about the person, types a word, changes the language,
    and is amid the part on health.
    """
    client = BrowserRespondent(page, server.url, "en", scripted=scripted)
    if page.query_selector('form[action="/next"]'):
        client.post("/next")
    client.post("/language", language="en")
    page.fill("#code", code)
    page.click("details.languages summary")
    client.post("/language", language="en")
    assert page.input_value("#code").replace(" ", "") == code
    client.enter(code)
    go_to(server, Screen("item", "persoonlijkheid", asked(server, "persoonlijkheid")[0]))
    client.look()
    client.answer()
    page.click("details.languages summary")
    client.post("/language", language="en")
    go_to(server, Screen("item", "taal_nl", asked(server, "taal_nl", ItemType.GAP)[0]))
    client.look()
    client.answer(WORD)
    go_to(server, Screen("item", "trauma", asked(server, "trauma")[0]))
    client.look()
    client.answer(client.codes[0])
    client.fill_answer(client.codes[0])
    page.click("details.languages summary")
    client.post("/language", language="en")  # a whole page, which has asked the server for nothing more: this is kept
    return client


def finish(server: Server, client: Respondent) -> None:
    with server.site.db.write() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        session.execute(update(SittingModule).where(SittingModule.sitting_id == newest).values(state="skipped"))
    go_to(server, Screen("overview"))
    client.look()
    client.press("finish")


def withdraw(server: Server, client: BrowserRespondent) -> None:
    for to in ("stop", "withdraw", "withdraw_now"):
        client.press(to)


def next_person(server: Server, client: BrowserRespondent) -> None:
    client.press("stop")
    client.press("pause")
    client.post("/next")


def close_now(server: Server, client: BrowserRespondent) -> None:
    client.tab.click("form.leave button")
    client.tab.wait_for_selector("button.tile")


def time_out(server: Server, client: BrowserRespondent) -> None:
    """Gone to another address, so that the browser keeps the page in memory; Back then shows it without asking anybody.

    Without a script the page asks the server by itself when the time is up; here the test does it for it.
    """
    if client.scripted:
        client.tab.goto(server.url + "/harmless?page=3")
    server.clock.forward(minutes=server.site.settings.kiosk_idle_minutes, seconds=1)
    if not client.scripted:
        client.look()


WAYS: tuple[Leave, ...] = (finish, withdraw, next_person, close_now, time_out)


def read(page: Page) -> str:
    """The page as it is now; one that is just going away is asked again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return page.content()
        except Error:
            if time.monotonic() > end:
                raise


def go(page: Page, to: str) -> None:
    """One step back or forward, as far as there is any. A page just taken out of the memory is asked again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            page.go_back(wait_until="commit") if to == "back" else page.go_forward(wait_until="commit")
            return
        except Error as problem:
            if "Not attached to an active page" not in str(problem) or time.monotonic() > end:
                raise
            page.wait_for_timeout(50)


def looked_at(page: Page, words: list[str]) -> list[str]:
    """What of a sitting is on this page, at once and when the page has come to rest."""
    found = []
    for _ in range(2):
        html = read(page)
        found += [name for name, mark in MARKS.items() if mark in html] + [word for word in words if word in html]
        page.wait_for_selector("h1, button.tile")
    return found


def everywhere(page: Page, words: list[str]) -> list[str]:
    """The same by ten times Back, ten times Forward and a reload."""
    seen: list[str] = []
    for to in ["back"] * 10 + ["forward"] * 10:
        go(page, to)
        assert urlsplit(page.url).path in ("/", "blank", "/harmless"), "never the address that a form goes to"
        seen += looked_at(page, words) if page.url != "about:blank" else []
    page.reload()
    return seen + looked_at(page, words)


def keeps_pages(context: BrowserContext, server: Server, scripted: bool) -> None:
    """This browser does keep a page for Back, if the page allows it; the first tab is left at it. A busy one may drop
    it: three tries.
    """
    page = context.pages[0]
    for _ in range(3):
        page.goto(server.url + "/harmless?page=1")
        page.goto(server.url + "/harmless?page=2")
        page.go_back(wait_until="commit")
        assert page.inner_text("h1") == "Harmless 1"
        if not scripted or page.wait_for_selector(HEARD, state="attached").get_attribute("data-restored") == "true":
            return
    raise AssertionError("Chromium kept no page")


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_nothing_of_a_person_is_left_on_the_computer(
    safe: Server, browser: Browser, tmp_path: Path, scripted: bool
) -> None:
    assert safe.certificate is not None
    pin, profile, words = safe.certificate.pin, tmp_path / "profile", []
    with kept_chromium(browser, profile, pin, scripted=scripted) as context, all_on_the_path():
        keeps_pages(context, safe, scripted)
        for leave in WAYS:
            code = invite(safe)
            words += secrets(safe, code)
            page = context.new_page()
            client = sit_down(safe, page, code, scripted)
            if scripted:
                assert page.evaluate(STORED) == [0] * 6
                page.goto(safe.url + "/harmless?page=3")  # our script puts one page of ours in place of the other
            go(page, "back")
            assert looked_at(page, words), "while the sitting is open, Back shows it: the search can find"
            go(page, "forward")
            client.look()
            leave(safe, client)
            assert everywhere(page, words) == [], leave.__name__
            again = context.new_page()
            again.goto(safe.url)
            assert looked_at(again, words) == [], leave.__name__
            if scripted:
                assert again.evaluate(STORED) == [0] * 6
            again.close()
        names = {cookie["name"] for cookie in context.cookies(safe.url)}
        assert names <= {"__Host-kb_door", "__Host-kb_language", "__Host-kb_look", "__Host-kb_farewell"}
    with kept_chromium(browser, profile, pin, scripted=scripted, restore=True) as context:
        restored = tabs(context, safe.url, 1 + len(WAYS))
        assert any("/harmless" in page.url for page in restored), "last time's tabs are there again"
        for page in restored:
            if "/harmless" not in page.url:
                assert looked_at(page, words) == []
    judge_disk(safe, profile / "Default", words)


def test_nothing_of_a_client_is_left_where_staff_have_worked(safe: Server, browser: Browser, tmp_path: Path) -> None:
    """After signing out: not by Back, nor on the disk. A reference and a name are what a klantmanager sees."""
    assert safe.certificate is not None
    name, profile = "Qzxjan Vwpytka", tmp_path / "profile"
    account, _ = invited(safe, name)
    with kept_chromium(browser, profile, safe.certificate.pin) as context:
        keeps_pages(context, safe, True)
        page = context.new_page()
        sign_in(page, safe.url, account)
        with page.expect_navigation():
            page.click(f'tr:has-text("{name}") th a')
        page.wait_for_selector(f'main :text("{name}")')
        page.go_back(wait_until="commit")
        page.wait_for_selector(f'main :text("{name}")')
        page.click('form[action="/staff/sign-out"] button')
        page.wait_for_selector("input[name=email]")
        for to in ["back"] * 8 + ["forward"] * 8:
            go(page, to)
            for _ in range(2):
                assert name not in read(page)
                page.wait_for_selector("input[name=email]") if "/staff" in page.url else None
    assert leftovers(profile / "Default", [name]) == {}


def tabs(context: BrowserContext, url: str, number: int) -> list[Page]:
    """The tabs at this address, once they are that many."""
    end = time.monotonic() + PATIENCE
    while len(found := [page for page in context.pages if page.url.startswith(url)]) < number:
        assert time.monotonic() < end, [page.url for page in context.pages]
        context.pages[0].wait_for_timeout(50)
    return found


def judge_disk(server: Server, profile: Path, words: list[str]) -> None:
    """No file has a word of a person; titles and addresses are the same for everybody."""
    kept = leftovers(profile, [f"{MARK}-page", f"{MARK}-title", *words])
    found = {word for hits in kept.values() for word in hits}
    assert {f"{MARK}-page", f"{MARK}-title"} <= found, "the search finds what a browser keeps, packed too"
    assert not found & {*words}, kept
    ours = {row for row in rows(profile / "History", "select url, title from urls") if "/harmless" not in str(row[0])}
    assert ours <= {(server.url + "/", "Klantbeeld"), ("about:blank", "")}
    assert any("/harmless" in str(row[0]) for row in rows(profile / "History", "select url from urls"))
