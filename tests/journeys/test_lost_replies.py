"""The line goes, a reply is lost, the server fails: what was chosen stays, is said to be unsaved, and arrives once."""

from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, Dialog, Page
from sqlalchemy import select

from service.kiosk.models import Answer, Sitting
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_shared_computer import asked
from tests.support.browser import BrowserRespondent, kept_chromium
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server
from tests.support.wire import Wire, wire_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEXT = ".foot button[name=move]"
UNSAVED = "#offline:not([hidden])"
SAID = {
    "gone": "Not saved yet. The connection is gone. We keep trying. Please leave this page open.",
    "ours": "That is our fault, not yours. Your saved answers are safe. Please try again, or ask for help.",
    "elsewhere": "This question was already answered in another window. You can go on here.",
}


@dataclass
class Seated:
    """A client who reads Arabic, at a question about the person, behind a wire that can lose replies."""

    server: Server
    wire: Wire
    page: Page
    client: BrowserRespondent

    def words(self, what: str) -> str:
        """What the client is told, in the client's language."""
        return self.server.site.translators["ar"].gettext(SAID[what])

    def kept(self) -> list[tuple[str, int, str]]:
        """The answers of this sitting: item, revision, key."""
        with self.server.site.db.read() as session:
            newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
            found = select(Answer.item_id, Answer.revision, Answer.idempotency_key).where(Answer.sitting_id == newest)
            return [tuple(row) for row in session.execute(found.order_by(Answer.answered_at))]

    def choose_last(self) -> None:
        """Tick the last choice and press Next."""
        self.page.locator("input[name=answer]").last.press(" ")
        self.page.click(NEXT)

    def still_chosen(self) -> bool:
        """Whether the same question stands there with the same tick."""
        return self.page.locator("input[name=answer]").last.is_checked()

    def wait_for_item_after(self, item: str) -> None:
        """Until another question is there."""
        self.page.wait_for_selector(f'#answer:not(:has(input[name=item][value="{item}"]))', state="attached")
        self.client.read()


@pytest.fixture(scope="module")
def seated(safe: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    assert safe.certificate is not None
    with (
        wire_to(safe.url) as (wire, url),
        kept_chromium(browser, tmp_path_factory.mktemp("lost") / "profile", safe.certificate.pin) as context,
    ):
        page = context.new_page()
        client = BrowserRespondent(page, url, "ar", scripted=True)
        client.enter(invite(safe))
        go_to(safe, Screen("item", "persoonlijkheid", asked(safe, "persoonlijkheid")[0]))
        client.look()
        yield Seated(safe, wire, page, client)


def test_a_reply_lost_after_the_answer_was_kept_doubles_nothing(seated: Seated) -> None:
    page, item, key = seated.page, seated.client.item, seated.client.hidden["key"]
    before = seated.kept()
    seated.wire.losing = True
    seated.choose_last()
    page.wait_for_selector(UNSAVED)
    assert page.inner_text("#offline") == seated.words("gone")
    assert seated.still_chosen()
    assert seated.kept() == [*before, (item, 1, key)], "it had been kept: only the reply was lost"
    assert seated.wire.lost
    asked_before_leaving(page)
    assert seated.still_chosen()
    seated.wire.losing = False
    seated.wait_for_item_after(item)
    assert not page.is_visible("#offline")
    assert seated.kept() == [*before, (item, 1, key)]


def asked_before_leaving(page: Page) -> None:
    """Who closes the window now is asked first."""
    kinds: list[str] = []

    def stay(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert kinds == ["beforeunload"]


def test_a_server_that_fails_says_so_and_the_choice_stays_to_be_sent_again(seated: Seated) -> None:
    page, item, key = seated.page, seated.client.item, seated.client.hidden["key"]
    before = seated.kept()
    with patch("service.kiosk.routes.read_sent", side_effect=RuntimeError("not an answer")):
        seated.choose_last()
        page.wait_for_selector(f'{UNSAVED}:has-text("{seated.words("ours")}")')
        assert seated.still_chosen()
        assert seated.client.item == item
    asked_before_leaving(page)
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
