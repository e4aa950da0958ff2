"""In a real browser a button is pressed twice before its page has gone, and a page with a code is loaded anew."""

from collections.abc import Iterator
from threading import Event
from unittest.mock import patch
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from starlette.responses import Response

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.accounts.sign_ins import user_to_sign_in
from service.cases import actions
from service.cases.invitation_routes import shown_once
from service.cases.models import Client, Invitation
from service.cases.suitability import Computer, Literacy
from service.vault.sealing import mggz_public_key
from tests.support.browser import BrowserRespondent, sign_in
from tests.support.server import Server
from tests.support.waiting import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BUTTON = 'form[action$="/invitation"] button'


@pytest.fixture(params=[True, False], ids=["scripted", "plain"])
def ready(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[tuple[Page, UUID]]:
    """A klantmanager before a client who can be invited."""
    email = f"twice-{request.param}@example.org".lower()
    account, now = server.account(Role.CASE_MANAGER, email), server.site.clock()
    with server.site.db.write() as session:
        user = user_to_sign_in(session, email)
        assert user is not None
        who = Principal(user.id, user.name, Role.CASE_MANAGER, user.team_id, "nl")
        client = Client(name="Selam T.", birth_year=1990, language="nl")
        case = actions.register_case(session, who, email[:20], client, mggz_public_key(server.site.settings), now)
        actions.record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
        case_id = case.id
    page = browser.new_context(java_script_enabled=request.param).new_page()
    sign_in(page, server.url, account)
    page.goto(f"{server.url}/staff/cases/{case_id}")
    yield page, case_id
    page.context.close()


def test_a_double_press_and_a_reload_show_one_valid_code(
    ready: tuple[Page, UUID], server: Server, browser: Browser
) -> None:
    page, case_id = ready
    press_twice(page)
    page.wait_for_selector("#code")
    code = shown(page)
    with page.expect_request(lambda request: request.method == "POST"):
        page.reload()
    assert shown(page) == code
    with server.site.db.read() as session:
        kept = session.scalars(select(Invitation.revoked_at).where(Invitation.case_id == case_id)).all()
    assert kept == [None]
    tab = browser.new_page()
    client = BrowserRespondent(tab, server.url, "nl", scripted=True)
    client.enter(code)
    assert not client.notice
    tab.close()


def press_twice(page: Page) -> None:
    """The second time while the answer to the first is under way, so that nobody ever sees that one."""
    twice, box = Event(), page.locator(BUTTON).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def held(*given: object) -> Response:
        found = shown_once(*given)  # type: ignore[arg-type]
        assert twice.wait(PATIENCE)
        return found

    with patch("service.cases.invitation_routes.shown_once", held):
        for _ in range(2):
            with page.expect_request(lambda request: request.method == "POST"):
                page.mouse.click(x, y)
        twice.set()
        page.wait_for_url("**/invitation")


def shown(page: Page) -> str:
    """The digits on the page."""
    return "".join(sign for sign in page.inner_text("#code") if sign.isdigit())
