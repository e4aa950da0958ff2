"""A timed question in a real browser, with a limit of half a minute: the clock, its end, and no clock anywhere else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update

from scoring.result import TIMED_OUT
from service.accounts.models import Role
from service.kiosk.models import Answer, Sitting, SittingModule
from tests.support.browser import BrowserRespondent
from tests.support.installation import Installation
from tests.support.kiosk_screens import Screen, go_to
from tests.support.server import Server, serving
from tests.support.timed import timed_sample
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIMIT = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("clock")
    with serving(folder / "data", timed_sample(folder / "questionnaires", pa_a2=LIMIT)) as server:
        yield server


def at_words(server: Server, browser: Browser, item: str, scripted: bool = True) -> Page:
    """A new client before the words about this item."""
    place = Installation(server.site, None, server.site.clock)
    invited = place.invite(place.staff(Role.CASE_MANAGER))
    tab = browser.new_context(java_script_enabled=scripted).new_page()
    if scripted:
        tab.clock.install()
    BrowserRespondent(tab, server.url, "en", scripted=scripted).enter(invited.code)
    go_to(server, Screen("timed", "paren", item))
    with server.site.db.write() as session:
        session.execute(update(SittingModule).where(SittingModule.slug == "paren").values(state="open"))
    tab.goto(server.url + "/")
    return tab


def pass_time(server: Server, tab: Page, seconds: float) -> None:
    """So long, for the service and for the browser, once the page's clock goes; however busy the computer is."""
    until(lambda: tab.evaluate("document.forms.answer?.left.value"), "the clock's first second")
    server.clock.forward(seconds=seconds)
    tab.clock.run_for(seconds * 1000)


def kept(server: Server, item: str) -> object:
    """The newest client's answer."""
    with server.site.db.read() as session:
        newest = select(Sitting.id).order_by(Sitting.started_at.desc()).limit(1).scalar_subquery()
        return session.scalars(select(Answer.value).where(Answer.sitting_id == newest, Answer.item_id == item)).first()


def test_the_clock_is_there_before_the_start_and_at_its_end_sends_what_was_chosen(
    server: Server, browser: Browser
) -> None:
    asked: list[str] = []
    tab = at_words(server, browser, "pa_a2")
    assert tab.locator("script[src*=clock]").count() == 1
    tab.on("request", lambda request: asked.append(request.url))
    tab.click(".foot .button--primary")
    tab.wait_for_selector(".clock")
    assert asked == [server.url + "/go"]
    assert tab.locator(".clock__words span:visible").count() == 1
    tab.locator("input[name=answer][value=b]").check()
    pass_time(server, tab, LIMIT + 1)
    tab.wait_for_selector("h1:has-text('time limit')")
    assert kept(server, "pa_a2") == "b"
    tab.context.close()


def test_without_a_choice_the_page_goes_on_by_itself_and_says_so_kindly(server: Server, browser: Browser) -> None:
    tab = at_words(server, browser, "pa_a2")
    tab.click(".foot .button--primary")
    pass_time(server, tab, 2)
    tab.wait_for_selector(".clock__last:has-text('Less than 1 minute')")
    pass_time(server, tab, LIMIT)
    tab.wait_for_selector("h1:has-text('The time for this question is over')")
    assert kept(server, "pa_a2") == TIMED_OUT
    assert tab.locator(".clock").count() == 0
    tab.click(".foot .button--primary")
    tab.wait_for_selector("h1:has-text('time limit')")
    tab.context.close()


def test_who_folds_the_clock_away_keeps_it_so_on_the_next_question(server: Server, browser: Browser) -> None:
    tab = at_words(server, browser, "pa_b1")
    tab.click(".foot .button--primary")
    tab.locator("input[name=answer]").first.check()
    tab.click(".clock__fold")
    expect(tab.locator(".clock__fold")).to_have_attribute("aria-expanded", "false")
    assert not tab.locator(".clock__words").is_visible()
    assert tab.locator("input[name=answer]").first.is_checked(), "what was chosen stays"
    tab.reload()
    expect(tab.locator(".clock__fold")).to_have_attribute("aria-expanded", "false")
    tab.locator("input[name=answer]").first.check()
    pass_time(server, tab, 2)
    tab.click(".foot .button--primary")
    tab.wait_for_selector("form:has(input[name=item][value=pa_b2])")
    tab.wait_for_selector(".clock__fold[aria-expanded=false]")
    tab.click(".clock__fold")
    tab.wait_for_selector(".clock__fold[aria-expanded=true]")
    assert tab.locator(".clock__words span:visible").count() == 1
    tab.context.close()


def test_without_javascript_the_time_stands_there_and_ends_with_the_next_press(
    server: Server, browser: Browser
) -> None:
    tab = at_words(server, browser, "pa_a2", scripted=False)
    tab.click(".foot .button--primary")
    assert tab.inner_text(".clock__words").strip() == "less than 1 minute left"
    server.clock.forward(seconds=LIMIT)
    tab.click(".foot .button--primary")
    assert "The time for this question is over" in tab.inner_text("h1")
    assert kept(server, "pa_a2") == TIMED_OUT
    tab.context.close()
