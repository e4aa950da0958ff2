"""Going on to a question is one request on the line, whatever kind of question it is: what it needs came before."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from service.catalogue import Catalogue
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to, screens
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Our own script fetches the screen that the server has now, as after any button.
ON = """() => {
    const form = document.querySelector('form[action="/go"]');
    const button = Object.assign(document.createElement("button"), { name: "to", value: "here" });
    form.append(button);
    form.requestSubmit(button);
}"""
#: All letters that the page shows have their font.
LETTERS = "async () => { await document.fonts.ready; return document.fonts.status; }"


class Line:
    """What went over the line: requests that no cache of the browser answered."""

    def __init__(self, page: Page) -> None:
        self.asked: dict[str, str] = {}
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda of: self.note(of["requestId"], of["request"]["url"]))
        session.on("Network.requestServedFromCache", lambda of: self.asked.pop(of["requestId"], None))
        session.on("Network.responseReceived", self.kept)
        session.send("Network.enable")

    def note(self, one: str, address: str) -> None:
        """Asked, of a server or a cache: it is not known yet."""
        if not address.startswith("data:"):
            self.asked[one] = address

    def kept(self, of: dict[str, object]) -> None:
        """Answered; from the disk cache it never was on the line."""
        if of["response"]["fromDiskCache"]:  # type: ignore[index]
            self.asked.pop(str(of["requestId"]), None)


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_every_kind_of_question_is_one_request(server: Server, browser: Browser, language: str) -> None:
    """A client who came in with the code and has read the words before a timed part, as everybody does."""
    context = browser.new_context()
    page = context.new_page()
    client = BrowserRespondent(page, server.url, language, scripted=True)
    client.enter(invite(server))
    expect(page.locator("main h1")).to_be_visible()
    found, kinds = [], set()
    with all_on_the_path():
        before = Screen("timed", "leerbaarheid", "lb_01")
        timed = [Screen("item", "leerbaarheid", "lb_01"), Screen("item", "leerbaarheid", "lb_02")]
        items = [screen for screen in screens(server.site.part(Catalogue)) if screen.name == "item"]
        for screen in (before, *timed, *items):
            line = Line(page)
            go_to(server, screen)
            page.evaluate("document.getElementById('screen').dataset.before = '1'")
            page.evaluate(ON)
            expect(page.locator("#screen:not([data-before])")).to_be_attached()
            page.wait_for_load_state("networkidle")
            page.evaluate(LETTERS)
            if screen is before:
                continue
            kinds.add(page.locator("form#answer").get_attribute("class"))
            if screen in timed:
                expect(page.locator(".clock")).to_have_css("display", "flex")
            if list(line.asked.values()) != [server.url + "/go"]:
                found.append((screen.id, list(line.asked.values())))
    context.close()
    assert found == []
    assert {
        "question question--" + kind for kind in ("one", "many", "list", "number", "gaps", "figure", "pair")
    } <= kinds
