"""Nobody touches the computer any more: what was on it goes, whether the server can be reached or not."""

from random import Random

import pytest
from playwright.sync_api import Browser, expect

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.accounts.queries import team_named
from service.accounts.sign_ins import user_to_sign_in
from service.cases import actions, invitations
from service.cases.models import Client
from service.cases.suitability import Computer, Literacy
from service.vault.sealing import mggz_public_key
from tests.support.browser import BrowserRespondent
from tests.support.server import Account, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def invite(server: Server) -> str:
    """A client with a code."""
    return invited(server)[1]


def invited(server: Server, called: str = "Selam T.") -> tuple[Account, str]:
    """A klantmanager with one client, and the client's code."""
    now = server.site.clock()
    name = f"leave-{Random().randrange(10**9)}"
    account = server.account(Role.CASE_MANAGER, f"{name}@example.org")
    with server.site.db.write() as session:
        user = user_to_sign_in(session, f"{name}@example.org")
        team = team_named(session, "Oost")
        assert user is not None
        assert team is not None
        who = Principal(user.id, user.name, Role.CASE_MANAGER, team.id, "nl")
        client = Client(name=called, birth_year=1990, language="nl")
        case = actions.register_case(session, who, name, client, mggz_public_key(server.site.settings), now)
        actions.record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
        return account, invitations.issue_invitation(session, case, who, now, server.site.settings).digits


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
    expect(page.locator("#idle"), "a minute before, at the latest").to_be_visible()
    page.click("#idle-stay")
    expect(page.locator("#idle")).to_be_hidden()
    page.clock.run_for((limit - 60) * 1000)
    expect(page.locator("#idle")).to_be_visible()
    assert page.is_visible("#screen"), "the whole time again"
    page.clock.run_for(62 * 1000)
    expect(page.locator("#screen")).to_have_count(0)
    context.close()
