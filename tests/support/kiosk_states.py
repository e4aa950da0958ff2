"""What a screen of the kiosk becomes by what a client does or by what happens: an error, a search, a lost line."""

from collections.abc import Callable, Mapping
from functools import partial

from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from service.accounts.models import Role
from service.groups.actions import open_group, seat_clients
from service.kiosk.models import Sitting
from tests.support.browser import BrowserRespondent
from tests.support.installation import Installation
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server

#: What brings a client, seated in a running group sitting, into a state.
Bring = Callable[[Server, BrowserRespondent], None]
NEXT = ".foot .button--primary"
ORIGIN = Screen("item", "achtergrond", "ac_origin")
CHOICE = Screen("item", "achtergrond", "ac_languages_count")
YEAR = Screen("item", "achtergrond", "ac_birth_year")
GAP = Screen("item", "taal_nl", "nl_p2")
GAPS = Screen("item", "taal_nl", "nl_p3")


def seat(server: Server, client: BrowserRespondent) -> None:
    """A new client in a group sitting comes in, agrees, and stands before the introduction."""
    place = Installation(server.site, None, server.site.clock)  # type: ignore[arg-type]
    manager = place.staff(Role.CASE_MANAGER)
    invited = place.invite(manager)
    with server.site.db.write() as session:
        group = open_group(session, manager, "Ochtend", "Zaal 1", place.clock(), place.clock())
        seat_clients(session, manager, group, [invited.case_id], place.clock())
    client.enter(invited.code)
    client.walk(lambda me: "try" in me.buttons)


def change(server: Server, **row: object) -> None:
    """Other values in the row of whoever sits now."""
    with server.site.db.write() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        session.execute(update(Sitting).where(Sitting.id == newest).values(**row))


def refused(screen: Screen, typed: str, server: Server, client: BrowserRespondent) -> None:
    """Sent with nothing, or with what can't be: the same screen, with what is wrong."""
    go_to(server, screen)
    client.look()
    if typed:
        client.tab.locator("input[name=answer]").first.fill(typed)
    client.tab.click(NEXT)
    expect(client.tab.locator("#notice")).to_be_focused()


def half_agreed(server: Server, client: BrowserRespondent) -> None:
    """One of the three questions of the consent answered, with none ticked before, as at the first time."""
    go_to(server, Screen("consent"))
    client.look()
    client.tab.locator("input[type=radio]").evaluate_all("boxes => boxes.forEach((box) => { box.checked = false; })")
    client.tab.check("input[name=health][value=no]")
    client.tab.click(NEXT)
    expect(client.tab.locator("#notice")).to_be_focused()


def sought(words: str, server: Server, client: BrowserRespondent) -> None:
    """Looked for in a long list."""
    go_to(server, ORIGIN)
    client.look()
    client.tab.fill("#finder", words)
    expect(client.tab.locator("#told")).not_to_be_empty()


def typing(server: Server, client: BrowserRespondent) -> None:
    """With the letters open, forms of one of them where it has any."""
    go_to(server, ORIGIN)
    client.look()
    opening = client.tab.locator(".keys-open")
    if opening.count():
        opening.click()
        client.tab.locator(".keys__row .tap[data-forms]:visible, .keys__row .tap:visible").first.click()


def hand_up(server: Server, client: BrowserRespondent) -> None:
    """Somebody was asked to come."""
    go_to(server, CHOICE)
    client.look()
    client.tab.click(".hand button")
    expect(client.tab.locator(".hand__told")).to_be_visible()


def hand_down(server: Server, client: BrowserRespondent) -> None:
    """Taken back."""
    client.tab.click(".hand button")
    expect(client.tab.locator(".hand__told")).to_be_hidden()


def second_tab(server: Server, client: BrowserRespondent) -> None:
    """Answered in another window meanwhile."""
    go_to(server, CHOICE)
    client.look()
    other = client.tab.context.new_page()
    other.goto(server.url)
    answer_first(other)
    expect(other.locator(f"input[name=item][value={CHOICE.item}]")).to_have_count(0)
    other.close()
    answer_first(client.tab)
    expect(client.tab.locator("#notice")).to_be_focused()


def answer_first(page: Page) -> None:
    """The first of the choices, and on."""
    page.locator("input[name=answer]").first.check()
    page.click(NEXT)


def not_saved(server: Server, client: BrowserRespondent) -> None:
    """The line is gone."""
    go_to(server, CHOICE)
    client.look()
    client.tab.context.set_offline(True)
    answer_first(client.tab)
    expect(client.tab.locator("#offline")).to_be_visible()


def saved_after_all(server: Server, client: BrowserRespondent) -> None:
    """The line is there again."""
    client.tab.context.set_offline(False)
    expect(client.tab.locator("#offline")).to_be_hidden(timeout=20000)


def asked_whether_there(server: Server, client: BrowserRespondent) -> None:
    """The words that come before a page closes by itself."""
    go_to(server, CHOICE)
    client.look()
    client.tab.evaluate("document.getElementById('idle').hidden = false")


def break_due(server: Server, client: BrowserRespondent) -> None:
    """So long at work that a break is offered."""
    go_to(server, Screen("overview"))
    change(server, minutes_worked=90)
    client.look()


STATES: Mapping[str, Bring] = {
    "consent, half": half_agreed,
    "choice, empty": partial(refused, CHOICE, ""),
    "number, words": partial(refused, YEAR, "abc"),
    "gap, empty": partial(refused, GAP, ""),
    "gaps, empty": partial(refused, GAPS, ""),
    "search, found": partial(sought, "a"),
    "search, nothing": partial(sought, "qqqqqqq"),
    "letters open": typing,
    "hand up": hand_up,
    "hand down": hand_down,
    "second tab": second_tab,
    "not saved": not_saved,
    "saved after all": saved_after_all,
    "still there?": asked_whether_there,
    "break": break_due,
}
