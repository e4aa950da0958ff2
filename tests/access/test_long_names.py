"""A name of one long word, and a long reference, on every staff page: nothing is wider than the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import func, update

from service.accounts.models import Role, StaffUser
from service.cases.models import Case, Client
from tests.access.judged import ENLARGED, TOO_WIDE, WIDE
from tests.access.test_access_walk import ROUTES, address, combinations, may
from tests.access.test_accessible_staff_states import is_html, new_page, show
from tests.access.world import World
from tests.support.browser import chromium
from tests.support.staff import Colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 4


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield new_page(browser)


@pytest.fixture
def named(world: World, tmp_path: Path) -> World:
    """The world, in which everybody has such a name."""
    copy = world.copy(tmp_path / "copy")
    with copy.place.site.db.write() as session:
        session.execute(update(Client).values(name=LONG[:118]))
        session.execute(update(StaffUser).values(name=LONG[:118]))
        session.execute(update(Case).values(reference=func.substr(Case.reference + LONG, 1, 40)))
    return copy


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.TEAM_LEAD, Role.PSYCHIATRIST])
def test_no_page_is_wider_than_the_screen(named: World, page: Page, role: Role) -> None:
    colleague, found, seen = Colleague(named.place, named.staff[role]), [], set()
    for name, who, thing in combinations("GET"):
        if who is not role or not may(name, role, thing) or name in seen:
            continue
        seen.add(name)
        reply = colleague.get(address(named, ROUTES[name], thing))
        if not is_html(reply):
            continue
        show(page, named.place, reply.text, colleague)
        for size in (WIDE, ENLARGED):
            page.set_viewport_size(size)
            found += [f"{name}, {size['width']} px: {element}" for element in page.evaluate(TOO_WIDE)]
    assert len(seen) > 4
    assert found == [], "\n".join(found)
