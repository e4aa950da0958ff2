"""What axe-core can't see: focus under the foot, colours of the reader's own, letters set wider apart."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.test_accessible_kiosk import FOCUSED, WIDER_THAN_THE_SCREEN
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Higher than a phone is.
LONG = (
    Screen("item", "achtergrond", "ac_origin"),
    Screen("item", "achtergrond", "ac_tasks"),
    Screen("item", "taal_nl", "nl_p2"),
)
FIGURES = (
    (Screen("item", "leerbaarheid", "lb_01"), ".option .cell"),
    (Screen("item", "leerbaarheid", "lb_a1"), ".option .cell"),
    (Screen("item", "leerbaarheid", "lb_a1"), ".symbol"),
    (Screen("item", "leerbaarheid", "lb_s0"), ".pairs__pair .cell"),
    (Screen("item", "taal_nl", "nl_01"), ".picture"),
    (Screen("overview"), ".top .icon"),
)
#: As WCAG 1.4.12 asks.
WIDER = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
#: Boxes whose words don't fit any more.
CUT_OFF = """() => [...document.querySelectorAll("main *, .foot *")].filter(e => e.checkVisibility()
    && !e.closest(".unseen, svg") && getComputedStyle(e).overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.className)"""


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a context with the options of the test's mark."""
    options = {"viewport": {"width": 360, "height": 740}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    with all_on_the_path():
        yield context.new_page()
    context.close()


def sit(page: Page, server: Server, language: str = "nl") -> None:
    """A client has come in."""
    BrowserRespondent(page, server.url, language, scripted=True).enter(invite(server))


def at(page: Page, server: Server, screen: Screen) -> None:
    """Before this screen."""
    go_to(server, screen)
    page.goto(server.url)


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_never_lies_under_the_foot(server: Server, page: Page, key: str) -> None:
    sit(page, server)
    hidden = []
    for screen in LONG:
        at(page, server, screen)
        for _ in range(50):
            page.keyboard.press(key)
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            if stop["covered"] or stop["outline"] < 2:
                hidden.append((screen.id, stop))
    assert hidden == []


@pytest.mark.parametrize("page", [{"forced_colors": "active", "color_scheme": "dark"}], indirect=True)
def test_figures_and_signs_are_seen_in_colours_of_the_readers_own(server: Server, page: Page) -> None:
    sit(page, server)
    empty = []
    for screen, drawing in FIGURES:
        at(page, server, screen)
        empty += [
            (screen.id, drawing, place)
            for place, one in enumerate(page.locator(f"{drawing}:visible").all())
            if is_plain(one)
        ]
    assert empty == []


def is_plain(drawing: Locator) -> bool:
    """Whether hardly anything stands out in it."""
    with Image.open(BytesIO(drawing.screenshot())) as picture:
        counted = picture.convert("L").histogram()
    dark, light = sum(counted[:96]), sum(counted[160:])
    return min(dark, light) < 0.02 * sum(counted)


@pytest.mark.parametrize("page", [{"bypass_csp": True}], indirect=True)
@pytest.mark.parametrize("language", ["nl", "ti"])
def test_letters_set_wider_apart_are_not_cut_off(server: Server, page: Page, language: str) -> None:
    sit(page, server, language)
    found = []
    for screen in (*LONG, Screen("item", "leerbaarheid", "lb_01"), Screen("consent"), Screen("overview")):
        at(page, server, screen)
        page.add_style_tag(content=WIDER)
        found += [(screen.id, words) for words in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CUT_OFF)]
    assert found == []
