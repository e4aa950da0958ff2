"""Somebody who reads Arabic and has a phone, never a PC: what is typed, where it stands, what lies under what."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Page, expect
from sqlalchemy import select, update

from service.cases.models import Case
from service.groups.models import GroupSitting, Seat
from service.kiosk.models import Sitting
from tests.journeys.test_accessible_kiosk import SMALL_TARGETS
from tests.journeys.test_keys import ABOVE
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZE = {"width": 360, "height": 740}
YEAR = Screen("item", "achtergrond", "ac_birth_year")
ORIGIN = Screen("item", "achtergrond", "ac_origin")
TEXT = Screen("item", "taal_nl", "nl_c1")
MATRIX = Screen("item", "leerbaarheid", "lb_06")
SOFT = Screen("item", "trauma", "tr_core_memory")
#: Choices that the foot covers, or that lie below the screen.
COVERED = """() => {
    const foot = document.querySelector(".foot").getBoundingClientRect().top;
    return [...document.querySelectorAll(".option")].filter(e => e.getBoundingClientRect().bottom > foot).length;
}"""


@pytest.fixture(scope="module")
def phone(server: Server, browser: Browser) -> Iterator[Page]:
    """A phone on which a client has come in, in Arabic."""
    context = browser.new_context(viewport=SIZE, has_touch=True, is_mobile=True)
    client = BrowserRespondent(context.new_page(), server.url, "ar", scripted=True)
    client.enter(invite(server))
    with all_on_the_path():
        yield client.tab
    context.close()


@pytest.fixture(autouse=True)
def upright(phone: Page) -> Iterator[None]:
    yield
    phone.set_viewport_size(SIZE)


def at(server: Server, phone: Page, screen: Screen, **values: str) -> None:
    """Before a screen, with these settings of the sitting."""
    go_to(server, screen)
    settings = {"text_size": "normal", "contrast": "normal", **values}
    with server.site.db.write() as session:
        session.execute(update(Sitting).where(Sitting.screen == screen.name).values(**settings))
    phone.goto(server.url)
    phone.evaluate("document.fonts.ready.then(() => 0)")


def box(page: Page, selector: str) -> FloatRect:
    """Where something lies on the screen."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found


def picture(page: Page, selector: str) -> Image.Image:
    """A part of the page as it is seen, without the cursor."""
    taken = page.locator(selector).screenshot(caret="hide", animations="disabled")
    return Image.open(BytesIO(taken)).convert("RGB")


def test_a_code_typed_in_arabic_digits_stands_as_on_the_card(server: Server, browser: Browser) -> None:
    """From left to right, group by group: the same picture as with the sign that says so in the text itself."""
    context = browser.new_context(viewport=SIZE, has_touch=True, is_mobile=True)
    context.add_cookies([{"name": "kb_language", "value": "ar", "url": server.url}])
    page = context.new_page()
    page.goto(server.url)
    page.tap("#code")
    page.keyboard.type("١٢٣٤٥٦٧٨")
    expect(page.locator("#code")).to_have_value("١٢٣٤ ٥٦٧٨")
    seen = picture(page, "#code")
    page.evaluate("document.getElementById('code').value = '\u202d١٢٣٤ ٥٦٧٨'")
    assert ImageChops.difference(seen, picture(page, "#code")).getbbox() is None
    page.evaluate("document.getElementById('code').value = '\u202d٥٦٧٨ ١٢٣٤'")
    assert ImageChops.difference(seen, picture(page, "#code")).getbbox(), "the picture tells the groups apart"
    context.close()


def test_keys_write_at_the_end_of_a_number_that_came_back(server: Server, phone: Page) -> None:
    """Nobody has touched the field on this page: its cursor is where the browser puts it, before the first digit."""
    at(server, phone, YEAR)
    phone.fill(".input--number", "١٨")
    phone.tap(".foot .button--primary")
    phone.wait_for_selector("#notice")
    phone.tap(".pad .tap:has-text('٧')")
    expect(phone.locator(".input--number")).to_have_value("١٨٧")
    phone.tap(".pad .tap--wide")
    expect(phone.locator(".input--number")).to_have_value("١٨")


@pytest.mark.parametrize("size", [(360, 740), (320, 568), (740, 360)], ids=str)
def test_what_is_typed_by_keys_is_seen_while_it_is_typed(server: Server, phone: Page, size: tuple[int, int]) -> None:
    """Also on a small phone, and on one that is held sideways: the field, the keys and the way to close them."""
    phone.set_viewport_size({"width": size[0], "height": size[1]})
    for screen, field in ((TEXT, ".gap__field >> nth=0"), (ORIGIN, "#finder")):
        at(server, phone, screen)
        phone.tap(".keys-open")
        phone.wait_for_selector(".keys")
        close = phone.locator(".keys .tap[value=keys]")
        expect(close).to_be_in_viewport(ratio=1)
        assert phone.evaluate(ABOVE), f"{size} {screen.id}: the keys lie over what is typed into"
        phone.tap(".keys .tap >> nth=0")
        expect(phone.locator(field)).not_to_have_value("")
        assert phone.evaluate(ABOVE)
        close.tap()
        expect(phone.locator(".foot .button--primary")).to_be_visible()


def test_next_stays_at_its_side_when_the_letters_are_large(server: Server, phone: Page) -> None:
    """On the left in Arabic, also on a second row: on the right is where "Back" is."""
    phone.set_viewport_size({"width": 320, "height": 740})
    at(server, phone, SOFT, text_size="largest")
    foot, onward = box(phone, ".foot"), box(phone, ".foot .button--primary")
    back = box(phone, ".foot .button--secondary")
    assert onward["y"] > back["y"], "three buttons do not fit beside each other"
    assert onward["x"] - foot["x"] <= 12


def test_signs_of_one_line_do_not_touch_the_line_before(server: Server, phone: Page) -> None:
    at(server, phone, Screen("item", "achtergrond", "ac_body_limits"))
    heading = "(([size, height]) => parseFloat(height) / parseFloat(size))"
    taken = "(e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight])(document.querySelector('h1'))"
    assert phone.evaluate(f"{heading}({taken})") >= 1.5


def test_all_figures_to_choose_from_are_seen_at_once(server: Server, phone: Page) -> None:
    """The time runs: nobody should have to scroll between a pattern and its answers."""
    at(server, phone, MATRIX)
    assert phone.locator(".option").count() == 6
    assert phone.evaluate(COVERED) == 0


def test_what_says_that_nothing_is_saved_hides_no_button(server: Server, phone: Page) -> None:
    at(server, phone, YEAR)
    phone.fill(".input--number", "١٩٩٠")
    phone.context.set_offline(True)
    try:
        phone.tap(".foot .button--primary")
        phone.wait_for_selector("#offline:not([hidden])")
        told, onward = box(phone, "#offline"), box(phone, ".foot .button--primary")
        assert told["y"] + told["height"] <= onward["y"]
    finally:
        phone.context.set_offline(False)
    phone.wait_for_selector("#offline", state="hidden")


def test_a_raised_hand_takes_no_room_of_the_question(server: Server, phone: Page) -> None:
    """What is told and the button that takes it back stand beside each other."""
    take_a_seat(server)
    at(server, phone, YEAR)
    before = box(phone, ".top")["height"]
    phone.tap(".hand button")
    phone.wait_for_selector("#hand-told")
    assert box(phone, ".top")["height"] == before
    assert phone.evaluate(SMALL_TARGETS, 44) == []


def take_a_seat(server: Server) -> None:
    """The client who came in last sits in a group sitting that runs now."""
    now = server.site.clock()
    with server.site.db.write() as session:
        case = session.scalars(select(Case).join(Sitting).order_by(Sitting.started_at.desc())).first()
        assert case is not None
        about = {"team_id": case.team_id, "opened_by": case.case_manager_id, "starts_at": now, "opened_at": now}
        group = GroupSitting(name="Ochtend", place="Zaal 1", **about)
        session.add(group)
        session.flush()
        session.add(Seat(group_id=group.id, case_id=case.id, given_at=now))
