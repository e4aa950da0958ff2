"""After the client has gone, the computer remembers nothing: not by Back, not in storage, not on disk."""

import re
import zlib
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.accounts.queries import team_named
from service.accounts.sign_ins import user_to_sign_in
from service.cases import actions, invitations
from service.cases.models import Client
from service.cases.suitability import Computer, Literacy
from service.catalogue import Module
from service.config import ROOT
from service.kiosk.models import Sitting
from service.vault.sealing import mggz_public_key
from tests.support.browser import ARGUMENTS, EXECUTABLE, BrowserRespondent
from tests.support.installation import read_once
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORD = "zqxjkvwpyt"
YEAR = "1987"
STORED = """async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
    navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0, document.cookie.length,
]"""


def invite(server: Server) -> str:
    """A client with a code."""
    now = server.site.clock()
    name = f"leave-{Random().randrange(10**9)}"
    server.account(Role.CASE_MANAGER, f"{name}@example.org")
    with server.site.db.write() as session:
        user = user_to_sign_in(session, f"{name}@example.org")
        team = team_named(session, "Oost")
        assert user is not None
        assert team is not None
        who = Principal(user.id, user.name, Role.CASE_MANAGER, team.id, "nl")
        client = Client(name="Selam T.", birth_year=1990, language="nl")
        case = actions.register_case(session, who, name, client, mggz_public_key(server.site.settings), now)
        actions.record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
        return invitations.issue_invitation(session, case, who, now, server.site.settings).digits


def answer_some(page: Page, server: Server, code: str, scripted: bool) -> BrowserRespondent:
    """Some answers, with a few changes of language, so that the browser has pages to go back to."""
    client = BrowserRespondent(page, server.url, "en", scripted=scripted)
    client.enter(code)
    client.walk(lambda me: me.item == "ac_birth_year")
    client.answer(YEAR)
    for language in ("nl", "en", "ti", "en"):
        page.click("details.languages summary")
        client.post("/language", language=language)
        client.answer()
        client.press("back")
    return client


def traces(page: Page) -> list[str]:
    """What of the sitting is on this page."""
    html = page.content()
    marks = {"question": 'id="answer"', "overview": "station__title", "button": 'name="to"', "tick": " checked"}
    return [name for name, mark in marks.items() if mark in html] + re.findall(YEAR, page.inner_text("body"))


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("way", ["pause", "withdraw", "left alone"])
def test_back_and_forward_show_nothing(server: Server, browser: Browser, scripted: bool, way: str) -> None:
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    client = answer_some(page, server, invite(server), scripted)
    page.go_back(wait_until="domcontentloaded")
    assert traces(page), "while the sitting is open, Back shows it: the search can find"
    page.go_forward(wait_until="domcontentloaded")
    client.look()
    leave(client, server, way)
    seen = []
    for step in [page.go_back] * 5 + [page.go_forward] * 5 + [page.reload]:
        step(wait_until="domcontentloaded")
        page.wait_for_timeout(100)
        seen += traces(page)
    context.close()
    assert seen == []


def leave(client: BrowserRespondent, server: Server, way: str) -> None:
    if way == "left alone":
        with server.site.db.write() as session:
            for sitting in session.query(Sitting):
                sitting.last_seen_at = sitting.last_seen_at.replace(year=2020)
        client.look()
        return
    client.press("stop")
    if way == "withdraw":
        client.press("withdraw")
        client.press("withdraw_now")
    else:
        client.press("pause")


def test_the_page_is_blank_when_it_is_left_alone_offline(server: Server, browser: Browser) -> None:
    """Nobody touches the computer and the network is gone: after the time is up nothing can be read."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(invite(server))
    limit = int(page.get_attribute("body", "data-idle") or 0)
    assert limit == 60 * server.site.settings.kiosk_idle_minutes
    context.set_offline(True)
    page.clock.run_for((limit - 60) * 1000)
    assert page.is_visible("#idle")
    page.clock.run_for(62 * 1000)
    page.wait_for_timeout(200)
    assert not page.query_selector("#screen")
    context.close()


def test_nothing_is_stored_in_the_browser_or_on_its_disk(server: Server, browser: Browser, tmp_path: Path) -> None:
    code = invite(server)
    profile = str(tmp_path / "profile")
    context = browser.browser_type.launch_persistent_context(profile, executable_path=EXECUTABLE, args=ARGUMENTS)
    page = context.new_page()
    page.goto(server.url + "/static/css/kiosk.css?controlmark")
    client = BrowserRespondent(page, server.url, "en", scripted=True)
    client.enter(code)
    client.walk(lambda me: me.stations > 0)
    client.press("pause")
    client.post("/next")
    client.enter(code)
    client.walk(lambda me: me.item == "ac_birth_year")
    client.answer(YEAR)
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0, 0]
    titles = {page.title()}
    skip_to(client, "taal_nl", "gap")
    client.answer(WORD)
    titles.add(page.title())
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0, 0]
    client.press("stop")
    client.press("pause")
    client.post("/next")
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0, 0]
    names = {cookie["name"] for cookie in context.cookies()}
    context.close()
    assert titles == {"Klantbeeld"}
    assert names <= {"kb_door"}
    files = {path: found(path.read_bytes()) for path in (tmp_path / "profile").rglob("*") if path.is_file()}
    assert any(b"controlmark" in content for content in files.values()), "the search can find what a browser keeps"
    left = {
        str(path.relative_to(tmp_path)): secret
        for path, content in files.items()
        for secret in (WORD, code, " ".join(re.findall("....", code)))
        if secret.encode() in content or secret.encode("utf-16-le") in content
    }
    assert left == {}


def skip_to(client: BrowserRespondent, slug: str, kind: str) -> None:
    """To the first item of this kind of a module; the modules before it are skipped."""
    module = module_named(slug)
    first = next(item.id for item in module.questionnaire.items if item.type.value == kind)
    for _ in range(300):
        if client.item == first:
            return
        if client.item and client.item not in module.questionnaire.by_id:
            client.press("stop")
            client.press("skip")
        elif (
            "skip" in client.buttons and "start" in client.buttons and module.text("en", "title") not in client.heading
        ):
            client.press("skip")
        else:
            client.step()
    raise AssertionError(f"{first} never came")


def module_named(slug: str) -> Module:
    return read_once(ROOT / "questionnaires").module(slug)


def found(content: bytes) -> bytes:
    """The bytes, and what is compressed among them."""
    parts = [content]
    for start in [match.start() for match in re.finditer(rb"\x1f\x8b\x08", content)]:
        try:
            parts.append(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[start:]))
        except zlib.error:
            continue
    return b"".join(parts)
