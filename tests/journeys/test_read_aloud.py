"""A page read aloud in a real browser: it sounds, text by text, stops when asked, and leaves nothing behind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from service.audio import Sounds, long_list_phrases, phrases
from service.audio.buttons import BACK, IDLE, NEXT, NO, YES
from service.audio.interface import SCREENS
from service.audio.making import make, to_make
from service.catalogue import Catalogue
from service.kiosk.aloud_words import worded
from service.kiosk.models import Answer
from service.kiosk.standing import IDLE as STANDING
from tests.journeys.test_nothing_left import invite
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server, serving
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "achtergrond"
#: Notes what the page's player does; the page's own script knows nothing of it.
WATCH = """
  window.noted = [];
  const Plain = window.Audio;
  window.Audio = function () {
    const player = window.player = new Plain();
    for (const kind of ["playing", "ended", "error"]) {
      player.addEventListener(kind, () => {
        const marked = document.querySelector(".spoken");
        window.noted.push([kind, marked && marked.dataset.say, player.currentTime]);
        if (window.slowly) player.playbackRate = 0.0625;
      });
    }
    return player;
  };
"""

#: Where on the page the words stand that sound; they are made to sound quickly.
NOTE_PLACES = """
  window.places = [];
  player.defaultPlaybackRate = 8;
  player.addEventListener("ended", () => {
    const marked = document.querySelector(".spoken");
    places.push(marked ? Math.round(marked.getBoundingClientRect().top + scrollY) : -1);
  });
"""

#: Whether two things on the page have nothing of it in common.
APART = """(both) => {
    const [one, other] = both.map((each) => document.querySelector(each).getBoundingClientRect());
    return one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
}"""


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service of its own, with the computer's voice for a question with two answers, and for the one after it."""
    with serving(tmp_path_factory.mktemp("speaking")) as server:
        site = server.site
        sounds, (asked, following) = site.part(Sounds), items_of(server)
        wanted = {f"item.{asked}", f"item.{following}", "option.yes_no.yes", "option.yes_no.no"}
        spoken = [one for one in phrases(site.part(Catalogue), site.translators["nl"], SLUG) if one.key in wanted]
        assert len(spoken) == len(wanted)
        make(to_make(spoken, sounds.voices, sounds.speech))
        yield server


def noted(page: Page, kind: str) -> list[tuple[str, float]]:
    return [(each[1], each[2]) for each in page.evaluate("window.noted") if each[0] == kind]


def items_of(server: Server) -> tuple[str, str]:
    """A question with the answers yes and no and without a hint, and the one after it."""
    module = server.site.part(Catalogue).module(SLUG)
    items = module.questionnaire.items
    place = next(n for n, item in enumerate(items) if item.scale == "yes_no" and not module.hint("nl", item))
    return items[place].id, items[place + 1].id


@pytest.fixture
def page(speaking: Server, browser: Browser) -> Iterator[Page]:
    """The page of that question, in Dutch."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    client = BrowserRespondent(page, speaking.url, "nl", scripted=True)
    client.enter(invite(speaking))
    with all_on_the_path():
        go_to(speaking, Screen("item", SLUG, items_of(speaking)[0]))
        page.goto(speaking.url, wait_until="networkidle")
        yield page
    context.close()


def test_it_sounds_text_by_text_and_the_answer_keeps_how_often(speaking: Server, page: Page) -> None:
    fetched: list[Response] = []
    page.on("response", lambda reply: fetched.append(reply) if "/sound/" in reply.url else None)
    assert "Computerstem" in page.inner_text(".hear")
    page.click(".hear .listen")
    assert page.get_attribute(".hear .listen", "aria-pressed") == "true"
    until(lambda: len(noted(page, "ended")) == 3)
    begun = [number for number, _ in noted(page, "playing")]
    assert list(dict.fromkeys(begun)) == ["0", "1", "2"], "a browser kept waiting for sound says twice that it plays"
    assert [number for number, _ in noted(page, "ended")] == ["0", "1", "2"], "the text being spoken is the marked one"
    lengths = [seconds for _, seconds in noted(page, "ended")]
    assert lengths[0] > 1 > min(lengths[1:]) > 0.2, "the place in the sound went on to its end"
    assert noted(page, "error") == []
    until(lambda: page.query_selector(".spoken") is None)
    assert page.get_attribute(".hear .listen", "aria-pressed") == "false"
    page.click(".option .listen >> nth=1")
    until(lambda: len(noted(page, "ended")) == 4)
    assert noted(page, "ended")[-1][0] == "2"
    assert page.input_value("[name=listens]") == "2"
    assert page.query_selector("input:checked") is None, "listening chooses nothing"
    first = fetched[0].headers["content-length"]

    page.check("input[value=yes]")
    page.click(".foot .button--primary")
    until(lambda: page.input_value("[name=item]") == items_of(speaking)[1])
    page.click(".hear .listen")
    until(lambda: len(noted(page, "ended")) == 5)
    assert fetched[-1].url == fetched[0].url, "the address says nothing"
    assert fetched[-1].headers["content-length"] != first, "and is never answered from what the browser kept"
    with speaking.site.db.read() as session:
        [answer] = session.query(Answer).filter_by(item_id=items_of(speaking)[0])
        assert (answer.value, answer.listens) == ("yes", 2)


def test_pressing_again_stops_and_going_on_stops_too(speaking: Server, page: Page) -> None:
    page.evaluate("window.slowly = true")  # so that a busy machine presses while it still sounds
    left = page.input_value("[name=item]")
    for stop in (lambda: page.click(".hear .listen"), lambda: page.click("[name=move][value=declined]")):
        ended, playing = (len(noted(page, kind)) for kind in ("ended", "playing"))
        page.click(".hear .listen")
        until(lambda before=playing: len(noted(page, "playing")) > before)
        stop()
        until(lambda: page.evaluate("player.paused"))
        until(lambda: page.query_selector(".spoken") is None)
        assert len(noted(page, "ended")) < ended + 3, "not all of it was read"
    until(lambda: page.input_value("[name=item]") != left, "the next question")  # the sound stops before it is there
    playing = len(noted(page, "playing"))
    page.focus(".hear .listen")
    page.keyboard.press("Space")
    until(lambda: len(noted(page, "playing")) > playing)


def test_without_script_each_link_is_the_sound_itself(speaking: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    client = BrowserRespondent(page, speaking.url, "nl", scripted=False)
    client.enter(invite(speaking))
    with all_on_the_path():
        go_to(speaking, Screen("item", SLUG, items_of(speaking)[0]))
        page.goto(speaking.url, wait_until="networkidle")
        with page.expect_response("**/sound/0") as reply:
            page.click(".hear .listen")
        assert (reply.value.status, reply.value.headers["content-type"]) == (200, "audio/ogg")
        page.go_back()
        assert page.input_value("[name=item]") == items_of(speaking)[0]
    context.close()


def test_what_stands_there_several_times_is_marked_where_it_is_read(speaking: Server, page: Page) -> None:
    """Yes and no under each of three questions."""
    site = speaking.site
    wanted = [worded(site, "nl", message) for message in (*SCREENS["consent"], YES, NO, BACK, NEXT)]
    sounds = site.part(Sounds)
    make(to_make(wanted, sounds.voices, sounds.speech))
    go_to(speaking, Screen("consent"))
    page.goto(speaking.url, wait_until="networkidle")
    page.evaluate(NOTE_PLACES)
    page.click(".hear .listen")
    until(lambda: len(noted(page, "ended")) == 16, "the end of the reading")
    marked = page.evaluate("window.places")
    assert len(marked) == 16, marked
    assert all(height > -1 for height in marked[:-1]), "with the last all marks go"
    rows = marked[2:14]
    questions = [rows[n : n + 4] for n in (0, 4, 8)]
    for words, _, *answers in questions:
        assert answers[0] == answers[1] >= words, "yes and no stand beside each other and beside their own question"
    tops = [(min(question), max(question)) for question in questions]
    assert tops[0][1] < tops[1][0] < tops[1][1] < tops[2][0], "each question was marked below the one before"


def test_what_a_search_shows_is_read_and_each_of_it_can_be_pressed(speaking: Server, page: Page) -> None:
    site, sounds = speaking.site, speaking.site.part(Sounds)
    wanted = [one for one in long_list_phrases(site.part(Catalogue), site.translators["nl"]) if one.key in ("SY", "NP")]
    make(to_make(wanted, sounds.voices, sounds.speech))
    go_to(speaking, Screen("item", SLUG, "ac_origin"))
    page.goto(speaking.url, wait_until="networkidle")
    named = {code: f'label:has([value="{code}"]) .listen' for code in ("SY", "NP")}
    of_syria = page.get_attribute(named["SY"], "data-listen") or ""
    assert of_syria in (page.get_attribute(".hear .listen", "data-listen") or "").split()
    page.click(named["SY"])
    until(lambda: noted(page, "ended") and noted(page, "ended")[0][0] == of_syria)
    page.fill("#finder", "nepal")
    page.wait_for_selector(named["NP"])
    of_nepal = page.get_attribute(named["NP"], "data-listen") or ""
    numbers = (page.get_attribute(".hear .listen", "data-listen") or "").split()
    assert of_nepal in numbers
    assert of_syria not in numbers, "it does not stand there any more"
    page.click(named["NP"])
    until(lambda: [number for number, _ in noted(page, "ended")] == [of_syria, of_nepal])
    assert page.query_selector("input:checked") is None


@pytest.mark.parametrize("width", [360, 1280, 1366, 1920])
def test_the_button_of_a_long_list_lies_within_the_window_and_on_nothing_else(
    speaking: Server, page: Page, width: int
) -> None:
    site, sounds = speaking.site, speaking.site.part(Sounds)
    wanted = [one for one in long_list_phrases(site.part(Catalogue), site.translators["nl"]) if one.key == "SY"]
    make(to_make(wanted, sounds.voices, sounds.speech))
    page.set_viewport_size({"width": width, "height": 768})
    go_to(speaking, Screen("item", SLUG, "ac_origin"))
    page.goto(speaking.url, wait_until="networkidle")
    expect(page.locator(".hear .listen")).to_be_in_viewport(ratio=1)
    assert page.evaluate(APART, [".hear", "#finder"])
    assert page.evaluate(APART, [".hear", ".keys-open"])
    assert page.evaluate(APART, [".hear", ".finder .label"])


def test_the_warning_that_the_page_closes_is_read_and_stays_until_it_is_answered(
    speaking: Server, browser: Browser
) -> None:
    sounds = speaking.site.part(Sounds)
    make(to_make([worded(speaking.site, "nl", message) for message in IDLE], sounds.voices, sounds.speech))
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    client = BrowserRespondent(page, speaking.url, "nl", scripted=True)
    client.enter(invite(speaking))
    with all_on_the_path():
        go_to(speaking, Screen("item", SLUG, items_of(speaking)[0]))
        page.goto(speaking.url, wait_until="networkidle")
        limit = int(page.get_attribute("body", "data-idle") or 0)
        page.clock.run_for((limit - 60) * 1000)
        expect(page.locator("#idle")).to_be_visible()
        with page.expect_response(f"**/sound/{STANDING}") as reply:
            page.click("#idle .listen")
        assert reply.value.status == 200
        expect(page.locator("#idle.idle #idle-text")).to_be_visible()
        page.clock.run_for(62 * 1000)
        expect(page.locator("#screen"), "who listens is there").to_be_visible()
        page.click("#idle-stay")
        expect(page.locator("#idle")).to_be_hidden()
    context.close()
