"""Figures, pairs and explained practice in a real browser: on a phone and on the computer of the centre."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from scoring.keying import keys_of
from service.accounts.models import Role
from service.catalogue import Catalogue
from tests.support.browser import BrowserRespondent
from tests.support.installation import Installation
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = {"phone": (360, 740), "centre": (1366, 768)}
#: What is looked at: studying, asking about a pair, practice by layout, and the feedback after each practice.
LOOKED_AT = ("lb_s0", "lb_sp1", "lb_s1", "lb_a1", "lb_p1", "lb_p2", "lb_p3")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LEAVES_THE_PAGE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LEFT_EDGES = "boxes => boxes.map(box => Math.round(box.getBoundingClientRect().left))"
OVERLAPS = """boxes => boxes.some((one, at) => boxes.slice(at + 1).some(other => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
}))"""


@pytest.fixture(params=[(language, size) for language in ("nl", "ar", "ti") for size in SIZES], ids="-".join)
def learner(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[BrowserRespondent]:
    """A client at the first screen of the module, in one language and size; without JavaScript on the phone."""
    language, size = request.param
    width, height = SIZES[size]
    scripted = size == "centre"
    context = browser.new_context(java_script_enabled=scripted, viewport={"width": width, "height": height})
    found = Installation(server.site, None, server.site.clock)  # type: ignore[arg-type]
    client = BrowserRespondent(context.new_page(), server.url, language, scripted=scripted)
    client.enter(found.invite(found.staff(Role.CASE_MANAGER), language=language).code)
    client.walk(lambda me: me.stations > 0)
    title = server.site.part(Catalogue).modules["leerbaarheid"].text(language, "title")
    client.press("module")
    while client.heading != title:
        client.press("skip")
        client.press("module")
    client.press("start")
    yield client
    context.close()


def test_the_module_fits_every_screen_and_is_never_mirrored(learner: BrowserRespondent, server: Server) -> None:
    questionnaire = server.site.part(Catalogue).modules["leerbaarheid"].questionnaire
    seen = []
    while not set(LOOKED_AT) <= set(seen):
        item = questionnaire.by_id[learner.item]
        if item.id in LOOKED_AT:
            look_at(learner)
            seen.append(item.id)
        learner.answer(keys_of(questionnaire, item)[0] if item.takes_answer else None)
        if not learner.item:
            look_at(learner)
            learner.press("on")


def look_at(learner: BrowserRespondent) -> None:
    """Nothing leaves the page, nothing lies over another, figures run left to right, and a reader aloud finds names."""
    tab = learner.tab
    assert not tab.evaluate(LEAVES_THE_PAGE), learner.heading
    for boxes in (".figure__cell", ".option", ".pairs__pair"):
        assert not tab.eval_on_selector_all(boxes, OVERLAPS), boxes
    for line in (".figure__cell", ".pairs__pair .cell"):
        first = tab.eval_on_selector_all(line, LEFT_EDGES)[:2]
        assert first == sorted(first), line
    names = [
        tab.locator("[role=img]").nth(at).get_attribute("aria-label") for at in range(tab.locator("[role=img]").count())
    ]
    assert all(names)
    if learner.scripted:
        problems = Axe().run(tab, options=WCAG).response["violations"]
        assert not problems, [(problem["id"], [node["html"] for node in problem["nodes"]][:2]) for problem in problems]
