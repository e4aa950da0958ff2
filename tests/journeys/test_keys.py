"""Keys on the screen in a real browser: a code, a search in Tigrinya and in Arabic, a Dutch gap, by tapping alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from service.kiosk.models import Answer, Sitting
from tests.journeys.test_accessible_kiosk import SMALL_TARGETS, TAGS, WIDER_THAN_THE_SCREEN
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Seated = Callable[[str], BrowserRespondent]
OCCUPATION = Screen("item", "achtergrond", "ac_occupation")
ORIGIN = Screen("item", "achtergrond", "ac_origin")
YEAR = Screen("item", "achtergrond", "ac_birth_year")
TEXT = Screen("item", "taal_nl", "nl_c1")
LARGEST = 2200
#: Whether the text box that is typed into lies above the keys.
ABOVE = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= document.querySelector(".foot").getBoundingClientRect().top;
}"""


@pytest.fixture(scope="module")
def seated(server: Server, browser: Browser) -> Iterator[Seated]:
    """A client of one language, who came in by keys alone: one for all tests of it."""
    with ExitStack() as stack:
        stack.enter_context(all_on_the_path())
        clients: dict[str, BrowserRespondent] = {}

        def client(language: str) -> BrowserRespondent:
            if language not in clients:
                context = browser.new_context(viewport={"width": 1366, "height": 768})
                stack.callback(context.close)
                clients[language] = BrowserRespondent(context.new_page(), server.url, language, scripted=True)
                clients[language].look()
                clients[language].post("/language", language=language)
                come_in(clients[language].tab, invite(server))
            return clients[language]

        yield client


def come_in(page: Page, code: str) -> None:
    """The code by fingers alone, with one slip that is taken back."""
    for sign in (*code[:6], "0", "⌫", *code[6:]):
        page.click(f".pad .tap:has-text('{sign}')")
    groups = [code[start : start + 4] for start in range(0, 20, 4)]
    assert page.input_value("#code") == " ".join(groups)
    with page.expect_navigation():
        page.click('form[action="/enter"] .button--primary')


def at(server: Server, client: BrowserRespondent, screen: Screen) -> Page:
    """This client before a screen, loaded whole, with the letters open where there are any."""
    put(server, client, screen)
    client.look()
    if client.tab.locator(".keys-open").count():
        client.tab.click(".keys-open")
    return client.tab


def put(server: Server, client: BrowserRespondent, screen: Screen) -> None:
    """The newest sitting in this client's language is before this screen from now on."""
    with server.site.db.write() as session:
        found = session.query(Sitting).filter(Sitting.language == client.language)
        sitting = found.order_by(Sitting.started_at.desc()).first()
        assert sitting is not None
        sitting.screen, sitting.slug, sitting.item_id = screen.name, screen.slug, screen.item


def tap(page: Page, *signs: str) -> None:
    """Keys by their sign; "ስራ": first the key of the row, then the form."""
    for sign in signs:
        offering = page.locator(f'.keys__row:not(.keys__forms) .tap[data-forms*="{sign}"]')
        if offering.count():
            offering.click()
            page.click(f".keys__forms .tap:text-is('{sign}')")
        else:
            page.click(f".keys__row .tap:text-is('{sign}')")


def test_a_code_is_entered_by_keys_alone(seated: Seated) -> None:
    client = seated("nl")
    client.look()
    assert client.page is not None
    assert not client.tab.locator("#code").count()


def test_an_occupation_is_found_in_tigrinya_by_the_letters_of_geez(server: Server, seated: Seated) -> None:
    page = at(server, seated("ti"), OCCUPATION)
    tap(page, *"ከሻኒ")
    assert page.input_value("#finder") == "ከሻኒ"
    expect(page.locator("#found .option").first.locator("input")).to_have_value("isco_512")
    assert page.evaluate("document.activeElement.id") == "finder", "the focus stays"
    page.click("#found .option >> nth=0")
    assert page.locator("#found input:checked").count() == 1


def test_a_country_is_found_in_arabic(server: Server, seated: Seated) -> None:
    page = at(server, seated("ar"), ORIGIN)
    assert page.evaluate("getComputedStyle(document.getElementById('finder')).direction") in ("rtl", "ltr")
    tap(page, *"سوريا")
    assert page.input_value("#finder") == "سوريا"
    assert page.evaluate("document.getElementById('finder').matches(':dir(rtl)')")
    expect(page.locator("#found .option").first.locator("input")).to_have_value("SY")
    first, second = (page.locator(f".keys .tap:text-is('{sign}')").bounding_box() for sign in "ضص")
    assert first is not None
    assert second is not None
    assert first["x"] < second["x"], "keys lie where they lie on an Arabic keyboard"
    page.click(".keys .tap[value=back]")
    assert page.input_value("#finder") == "سوري"


def test_a_dutch_gap_is_filled_where_the_cursor_is(server: Server, seated: Seated) -> None:
    page = at(server, seated("ar"), TEXT)
    page.locator(".gap__field").nth(1).click()
    tap(page, *"jna")
    page.keyboard.press("ArrowLeft")
    tap(page, "e", "ë")
    assert page.locator(".gap__field").nth(1).input_value() == "jneëa"
    page.click(".keys .tap[value=back]")
    page.click(".keys .tap[value=back]")
    assert page.locator(".gap__field").nth(1).input_value() == "jna"
    assert page.evaluate(ABOVE)
    page.click('.foot button[name=move][value="next"]')
    page.wait_for_function("() => document.querySelector('[name=item]')?.value !== 'nl_c1'")
    with server.site.db.read() as session:
        kept = session.query(Answer).filter(Answer.item_id == "nl_c1").order_by(Answer.answered_at.desc()).first()
        assert kept is not None
        assert kept.value[:3] == ["", "jna", ""]
    assert page.get_attribute(".keys-open", "aria-expanded") == "true", "they stay open on the next text"
    assert page.locator(".keys").is_visible()


def test_a_marked_sign_is_deleted_whole_and_what_is_selected_is_replaced(server: Server, seated: Seated) -> None:
    page = at(server, seated("ar"), ORIGIN)
    page.fill("#finder", "بسمّ")
    page.click(".keys .tap[value=back]")
    assert page.input_value("#finder") == "بس"
    page.locator("#finder").select_text()
    tap(page, "لا")
    assert page.input_value("#finder") == "لا"


def test_keys_work_by_the_keyboard_and_for_who_listens(server: Server, seated: Seated) -> None:
    page = at(server, seated("ti"), ORIGIN)
    page.locator(".tap[data-forms^=ለ]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "ለ", "on to the forms"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.input_value("#finder") == "ሉ"
    assert page.evaluate("document.activeElement.textContent") == "ሉ", "who types keys by keyboard stays among them"
    faults = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
    assert [fault["id"] for fault in faults] == []
    page.click(".keys .tap--wide[value=keys]")
    assert page.get_attribute(".keys-open", "aria-expanded") == "false"
    assert page.locator(".keys").is_hidden()


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_on_a_phone_they_fit_and_hide_nothing_that_is_typed(server: Server, seated: Seated, language: str) -> None:
    page = seated(language).tab
    try:
        page.set_viewport_size({"width": 360, "height": 740})
        for screen in (ORIGIN, TEXT, YEAR):
            at(server, seated(language), screen)
            if page.locator(".tap[data-forms]").count():
                page.click(".tap[data-forms^=ቀ]")
            assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
            assert page.evaluate(SMALL_TARGETS, 44) == []
            assert screen is YEAR or page.evaluate(ABOVE)
    finally:
        page.set_viewport_size({"width": 1366, "height": 768})


def test_digits_are_those_of_the_language_and_large(server: Server, seated: Seated) -> None:
    page = at(server, seated("ar"), YEAR)
    for sign in "١٩٨٧":
        page.click(f".pad .tap:text-is('{sign}')")
    assert page.input_value(".input--number") == "١٩٨٧"
    sizes = [key.bounding_box() for key in page.locator(".pad .tap").all()]
    assert all(box is not None and min(box["width"], box["height"]) >= 48 for box in sizes)
    page.click('.foot button[name=move][value="next"]')
    page.wait_for_function("() => document.querySelector('[name=item]')?.value !== 'ac_birth_year'")
    with server.site.db.read() as session:
        assert session.query(Answer).filter(Answer.item_id == "ac_birth_year", Answer.value == 1987).count()


def test_without_our_script_there_are_none_and_typing_works(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "kb_language", "value": "ti", "url": server.url}])
    page = context.new_page()
    page.goto(server.url)
    assert page.locator(".pad").count() == 1
    assert page.locator(".tap:visible").count() == 0
    client = BrowserRespondent(page, server.url, "ti", scripted=False)
    client.enter(invite(server))
    with all_on_the_path():
        for screen in (ORIGIN, YEAR, TEXT):
            go_to(server, screen)
            client.look()
            assert page.locator("button[type=button]").count() > 0
            assert page.locator("button[type=button]:visible").count() == 0, "a button that does nothing"
            assert page.locator("button[type=submit]:visible").count() > 0
    context.close()


def test_their_script_is_small_and_comes_with_the_first_page_that_needs_it(server: Server, seated: Seated) -> None:
    client = seated("nl")
    put(server, client, Screen("help", ORIGIN.slug, ORIGIN.item))
    client.look()
    page = client.tab
    assert not page.locator("script[src*=keys]").count()
    page.click(".foot button[value=on]")
    page.wait_for_selector(".keys-open:visible")
    address = page.locator("head script[src*=keys]").get_attribute("src")
    assert len(httpx.get(server.url + (address or "").removeprefix(server.url)).content) <= LARGEST
