"""In a real Chromium: a half-typed code outlives a change of language, letters or colours; nobody finds it later."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import go, keeps_pages, read
from tests.support.browser import BrowserRespondent, kept_chromium
from tests.support.leftovers import leftovers, rows
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPED = "7351 9264 80"
SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])


def digits(page: Page) -> str:
    """What stands in the field, without the spaces that our script puts between."""
    return page.input_value("#code").replace(" ", "")


def change(page: Page, button: str) -> None:
    """Open the menu and press one of its buttons."""
    page.click("details.languages summary")
    with page.expect_navigation():
        page.click(button)


@SCRIPTED
def test_it_stays_and_can_be_typed_to_its_end(server: Server, browser: Browser, scripted: bool) -> None:
    code = invite(server)
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    client = BrowserRespondent(page, server.url, "nl", scripted=scripted)
    client.post("/language", language="nl")
    page.fill("#code", code[:9])
    for button, direction in (("[value=ar]", "rtl"), ("[value=largest]", "rtl"), ("[value=ti]", "ltr")):
        change(page, f"button{button}")
        assert digits(page) == code[:9]
        assert page.get_attribute("html", "dir") == direction
        assert page.url == server.url + "/"
    page.fill("#code", code)
    client.press_enter("#code")
    assert "agree" in client.buttons or "consent" in client.buttons, "Enter sends the code, and changes nothing else"
    context.close()


@SCRIPTED
def test_whoever_closes_the_page_half_way_leaves_nothing(
    safe: Server, browser: Browser, tmp_path: Path, scripted: bool
) -> None:
    """Not by Back and Forward, in a browser that keeps pages; not in a new tab; not on the disk."""
    assert safe.certificate is not None
    plain, profile = TYPED.replace(" ", ""), tmp_path / "profile"
    with kept_chromium(browser, profile, safe.certificate.pin, scripted=scripted) as context:
        keeps_pages(context, safe, scripted)
        page = context.new_page()
        client = BrowserRespondent(page, safe.url, "nl", scripted=scripted)
        client.post("/language", language="nl")
        page.fill("#code", TYPED)
        change(page, "button[value=ar]")
        assert digits(page) == plain
        change(page, "button[value=nl]")
        page.reload()
        assert digits(page) == "", "given back once"
        page.fill("#code", TYPED)
        change(page, "button[value=ti]")
        page.click("form.leave button")
        page.wait_for_selector("button.tile")
        for to in ["back"] * 8 + ["forward"] * 8:
            go(page, to)
            if page.url != "about:blank":
                assert page.url == safe.url + "/", "never the address of a form, which would be sent anew"
                assert not {TYPED, plain} & set(read(page).split('"'))
        again = context.new_page()
        BrowserRespondent(again, safe.url, "nl", scripted=scripted).post("/language", language="nl")
        assert digits(again) == ""
    assert leftovers(profile / "Default", [TYPED, plain]) == {}
    assert {row[0] for row in rows(profile / "Default" / "History", "select url from urls")} <= {
        safe.url + "/",
        "about:blank",
        *(f"{safe.url}/harmless?page={number}" for number in (1, 2)),
    }
