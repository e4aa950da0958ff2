"""Every kind of kiosk page in every language, judged by axe-core and by measure: narrow, enlarged, by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from service.catalogue import Catalogue
from service.kiosk.models import Sitting
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import FAREWELLS, Screen, all_on_the_path, go_to, screens
from tests.support.server import Server
from tests.support.tongue import OTHER_TONGUE
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("nl", "en", "ar", "ti")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: 1280 px wide at 400 %.
ENLARGED = {"width": 320, "height": 256}
WIDER_THAN_THE_SCREEN = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width > 1 && !e.closest(".unseen") && (box.right > wide + 1 || box.left < -1);
    }).map(e => e.tagName + "." + e.className).slice(0, 5);
}"""
#: Everything that can be pressed, as a finger meets it: a choice is its whole card, a gap its whole word.
SMALL_TARGETS = """least => [...document.querySelectorAll("button, summary, a, input:not([type=hidden]), select")]
    .map(e => e.closest("label") || e)
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(".unseen") && !e.matches(".skip"))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && (box.width < least || box.height < least))
    .map(([e, box]) => e.className + " " + Math.round(box.width) + "x" + Math.round(box.height))"""
#: Buttons that an open menu may cover in part: they are judged without it.
UNDER_THE_MENU = "for (const button of document.querySelectorAll('main button')) button.style.visibility = 'hidden'"
#: The element that has the focus: its outline, and whether a finger would hit it, or something on top of it.
FOCUSED = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const shown = e.matches("input") && e.closest(".option") || e;
    const box = shown.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const outline = getComputedStyle(shown);
    return {
        name: e.name || e.id || e.className, value: e.value || "",
        outline: outline.outlineStyle === "none" ? 0 : parseFloat(outline.outlineWidth),
        covered: !(top && (shown.contains(top) || top.contains(shown))),
    };
}"""


@dataclass
class Looked:
    """What was found wrong, by kind of fault: a line per page."""

    wcag: list[str] = field(default_factory=list)
    practice: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    tongue: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


@pytest.fixture(scope="module", params=LANGUAGES)
def looked(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Looked]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, found, language = context.new_page(), Looked(), request.param
    page.goto(server.url)
    judge(page, "language", found)
    client = BrowserRespondent(page, server.url, language, scripted=True)
    client.post("/language", language=language)
    judge(page, "code", found)
    page.fill("#code", "1234")
    page.press("#code", "Enter")
    expect(page.locator("#notice")).to_be_visible()
    judge(page, "code with a notice", found)
    page.goto(server.url + "/not-here")
    judge(page, "error", found)
    for farewell in FAREWELLS:
        context.add_cookies([{"name": "kb_farewell", "value": farewell, "url": server.url}])
        page.goto(server.url)
        judge(page, farewell, found)
    context.clear_cookies(name="kb_farewell")
    client.look()
    client.enter(invite(server))
    client.walk(lambda me: "try" in me.buttons)  # only who has agreed is let into the introduction
    with all_on_the_path():
        for screen in screens(server.site.part(Catalogue)):
            go_to(server, screen)
            page.goto(server.url)
            assert not page.locator("#notice").count(), f"{screen.id} was not to be had"
            judge(page, screen.id, found)
        change_everything(server, "en" if language == "nl" else "nl")
        for screen in screens(server.site.part(Catalogue)):
            if screen.name in ("item", "overview"):
                go_to(server, screen)
                page.goto(server.url)
                judge(page, screen.id + ", large, strong, two languages", found)
        page.click("details.languages summary")
        page.evaluate(UNDER_THE_MENU)
        judge(page, "menu", found)
    yield found
    context.close()


def change_everything(server: Server, beside: str) -> None:
    """The largest letters, the strongest colours, and a second language, for whoever sits now."""
    with server.site.db.write() as session:
        session.execute(update(Sitting).values(text_size="largest", contrast="high", beside=beside))


def judge(page: Page, name: str, found: Looked) -> None:
    """Look at the page on a phone, all of it at once (what a foot covers is a matter of scrolling), and enlarged."""
    found.kinds.add(name)
    tall = max(740, page.evaluate("document.documentElement.scrollHeight") + 20)
    page.set_viewport_size({"width": 360, "height": tall})
    for fault in Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]:
        which = found.practice if "best-practice" in fault["tags"] else found.wcag
        which.append(f"{name}: {fault['id']} {[node['html'][:160] for node in fault['nodes']][:2]}")
    found.tongue += [f"{name}: {words}" for words in page.evaluate(OTHER_TONGUE)]
    found.small += [f"{name}: {target}" for target in page.evaluate(SMALL_TARGETS, 44)]
    page.set_viewport_size(ENLARGED)
    found.wide += [f"{name}: {element}" for element in page.evaluate(WIDER_THAN_THE_SCREEN)]
    page.set_viewport_size({"width": 360, "height": 740})


def test_nothing_is_against_wcag(looked: Looked) -> None:
    assert not looked.wcag, "\n".join(looked.wcag)
    assert len(looked.kinds) > 40


def test_nothing_is_against_good_practice(looked: Looked) -> None:
    assert not looked.practice, "\n".join(looked.practice)


def test_every_part_says_its_language_and_direction(looked: Looked) -> None:
    assert not looked.tongue, "\n".join(looked.tongue)


def test_no_page_is_wider_than_a_narrow_or_enlarged_screen(looked: Looked) -> None:
    assert not looked.wide, "\n".join(looked.wide)


def test_whatever_can_be_pressed_is_large_enough(looked: Looked) -> None:
    """The norm asks for 24 px; ours is 44."""
    assert not looked.small, "\n".join(looked.small)


@pytest.mark.parametrize("size", [(1366, 768), (360, 740), (320, 256)], ids=str)
def test_an_item_is_answered_by_keyboard_alone(server: Server, browser: Browser, size: tuple[int, int]) -> None:
    """From the top of the page by Tab, a choice by an arrow key, on by Enter: every stop is seen and lies free."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    client = BrowserRespondent(page, server.url, "nl", scripted=True)
    client.enter(invite(server))
    with all_on_the_path():
        go_to(server, Screen("item", "persoonlijkheid", first_item(server, "persoonlijkheid")))
        client.look()
        stops = list(walk(page))
        assert [stop for stop in stops if stop["outline"] < 3] == []
        assert [stop for stop in stops if stop["covered"]] == []
        names = [stop["name"] for stop in stops]
        assert names.count("answer") == 1, "one stop for all choices, as radio buttons are"
        before = client.item
        page.keyboard.press("ArrowDown")
        expect(page.locator("input[name=answer]:checked")).to_have_count(1)
        while page.evaluate(FOCUSED)["value"] != "next":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function("item => document.querySelector('[name=item]')?.value !== item", arg=before)
        until(lambda: page.evaluate("document.activeElement.tagName") == "H1", "the next question read aloud at once")
        page.keyboard.press("F2")
        page.wait_for_selector(".second[lang=en]")
        page.keyboard.press("F2")
        page.wait_for_selector(".second", state="detached")
    context.close()


def first_item(server: Server, slug: str) -> str:
    """The first item of a module."""
    return server.site.part(Catalogue).module(slug).questionnaire.items[0].id


def walk(page: Page) -> Iterator[dict[str, Any]]:
    """Every stop of the Tab key, once around, ending at the choices."""
    page.evaluate("document.activeElement.blur()")
    stops: list[dict[str, Any]] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop in stops:
            break
        stops.append(stop)
    yield from stops
    while page.evaluate(FOCUSED) is None or page.evaluate(FOCUSED)["name"] != "answer":
        page.keyboard.press("Tab")
