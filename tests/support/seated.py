"""A client in a real Chromium over HTTPS, at a question, behind a wire that can be bad."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page
from sqlalchemy import select

from scoring.definition import ItemType
from service.catalogue import Catalogue
from service.kiosk.models import Answer, Sitting
from tests.support.browser import BrowserRespondent, kept_chromium
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server
from tests.support.wire import Wire, wire_to

NEXT = ".foot button[name=move]"
UNSAVED = "#offline:not([hidden])"
SAID = {
    "gone": "Not saved yet. The connection is gone. We keep trying. Please leave this page open.",
    "ours": "That is our fault, not yours. Your saved answers are safe. Please try again, or ask for help.",
    "elsewhere": "This question was already answered in another window. You can go on here.",
}


def asked(server: Server, slug: str, kind: ItemType | None = None) -> list[str]:
    """The ids of a module's items, of one type."""
    items = server.site.part(Catalogue).module(slug).questionnaire.items
    return [item.id for item in items if kind in (None, item.type) and not item.practice]


@dataclass
class Seated:
    """A client who reads Arabic, at a question about the person."""

    server: Server
    wire: Wire
    page: Page
    client: BrowserRespondent

    def words(self, what: str) -> str:
        """What the client is told, in the client's language."""
        return self.server.site.translators["ar"].gettext(SAID[what])

    def sitting(self) -> Sitting:
        """The sitting that began last."""
        with self.server.site.db.read() as session:
            found = session.scalars(select(Sitting).order_by(Sitting.started_at.desc())).first()
            assert found is not None
            session.expunge(found)
            return found

    def kept(self) -> list[tuple[str, int, str]]:
        """The answers of this sitting: item, revision, key."""
        wanted = select(Answer.item_id, Answer.revision, Answer.idempotency_key)
        with self.server.site.db.read() as session:
            found = session.execute(wanted.where(Answer.sitting_id == self.sitting().id).order_by(Answer.answered_at))
            return [tuple(row) for row in found]

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

    def asked_before_leaving(self) -> None:
        """Who closes the window now is asked first."""
        kinds: list[str] = []

        def stay(dialog: Dialog) -> None:
            kinds.append(dialog.type)
            dialog.dismiss()

        self.page.once("dialog", stay)
        with self.page.expect_event("dialog"):
            self.page.close(run_before_unload=True)
        assert kinds == ["beforeunload"]


@contextmanager
def sitting_at(server: Server, browser: Browser, profile: Path, code: str, clocked: bool) -> Iterator[Seated]:
    """One of these until the end of the block. `clocked`: the page's clock can be put forward."""
    assert server.certificate is not None
    with wire_to(server.url) as (wire, url), kept_chromium(browser, profile, server.certificate.pin) as context:
        page = context.new_page()
        if clocked:
            page.clock.install()
        client = BrowserRespondent(page, url, "ar", scripted=True)
        client.enter(code)
        go_to(server, Screen("item", "persoonlijkheid", asked(server, "persoonlijkheid")[0]))
        client.look()
        yield Seated(server, wire, page, client)
