"""A room: the board sees a hand that was raised on a kiosk screen, gives time, and ends the sitting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.i18n.translator import HERE
from tests.support.browser import BrowserRespondent, sign_in
from tests.support.installation import Installation, Invited
from tests.support.server import Server

Room = tuple[Page, Page, Invited, bool]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[True, False], ids=["scripted", "plain"])
def room(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Room]:
    email = "room-scripted@example.org" if request.param else "room-plain@example.org"
    account = server.account(Role.CASE_MANAGER, email)
    with server.site.db.read() as session:
        user = session.scalars(select(StaffUser).where(StaffUser.email == email)).one()
        who = Principal(user.id, user.name, Role.CASE_MANAGER, user.team_id, "nl")
    client = Installation(server.site, None, server.site.clock).invite(who, name="Luwam Kidane")
    pages = [browser.new_context(java_script_enabled=request.param).new_page() for _ in range(2)]
    sign_in(pages[0], server.url, account)
    yield pages[0], pages[1], client, request.param
    for page in pages:
        page.context.close()


def test_a_hand_is_seen_time_is_given_and_the_sitting_ended(room: Room, server: Server) -> None:
    board, tab, invited, scripted = room
    open_room(board, server)
    client = BrowserRespondent(tab, server.url, "nl", scripted=scripted)
    client.enter(invited.code)
    client.walk(lambda me: bool(me.codes))
    chosen = tab.locator("input[name=answer]").first
    chosen.check()
    tab.click(".hand button")
    tab.wait_for_selector("#hand-told")
    assert tab.locator("input[name=answer]").first.is_checked(), "what was chosen is still there"
    if not scripted:
        board.click("text=Opnieuw kijken")
    board.wait_for_selector(".is-asking", timeout=60_000)
    expect(board.locator("#hands")).to_contain_text("Luwam Kidane")
    board.click("text=+10 min")
    board.wait_for_selector("td[data-label]:has-text('+10 min'):not(.act)")
    board.click("text=Ik ben geweest")
    expect(board.locator(".is-asking")).to_have_count(0)
    board.click("a[id^=end-]")
    board.click("text=Pagina voor nu sluiten")
    expect(board.locator("#board")).to_contain_text("Pauze")
    tab.goto(server.url + "/")
    assert "U hebt pauze" in tab.inner_text("h1")


def open_room(board: Page, server: Server) -> None:
    """A group sitting of all own clients, now."""
    board.goto(server.url + "/staff/groups/new")
    board.fill("[name=name]", "Ochtend")
    board.fill("[name=place]", "Zaal 1")
    board.fill("[name=time]", f"{server.site.clock().astimezone(HERE):%H:%M}")
    for box in board.locator("[name=cases]").all():
        box.check()
    board.click("main .button--primary")
