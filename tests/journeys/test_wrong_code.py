"""At 400 % what is wrong with the code is seen together with the field that it is typed into again."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import BrowserRespondent
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: An old PC's window of 1280 × 1024 at 400 %.
WINDOW = {"width": 320, "height": 256}
#: Whether notice and field both lie within the window.
IN_SIGHT = """() => ["notice", "code"].every(id => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
})"""


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
@pytest.mark.parametrize("typed", ["12345", "1" * 20])
def test_what_is_wrong_and_where_it_is_mended_are_in_sight(
    server: Server, browser: Browser, typed: str, language: str, scripted: bool
) -> None:
    context = browser.new_context(viewport=WINDOW, java_script_enabled=scripted)
    page = context.new_page()
    client = BrowserRespondent(page, server.url, language, scripted=scripted)
    client.post("/language", language=language)
    page.fill("#code", typed)
    page.press("#code", "Enter")
    expect(page.locator("#notice")).to_be_visible()
    expect(page.locator("#code")).to_be_focused()
    expect(page.locator("#notice")).to_be_in_viewport(ratio=1)
    assert page.evaluate(IN_SIGHT)
    context.close()
