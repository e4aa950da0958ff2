"""A text with gaps in a real browser: with and without our script, by keyboard and finger, on a small screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from service.catalogue import Catalogue
from service.kiosk.models import Answer, Sitting
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.server import Server, serving
from tests.support.whole_banks import asking_everything

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXTS = [f"{language}_{text}" for language in ("nl", "en") for text in ("p3", "c1", "c2", "c3", "c4")]
PHONE = {"width": 360, "height": 740}
TYPED = ["nt", "jna", "", "et", *[""] * 16]
FOCUS = "[...document.querySelectorAll('.gap__field')].indexOf(document.activeElement)"
OVERLAP = """() => {
    const field = document.activeElement.getBoundingClientRect();
    const foot = document.querySelector('.foot').getBoundingClientRect();
    return [field.top >= 0, field.bottom <= foot.top];
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that asks every item, so that a text can be put before a client at once."""
    folder = tmp_path_factory.mktemp("gaps")
    with serving(folder, asking_everything(folder)) as server:
        yield server


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def client(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[BrowserRespondent]:
    """A client before the first text of Dutch, on a phone, in Arabic."""
    context = browser.new_context(java_script_enabled=request.param, viewport=PHONE, has_touch=True)
    client = BrowserRespondent(context.new_page(), server.url, "ar", scripted=request.param)
    begin(server, client)
    yield client
    context.close()


def begin(server: Server, client: BrowserRespondent) -> None:
    """Into a test module, whatever the path asks before it."""
    client.enter(invite(server))
    client.walk(lambda me: me.stations > 0)
    to(server, client, "nl_c1")


def to(server: Server, client: BrowserRespondent, item: str) -> None:
    """Put an item before the client, and load its page whole."""
    slug = f"taal_{item[:2]}"
    with server.site.db.write() as session:
        sitting = session.query(Sitting).filter(Sitting.state == "open").order_by(Sitting.started_at.desc()).first()
        assert sitting is not None
        sitting.screen, sitting.slug, sitting.item_id = "item", slug, item
    client.look()
    assert client.item == item


def kept(server: Server, item: str = "nl_c1") -> object:
    with server.site.db.read() as session:
        found = session.query(Answer).filter(Answer.item_id == item).order_by(Answer.answered_at.desc()).first()
        return found.value if found else None


def type_into(page: Page, typed: list[str]) -> None:
    for place, word in enumerate(typed):
        if word:
            page.locator(".gap__field").nth(place).fill(word)


def test_enter_sends_nothing_half_filled_in(server: Server, client: BrowserRespondent) -> None:
    page, sent = client.tab, []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.locator(".gap__field").first.fill("nt")
    page.locator(".gap__field").first.press("Enter")
    page.evaluate("fetch('/healthz').then((reply) => reply.text())")  # what Enter had sent would be known by then
    assert sent == []
    client.read()
    assert client.item == "nl_c1"
    assert page.locator(".gap__field").first.input_value() == "nt"
    if client.scripted:
        assert page.evaluate(FOCUS) == 1
        for _ in range(19):
            page.keyboard.press("Enter")
        page.keyboard.type("x")
        assert page.evaluate("document.activeElement.value") == "next"


@pytest.mark.parametrize("to_where", ["help", "stop"])
def test_the_heads_buttons_take_what_was_typed_along(server: Server, client: BrowserRespondent, to_where: str) -> None:
    type_into(client.tab, TYPED)
    client.send(f'button[name=to][value="{to_where}"]', client.scripted)
    client.read()
    assert not client.item
    client.press("on")
    assert client.gaps == TYPED
    assert kept(server) == TYPED
    client.answer(TYPED)
    client.send('button[name=to][value="help"]', client.scripted)
    client.read()
    assert not client.item, "the head's buttons still work on the next screen"


def test_the_heads_buttons_still_work_where_there_is_no_text(server: Server, client: BrowserRespondent) -> None:
    client.press("stop", answer=TYPED)
    client.send('.top button[name=to][value="help"]', client.scripted)
    client.read()
    assert client.heading == server.site.translators["ar"].gettext("Help is there for you")


def test_another_language_and_back_take_it_along_too(server: Server, client: BrowserRespondent) -> None:
    type_into(client.tab, TYPED)
    client.tab.click("details.languages summary")
    client.send('button[name=language][value="ti"] >> nth=0', swapped=False)
    client.read()
    assert client.gaps == TYPED
    client.language = "ti"
    client.press("back", answer=["zz", *TYPED[1:]])
    assert client.item == "nl_p3"
    assert kept(server) == ["zz", *TYPED[1:]]


def test_what_has_no_place_comes_back_with_a_kind_word(server: Server, client: BrowserRespondent) -> None:
    """A keyboard or a helper that goes round the field's own limit."""
    field = client.tab.locator(".gap__field").nth(2)
    if client.scripted:
        client.tab.evaluate("document.querySelectorAll('.gap__field')[2].removeAttribute('maxlength')")
        field.fill("x" * 70)
    else:
        field.fill("x" * 70)
        assert field.input_value() in ("x" * 60, "x" * 70)
    type_into(client.tab, TYPED)
    client.send('button[name=move][value="next"].button--primary', client.scripted)
    client.read()
    if client.scripted:
        assert client.notice == server.site.translators["ar"].gettext("That is too long. One word is enough.")
        assert client.gaps == ["nt", "jna", "x" * 70, "et", *[""] * 16]
        assert kept(server) is None or kept(server) != client.gaps


def test_a_finger_finds_each_field_and_the_foot_hides_none(server: Server, client: BrowserRespondent) -> None:
    fields = client.tab.locator(".gap__field")
    assert fields.count() == 20
    for place in range(20):
        box = fields.nth(place).bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 40
        fields.nth(place).focus()
        assert client.tab.evaluate(OVERLAP) == [True, True], place


def test_no_screen_scrolls_sideways_whatever_is_typed(server: Server, client: BrowserRespondent) -> None:
    widths = "[document.documentElement.scrollWidth, window.innerWidth]"
    catalogue = server.site.part(Catalogue)
    for item in TEXTS:
        to(server, client, item)
        empty, room = client.tab.evaluate(widths)
        assert empty <= room == 360, item
        gaps = catalogue.modules[f"taal_{item[:2]}"].questionnaire.c_tests[item].gaps
        for field, gap in zip(client.tab.locator(".gap__field").all(), gaps, strict=True):
            field.fill(gap.word * 2)
        full, _ = client.tab.evaluate(widths)
        assert full <= room, item


def test_enter_in_a_number_keeps_the_number(server: Server, browser: Browser) -> None:
    """Enter presses the first button of a form: once that was the one that leaves the question out."""
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted)
        client = BrowserRespondent(context.new_page(), server.url, "en", scripted=scripted)
        client.enter(invite(server))
        client.walk(lambda me: me.item == "ac_birth_year")
        client.tab.fill("input[name=answer]", "1987")
        client.press_enter("input[name=answer]")
        assert client.item == "ac_origin"
        assert kept(server, "ac_birth_year") == 1987
        context.close()
