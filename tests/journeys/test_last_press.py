"""The line is gone, and the client goes on pressing: the last press counts, and nothing pressed is dropped unseen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from service.kiosk.models import Answer
from service.vault.models import SealedAnswer
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.seated import NEXT, UNSAVED, Seated, asked, sitting_at
from tests.support.server import Server
from tests.support.wire import State

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HELP, STOP = 'button[name=to][value="help"]', 'button[name=to][value="stop"]'
#: Whether the point in the middle of each of these is its own, once it is scrolled to.
COVERED = """wanted => [...document.querySelectorAll(wanted)].filter(one => {
    one.scrollIntoView({ block: "center" });
    const { left, top, width, height } = one.getBoundingClientRect();
    return width && !one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map(one => one.outerHTML)"""
PRESSED = ".option, .foot button, .top__actions > :not(details) button, summary, .decline"


@pytest.fixture(scope="module")
def line(safe: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    profile = tmp_path_factory.mktemp("press") / "profile"
    with sitting_at(safe, browser, profile, invite(safe), clocked=False) as seated:
        yield seated


@pytest.fixture
def at(line: Seated, request: pytest.FixtureRequest) -> Seated:
    """At a question that has another one before it and after it."""
    line.wire.state = State.GOOD
    line.page.context.set_offline(False)
    go_to(line.server, Screen("item", "persoonlijkheid", asked(line.server, "persoonlijkheid")[request.param]))
    line.page.goto(line.client.url)
    line.client.read()
    return line


def choose(page: Page, number: int) -> None:
    """Tick one of the choices."""
    page.locator("input[name=answer]").nth(number).press(" ")


def values(seated: Seated, item: str) -> list[object]:
    """All revisions of an answer of the sitting."""
    with seated.server.site.db.read() as session:
        of = select(Answer.value).where(Answer.sitting_id == seated.sitting().id, Answer.item_id == item)
        return list(session.scalars(of.order_by(Answer.revision)))


@pytest.mark.parametrize(("at", "state"), [(1, "off"), (2, State.LOSING)], indirect=["at"], ids=["gone", "lost reply"])
def test_another_answer_takes_the_place_of_the_one_on_its_way(at: Seated, state: object) -> None:
    page, item = at.page, at.client.item
    codes = at.client.codes
    at.wire.state = state if isinstance(state, State) else State.GOOD
    page.context.set_offline(state == "off")
    choose(page, 1)
    page.click(NEXT)
    page.wait_for_selector(UNSAVED)
    expect(page.locator(".saved")).to_be_empty()
    choose(page, 0)
    page.click(NEXT)
    expect(page.locator(UNSAVED)).to_be_visible()
    at.wire.state = State.GOOD
    page.context.set_offline(False)
    at.wait_for_item_after(item)
    assert not page.is_visible("#offline")
    first = [codes[1]] if isinstance(state, State) else []
    assert [str(value) for value in values(at, item)] == [*first, codes[0]]


@pytest.mark.parametrize("at", [3], indirect=True)
def test_an_answer_that_is_changed_waits_for_next_again(at: Seated) -> None:
    page, item = at.page, at.client.item
    codes = at.client.codes
    page.context.set_offline(True)
    choose(page, 1)
    page.click(NEXT)
    page.wait_for_selector(UNSAVED)
    choose(page, 0)
    told = at.server.site.translators["ar"].gettext(
        "You may always change an answer. Press another one. Then press “Next”."
    )
    expect(page.locator("#offline p:visible")).to_have_text([told])
    page.context.set_offline(False)
    at.asked_before_leaving()
    assert values(at, item) == []
    page.click(NEXT)
    at.wait_for_item_after(item)
    assert [str(value) for value in values(at, item)] == [codes[0]]


@pytest.mark.parametrize("at", [4], indirect=True)
def test_a_button_waits_for_the_answer_before_it_and_the_last_one_counts(at: Seated) -> None:
    page, item = at.page, at.client.item
    page.context.set_offline(True)
    choose(page, 0)
    page.click(NEXT)
    page.wait_for_selector(UNSAVED)
    page.click(STOP)
    page.click(HELP)
    next_one, helped = page.inner_text(NEXT).strip(), page.inner_text(HELP).strip()
    expect(page.locator(".offline__waits bdi")).to_have_text([next_one, helped])
    page.context.set_offline(False)
    page.wait_for_selector("button[name=to][value=pause]")
    assert at.sitting().screen == "help"
    assert len(values(at, item)) == 1
    assert at.sitting().item_id != item, "the way goes on after the answer"


@pytest.mark.parametrize("at", [5], indirect=True)
def test_next_after_a_button_goes_on(at: Seated) -> None:
    page, item = at.page, at.client.item
    page.context.set_offline(True)
    page.click(STOP)
    page.wait_for_selector(UNSAVED)
    choose(page, 0)
    page.click(NEXT)
    page.context.set_offline(False)
    at.wait_for_item_after(item)
    assert at.sitting().screen == "item"
    assert len(values(at, item)) == 1


@pytest.mark.parametrize("at", [6], indirect=True)
def test_back_after_next_is_one_step_before_the_page_and_keeps_the_answer(at: Seated) -> None:
    page, item = at.page, at.client.item
    page.context.set_offline(True)
    choose(page, 0)
    page.click(NEXT)
    page.wait_for_selector(UNSAVED)
    page.click("button[name=to][value=back]")
    page.context.set_offline(False)
    at.wait_for_item_after(item)
    assert at.client.item == asked(at.server, "persoonlijkheid")[5]
    assert len(values(at, item)) == 1


def test_a_refusal_takes_the_place_of_a_health_answer(line: Seated) -> None:
    page = line.page
    with all_on_the_path():
        go_to(line.server, Screen("item", "trauma", asked(line.server, "trauma")[0]))
        page.goto(line.client.url)
        line.client.read()
        item = line.client.item
        line.wire.state = State.LOSING
        choose(page, 0)
        page.click(NEXT)
        page.wait_for_selector(UNSAVED)
        page.click(".decline")
        line.wire.state = State.GOOD
        line.wait_for_item_after(item)
    with line.server.site.db.read() as session:
        of = select(SealedAnswer.revision).where(SealedAnswer.sitting_id == line.sitting().id)
        assert session.scalars(of.where(SealedAnswer.item_id == item).order_by(SealedAnswer.revision)).all() == [1, 2]


@pytest.mark.parametrize("at", [7], indirect=True)
def test_language_and_looks_are_changed_once_the_line_is_back(at: Seated) -> None:
    """What is chosen after the press is taken along."""
    page, item = at.page, at.client.item
    page.context.set_offline(True)
    page.click("details.languages summary")
    page.click("button[name=size][value=large]")
    page.wait_for_selector(UNSAVED)
    page.click("button[name=language][value=nl]")
    page.click("details.languages summary")
    choose(page, 2)
    page.context.set_offline(False)
    page.wait_for_selector("html[lang=nl].size-large")
    expect(page.locator("input[name=item]").first).to_have_value(item)
    expect(page.locator("input[name=answer]").nth(2)).to_be_checked()
    page.click("details.languages summary")
    page.click("button[name=size][value=normal]")
    page.wait_for_selector("html[lang=nl]:not(.size-large)")
    page.click("details.languages summary")
    page.click("button[name=language][value=ar]")
    page.wait_for_selector("html[lang=ar]")


@pytest.mark.parametrize("size", [(1366, 768), (360, 740)], ids=str)
@pytest.mark.parametrize("at", [8], indirect=True)
def test_what_says_so_covers_no_answer_and_no_button(at: Seated, size: tuple[int, int]) -> None:
    page, before = at.page, at.page.viewport_size
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.set_offline(True)
    choose(page, 0)
    page.click(NEXT)
    page.wait_for_selector(UNSAVED)
    assert page.evaluate(COVERED, PRESSED) == []
    page.context.set_offline(False)
    page.wait_for_selector("#offline", state="hidden")
    if before:
        page.set_viewport_size(before)


def test_at_the_door_the_language_is_chosen_once_the_line_is_back(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    BrowserRespondent(page, server.url, "nl", scripted=True)
    context.set_offline(True)
    page.click("button.tile[value=ar]")
    page.wait_for_selector(UNSAVED)
    context.set_offline(False)
    page.wait_for_selector("html[lang=ar] #code")
    page.fill("#code", "1234")
    context.set_offline(True)
    page.click("details.languages summary")
    page.click("button[name=language][value=nl]")
    page.wait_for_selector(UNSAVED)
    page.press("#code", "End")
    page.keyboard.type("5")
    context.set_offline(False)
    page.wait_for_selector("html[lang=nl] #code")
    assert page.input_value("#code").replace(" ", "") == "12345"
    page.fill("#code", invite(server))
    page.press("#code", "Enter")
    page.click(HELP)
    page.click("button[name=to][value=pause]")
    page.wait_for_selector('form[action="/next"]')
    context.set_offline(True)
    page.click('form[action="/next"] button')
    page.wait_for_selector(UNSAVED)
    context.set_offline(False)
    page.wait_for_selector("button.tile")
    context.close()
