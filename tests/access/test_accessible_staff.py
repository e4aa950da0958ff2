"""Every staff page × role that may read it, judged by axe-core in a real Chromium."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route

from service.accounts.models import Role
from tests.access.test_access_walk import ROUTES, address, combinations, may
from tests.access.world import World
from tests.support.browser import chromium
from tests.support.installation import HOST
from tests.support.staff import Colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("role", list(Role))
def test_no_staff_page_has_a_barrier(world: World, browser: Browser, role: Role) -> None:
    colleague = Colleague(world.place, world.staff[role])
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()

    def serve(route: Route) -> None:
        reply = colleague.client.get(route.request.url.removeprefix(HOST))
        headers = {k: v for k, v in reply.headers.items() if k not in ("content-length", "content-encoding")}
        route.fulfill(status=reply.status_code, headers=headers, body=reply.content)

    page.route("**/*", serve)
    wcag, practice, read = [], [], 0
    seen = set()
    for name, who, thing in combinations("GET"):
        path = address(world, ROUTES[name], thing)
        if who is not role or not may(name, role, thing) or name in seen:
            continue
        seen.add(name)
        world.clock.forward(seconds=61)
        reply = colleague.get(path)
        if not reply.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(HOST + path)
        read += 1
        for fault in Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]:
            line = f"{name}: {fault['id']} {[node['html'][:160] for node in fault['nodes']][:2]}"
            (practice if "best-practice" in fault["tags"] else wcag).append(line)
    context.close()
    assert read > 2
    assert not wcag, "\n".join(wcag)
    assert not practice, "\n".join(practice)
