"""The introduction in a real browser: by finger with our script, by keyboard without it, in Arabic from the right."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.page import find_all
from tests.support.server import Server
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEXT, BACK = ".foot button[value=try]", ".foot button[value=try_back]"
SIZE = {"width": 360, "height": 740}
#: The middle of the arrow that is seen, and of what it points at, in pixels from the left.
POINTS_AT = """target => {
    const middle = e => { const box = e.getBoundingClientRect(); return Math.round(box.left + box.width / 2); };
    const seen = [...document.querySelectorAll(".pointer")].filter(e => e.checkVisibility({visibilityProperty: true}));
    return [seen.map(middle), middle(document.querySelector(target))];
}"""


def begin(page: Page, server: Server, language: str, scripted: bool) -> BrowserRespondent:
    client = BrowserRespondent(page, server.url, language, scripted=scripted)
    client.enter(invite(server))
    client.press("consent")
    client.press("agree", **client.consent)
    return client


def step_of(client: BrowserRespondent) -> str:
    forms = find_all(client.page, "form", id="practice")
    return forms[0].get("class", "").split("practice--")[1].split()[0] if forms else ""


def go(client: BrowserRespondent, button: str) -> None:
    client.send(button, client.scripted)
    client.read()


def points_at(page: Page, target: str) -> bool:
    """Whether the one arrow that is seen stands over this."""
    arrows, middle = page.evaluate(POINTS_AT, target)
    return len(arrows) == 1 and abs(arrows[0] - middle) <= 2


def test_all_of_it_in_arabic_with_the_offer_of_help(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport=SIZE, has_touch=True)
    page = context.new_page()
    client = begin(page, server, "ar", scripted=True)
    until(lambda: points_at(page, ".option"))
    page.tap(".option:has([value=coffee])")
    until(lambda: points_at(page, NEXT), "ticked: now the arrow is over the button; that")
    go(client, NEXT)
    assert step_of(client) == "change"
    go(client, NEXT)
    assert step_of(client) == "change"
    assert page.inner_text("[role=alert]").startswith("السهم"), "it is read aloud"
    assert page.evaluate("document.activeElement.role") == "alert", "and reading begins there"
    page.tap(".option:has([value=water])")
    expect(page.locator("[value=water]")).to_be_checked()
    go(client, NEXT)
    until(lambda: points_at(page, BACK))
    back, onward = page.locator(BACK).bounding_box(), page.locator(NEXT).bounding_box()
    assert back is not None
    assert onward is not None
    assert back["x"] > onward["x"], "from the right"
    go(client, BACK)
    assert page.is_checked("[value=water]")
    go(client, NEXT)
    until(lambda: points_at(page, ".decline"))
    go(client, NEXT)
    assert "alone" in client.buttons, "the second time that the way is not found"
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]
    go(client, "button[value=alone]")
    go(client, ".decline")
    assert step_of(client) == "ready"
    go(client, "button[value=difficult]")
    go(client, "button[value=helper]")
    assert page.inner_text("h1") == "سيساعدك شخص"
    go(client, "button[value=on]")
    assert client.stations == 9
    go(client, ".foot button[value=pause]")
    assert client.buttons == [], "a paused screen has no button of the sitting, in its head neither"
    context.close()


def test_all_of_it_by_keyboard_without_script(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport=SIZE, java_script_enabled=False)
    page = context.new_page()
    client = begin(page, server, "en", scripted=False)
    for key, button, step in (
        (" ", NEXT, "change"),
        ("ArrowRight", NEXT, "back"),
        ("", BACK, "forward"),
        ("", NEXT, "decline"),
        ("", ".decline", "ready"),
        ("", NEXT, ""),
    ):
        if key:
            ticked = page.locator("input[name=answer]:checked")
            (ticked if ticked.count() else page.locator("input[name=answer]").first).press(key)
        page.focus(button)
        with page.expect_navigation(wait_until="domcontentloaded"):
            page.keyboard.press("Enter")
        client.read()
        assert step_of(client) == step
    assert client.stations == 9
    context.close()
