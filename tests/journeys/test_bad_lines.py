"""Lines as they are in centres: silent, cut amid a reply, gone for a minute, slow. What was chosen arrives once.

The page's clock is put forward; nobody waits here.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select, update

from service.kiosk.models import Sitting, SittingModule
from tests.journeys.test_leaving_at_once import BLANK
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import STORED
from tests.support.kiosk_screens import Screen, go_to
from tests.support.seated import UNSAVED, Seated, sitting_at
from tests.support.server import Server
from tests.support.wire import State

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Longer than the longest pause between two tries.
NEXT_TRY = 16_000


@pytest.fixture(scope="module")
def line(safe: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    profile = tmp_path_factory.mktemp("line") / "profile"
    with sitting_at(safe, browser, profile, invite(safe), clocked=True) as seated:
        yield seated


def test_a_line_that_falls_silent_is_noticed_and_said(line: Seated) -> None:
    """No error comes, as when the wireless network is out of reach: without a limit the page would wait for minutes."""
    item, key, before = line.client.item, line.client.hidden["key"], line.kept()
    line.wire.state = State.SILENT
    line.choose_last()
    assert not line.page.is_visible(UNSAVED)
    line.page.clock.run_for(8_100)
    line.page.wait_for_selector(UNSAVED)
    assert line.page.inner_text("#offline p >> nth=0") == line.words("gone")
    assert line.still_chosen()
    line.asked_before_leaving()
    line.wire.state = State.GOOD
    line.page.clock.run_for(NEXT_TRY)
    line.wait_for_item_after(item)
    assert not line.page.is_visible("#offline")
    assert line.kept() == [*before, (item, 1, key)]


def test_a_reply_that_breaks_off_is_asked_for_again(line: Seated) -> None:
    item, key, before = line.client.item, line.client.hidden["key"], line.kept()
    line.wire.state = State.CUTTING
    line.choose_last()
    line.page.wait_for_selector(UNSAVED)
    assert line.wire.lost
    assert line.still_chosen()
    line.wire.state = State.GOOD
    line.page.clock.run_for(NEXT_TRY)
    line.wait_for_item_after(item)
    assert line.kept() == [*before, (item, 1, key)]


def test_one_press_on_back_is_one_step_also_when_its_reply_is_lost(line: Seated) -> None:
    """The same request is sent again after it was done."""
    before = [item for item, _, _ in line.kept()][-1]
    line.wire.state = State.LOSING
    line.page.click("button[name=to][value=back]")
    line.page.wait_for_selector(UNSAVED)
    assert line.sitting().item_id == before, "it was done: only the reply was lost"
    item = line.client.item
    line.wire.state = State.GOOD
    line.page.clock.run_for(NEXT_TRY)
    line.wait_for_item_after(item)
    assert line.client.item == before
    line.client.answer()


def test_a_slow_line_is_no_line_that_is_gone(line: Seated) -> None:
    """35 kbit/s, two seconds to and fro: the next question comes, and nobody is frightened in the meantime."""
    item = line.client.item
    line.page.evaluate(
        """() => {
            const offline = document.getElementById("offline");
            const look = () => { if (!offline.hidden) window.frightened = true; };
            new MutationObserver(look).observe(offline, { attributes: true });
        }"""
    )
    line.wire.state = State.SLOW
    line.choose_last()
    line.wait_for_item_after(item)
    line.wire.state = State.GOOD
    assert not line.page.evaluate("window.frightened")


def test_a_minute_without_a_line_and_then_nobody_there(line: Seated) -> None:
    """The answer waits on the screen and nowhere else. The server hears of the client a minute later than the page.
    When the page's time is up, the server's is not yet, and the question must not come back onto the screen.
    """
    page, item, key, before = line.page, line.client.item, line.client.hidden["key"], line.kept()
    page.context.set_offline(True)
    line.choose_last()
    page.clock.run_for(60_000)
    assert line.still_chosen()
    assert page.is_visible(UNSAVED)
    assert page.evaluate(STORED) == [0] * 6
    assert line.kept() == before
    page.context.set_offline(False)
    page.clock.run_for(NEXT_TRY)
    line.wait_for_item_after(item)
    assert not page.is_visible("#offline")
    assert line.kept() == [*before, (item, 1, key)]
    limit = int(page.get_attribute("body", "data-idle") or 0)
    with page.expect_response(lambda reply: reply.request.method == "GET") as asked:
        page.clock.run_for((limit + 2) * 1000)
    assert "data-idle" in asked.value.text(), "the server would still show it"
    for _ in range(3):
        with page.expect_response(lambda reply: reply.request.method == "GET"):
            page.clock.run_for(NEXT_TRY)
        assert page.evaluate(BLANK)
    line.server.clock.forward(seconds=limit + 1)
    page.clock.run_for(NEXT_TRY)
    page.wait_for_selector('form[action="/next"]')
    assert nothing_of(page, item)


def nothing_of(page: Page, item: str) -> bool:
    """Whether the page has no question any more."""
    return "question" not in page.content() and item not in page.content()


def test_who_sends_everything_in_over_a_bad_line_reads_that_it_arrived(line: Seated) -> None:
    page = line.page
    line.client.post("/next")
    line.client.enter(invite(line.server))
    with line.server.site.db.write() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        session.execute(update(SittingModule).where(SittingModule.sitting_id == newest).values(state="skipped"))
    go_to(line.server, Screen("overview"))
    line.client.look()
    line.wire.state = State.LOSING
    page.click("button[name=to][value=finish]")
    page.wait_for_selector(UNSAVED)
    assert line.sitting().state == "finished"
    line.wire.state = State.GOOD
    page.clock.run_for(NEXT_TRY)
    page.wait_for_selector('form[action="/next"]')
    said = line.server.site.translators["ar"].gettext("Thank you. You are done.")
    assert page.inner_text("h1") == said
