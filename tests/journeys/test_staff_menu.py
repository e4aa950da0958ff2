"""On a phone every entry of the staff's menu can be seen: none lies beyond an edge that says nothing of it."""

import pytest
from playwright.sync_api import Browser

from service.accounts.models import Role
from tests.support.browser import sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BEYOND = """() => [...document.querySelectorAll(".menu a")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.left < 0 || box.right > document.documentElement.clientWidth;
}).map(each => each.textContent)"""


@pytest.mark.parametrize("role", [Role.ADMIN, Role.TEAM_LEAD, Role.CASE_MANAGER])
def test_the_whole_menu_is_in_sight(server: Server, browser: Browser, role: Role) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    sign_in(page, server.url, server.account(role, f"menu-{role.value}@example.org"))
    assert page.locator(".menu a").count() >= 3
    assert page.evaluate(BEYOND) == []
    page.close()
