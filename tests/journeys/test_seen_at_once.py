"""Nothing has to be looked for below the edge: the longest questions on the screen of an old PC, in Tigrinya."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.test_by_mistake import SEEN
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCROLLS = "document.documentElement.scrollHeight > innerHeight"


@pytest.fixture(scope="module")
def client(server: Server, browser: Browser) -> Iterator[BrowserRespondent]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    client = BrowserRespondent(context.new_page(), server.url, "ti", scripted=True)
    with all_on_the_path():
        client.enter(invite(server))
        client.press("consent")
        client.press("agree", **client.consent)
        yield client
    context.close()


@pytest.mark.parametrize(("slug", "item"), [("motivatie", "mo_now"), ("achtergrond", "ac_field")])
def test_a_question_with_many_answers_does_not_scroll(
    server: Server, client: BrowserRespondent, slug: str, item: str
) -> None:
    go_to(server, Screen("item", slug, item))
    client.look()
    assert client.item == item
    assert not client.tab.evaluate(SCROLLS)


def test_the_way_past_a_long_list_is_in_sight(server: Server, client: BrowserRespondent) -> None:
    go_to(server, Screen("item", "achtergrond", "ac_origin"))
    client.look()
    assert client.item == "ac_origin"
    assert client.tab.evaluate(SEEN, ".option, .heading, .decline")
