"""The board of twelve clients, in every state and with hands raised, on the screen of an office and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.accounts.sign_ins import user_to_sign_in
from tests.access.judged import barriers
from tests.support.browser import sign_in
from tests.support.full_room import GUESTS, full_room
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
BOTTOM = "e => e.getBoundingClientRect().bottom"
#: What is lower or narrower than so many pixels.
SMALLER = """([selector, least]) => [...document.querySelectorAll(selector)].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width < least || box.height < least;
}).map(e => e.textContent.trim())"""
MAIN = ".page-head .button, .board .button--primary"


@pytest.fixture(scope="module")
def board(server: Server, browser: Browser) -> Iterator[Page]:
    email = "twelve@example.org"
    account = server.account(Role.CASE_MANAGER, email)
    with server.site.db.write() as session:
        user = user_to_sign_in(session, email)
        assert user is not None
        who = Principal(user.id, user.name, Role.CASE_MANAGER, user.team_id, "nl")
    group = full_room(server.site, who)
    page = browser.new_context(viewport=WIDE).new_page()
    sign_in(page, server.url, account)
    page.goto(f"{server.url}/staff/groups/{group}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    yield page
    page.context.close()


def test_the_room_has_every_state(board: Page) -> None:
    words = board.inner_text("#board")
    states = ("Bezig", "Pauze", "Niet begonnen", "Vanzelf gesloten", "Klaar", "Gestopt", "nog geen code")
    signs = ("Vraagt om hulp", "Kaart van iemand anders", "Al even stil", "Wil graag een helper", "+100%, +20 min")
    assert [word for word in states + signs if word not in words] == []
    assert board.locator(".board tbody tr").count() == len(GUESTS) == 12


def test_twelve_clients_and_their_hands_are_seen_without_scrolling(board: Page) -> None:
    board.set_viewport_size(WIDE)
    assert board.locator(".board tbody tr").last.evaluate(BOTTOM) <= WIDE["height"]
    assert board.locator("#hands").evaluate(BOTTOM) < board.locator(".board thead").evaluate(BOTTOM)
    assert board.locator("#hands a").all_inner_texts()[:3] == [GUESTS[5].name, GUESTS[8].name, GUESTS[0].name]
    assert board.evaluate("document.documentElement.scrollWidth") == WIDE["width"]
    assert board.evaluate("document.querySelector('#board').scrollWidth") <= WIDE["width"]
    assert board.evaluate(SMALLER, ["main a, main button", 24]) == []
    assert board.evaluate(SMALLER, [MAIN, 44]) == []
    assert barriers(board, "board") == []


def test_on_a_phone_hands_come_first_and_nothing_is_cut_off(board: Page) -> None:
    board.set_viewport_size(PHONE)
    assert board.locator("#hands").evaluate(BOTTOM) <= PHONE["height"]
    assert board.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert board.evaluate(SMALLER, ["main a, main button", 24]) == []
    assert board.evaluate(SMALLER, [f"{MAIN}, .board .button", 44]) == []
