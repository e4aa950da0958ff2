"""The line goes, a reply is lost, the server fails: what was chosen stays, is said to be unsaved, and arrives once."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser

from service.kiosk.models import Sitting
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.seated import NEXT, UNSAVED, Seated, sitting_at
from tests.support.server import Server
from tests.support.wire import State

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def seated(safe: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    profile = tmp_path_factory.mktemp("lost") / "profile"
    with sitting_at(safe, browser, profile, invite(safe), clocked=False) as seated:
        yield seated


def test_a_reply_lost_after_the_answer_was_kept_doubles_nothing(seated: Seated) -> None:
    page, item, key = seated.page, seated.client.item, seated.client.hidden["key"]
    before = seated.kept()
    seated.wire.state = State.LOSING
    seated.choose_last()
    page.wait_for_selector(UNSAVED)
    assert page.inner_text("#offline p >> nth=0") == seated.words("gone")
    assert seated.still_chosen()
    assert seated.kept() == [*before, (item, 1, key)], "it had been kept: only the reply was lost"
    assert seated.wire.lost
    seated.asked_before_leaving()
    assert seated.still_chosen()
    seated.wire.state = State.GOOD
    seated.wait_for_item_after(item)
    assert not page.is_visible("#offline")
    assert seated.kept() == [*before, (item, 1, key)]


def test_a_server_that_fails_says_so_and_the_choice_stays_to_be_sent_again(seated: Seated) -> None:
    page, item, key = seated.page, seated.client.item, seated.client.hidden["key"]
    before = seated.kept()
    with patch("service.kiosk.routes.read_sent", side_effect=RuntimeError("not an answer")):
        seated.choose_last()
        page.wait_for_selector(f'{UNSAVED}:has-text("{seated.words("ours")}")')
        assert seated.still_chosen()
        assert seated.client.item == item
    seated.asked_before_leaving()
    page.click(NEXT)
    seated.wait_for_item_after(item)
    assert not page.is_visible("#offline")
    assert seated.kept() == [*before, (item, 1, key)]


def test_the_older_of_two_windows_is_told_and_changes_nothing(seated: Seated) -> None:
    older, item = seated.page, seated.client.item
    newer = older.context.new_page()
    other = BrowserRespondent(newer, seated.client.url, "ar", scripted=True)
    assert other.item == item
    other.answer(other.codes[0])
    kept = seated.kept()
    seated.choose_last()
    older.wait_for_selector("#notice")
    assert older.inner_text("#notice") == seated.words("elsewhere")
    assert seated.client.read() is not None
    assert seated.client.item == other.item
    assert seated.kept() == kept
    newer.close()


def test_closing_now_works_while_the_server_fails(seated: Seated) -> None:
    page = seated.page
    with patch("service.kiosk.routes.read_sent", side_effect=RuntimeError("not an answer")):
        seated.choose_last()
        page.wait_for_selector(UNSAVED)
        page.click("form.leave button")
        assert page.evaluate("document.body.innerText.trim()") == ""
        page.wait_for_selector("button.tile")
    with seated.server.site.db.read() as session:
        newest = session.query(Sitting).order_by(Sitting.started_at.desc()).first()
        assert newest is not None
        assert newest.token_hash is None
