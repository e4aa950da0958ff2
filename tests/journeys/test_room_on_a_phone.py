"""What is needed together is seen together on a phone, also heard, also in very large letters; nothing lies over it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from service.audio import phrases
from service.audio.interface import AT_THE_END
from service.catalogue import Catalogue
from service.kiosk.models import Sitting, SittingModule
from tests.journeys.test_accessible_kiosk import LANGUAGES, SMALL_TARGETS, WIDER_THAN_THE_SCREEN
from tests.journeys.test_by_mistake import SEEN
from tests.journeys.test_nothing_left import invite
from tests.journeys.test_phone import at
from tests.journeys.test_reach import is_plain
from tests.support.browser import BrowserRespondent
from tests.support.kiosk_screens import Screen, all_on_the_path
from tests.support.server import Server, serving
from tests.support.spoken import make_speech

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = ("normal", "large", "largest")
ONLY_FORWARD = Screen("item", "leerbaarheid", "lb_06")
OVERVIEW = Screen("overview")
PERSON = "persoonlijkheid"
SCALES = (Screen("item", "motivatie", "mo_enjoy"), Screen("item", "trauma", "tr_core_memory"))
#: What stands in the foot and is cut off, or shares a spot with something else there.
FOOT_FAULTS = """() => {
    const seen = [...document.querySelectorAll(".foot > *")].filter(e => e.checkVisibility() && e.textContent.trim());
    const boxes = seen.map(e => e.getBoundingClientRect());
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return seen.filter((e, i) => e.scrollWidth > e.clientWidth + 1 || boxes[i].left < 0 || boxes[i].right > innerWidth
        || boxes.some((box, j) => j !== i && meet(box, boxes[i]))).map(e => e.className);
}"""
#: Answers that are not wholly in sight: below the screen, or under a foot that stays.
OUT_OF_SIGHT = """() => {
    const foot = document.querySelector(".foot").getBoundingClientRect();
    const over = box => box.top < foot.bottom && foot.top < box.bottom;
    return [...document.querySelectorAll(".option")].map(e => e.getBoundingClientRect())
        .filter(box => box.bottom > innerHeight || over(box)).length;
}"""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Where Dutch and English can be heard, as they are spoken by the computer."""
    with serving(tmp_path_factory.mktemp("heard")) as server, all_on_the_path():
        for language in ("nl", "en"):
            make_speech(server.site, language, phrases(server.site.part(Catalogue), server.site.translators[language]))
        yield server


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a context with the options of the test's mark."""
    options = {"viewport": {"width": 360, "height": 740}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    yield context.new_page()
    context.close()


def sit(server: Server, page: Page, language: str) -> None:
    """A client has come in."""
    BrowserRespondent(page, server.url, language, scripted=True).enter(invite(server))


def parts_done(server: Server, done: int) -> None:
    """As if the first parts were behind the client who came in last, the third of them passed over."""
    with server.site.db.write() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        for row in session.scalars(select(SittingModule).where(SittingModule.sitting_id == newest)):
            behind = "skipped" if row.position == 3 else "done"
            row.state = behind if row.position <= done else "waiting"


def parts_of(server: Server) -> int:
    """How many parts the client who came in last has."""
    with server.site.db.read() as session:
        newest = session.scalars(select(Sitting.id).order_by(Sitting.started_at.desc())).first()
        rows = session.scalars(select(SittingModule).where(SittingModule.sitting_id == newest))
        return len(rows.all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_foot_is_cut_or_lies_over_something_else(heard: Server, page: Page, language: str) -> None:
    """Where one only goes forward there are words, what says that it is saved, and the button."""
    sit(heard, page, language)
    saved, faults = heard.site.translators[language].gettext("saved"), []
    for size in SIZES:
        at(heard, page, ONLY_FORWARD, text_size=size)
        assert page.locator(".forward").count()
        page.locator(".saved").evaluate("(e, words) => { e.textContent = words; }", saved)
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 740})
            faults += [(size, width, fault) for fault in page.evaluate(FOOT_FAULTS)]
    assert faults == []


@pytest.mark.parametrize("item", ["tr_safety", "tr_danger"])
def test_all_answers_are_in_sight_in_very_large_letters(heard: Server, page: Page, item: str) -> None:
    sit(heard, page, "ti")
    at(heard, page, Screen("item", "trauma", item), text_size="largest")
    assert page.locator(".option").count() >= 2
    assert page.evaluate(OUT_OF_SIGHT) == 0
    assert page.evaluate(SMALL_TARGETS, 44) == []


def test_the_way_past_a_question_is_in_sight_where_it_can_be_heard(heard: Server, page: Page) -> None:
    """The longest of the questions with five answers."""
    sit(heard, page, "nl")
    module = heard.site.part(Catalogue).module(PERSON)
    longest = sorted(module.questionnaire.items, key=lambda item: -len(module.question("nl", item)))[:6]
    hidden = []
    for item in longest:
        at(heard, page, Screen("item", PERSON, item.id))
        assert page.locator(".hear").count()
        assert page.locator(".option").count() == 5
        hidden += [] if page.evaluate(SEEN, ".option, .decline") else [item.id]
    assert hidden == []
    assert page.evaluate(SMALL_TARGETS, 44) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_warning_is_in_sight_with_the_button_that_sends(heard: Server, page: Page, language: str) -> None:
    sit(heard, page, language)
    parts_done(heard, parts_of(heard))
    at(heard, page, OVERVIEW)
    words = heard.site.translators[language].gettext(AT_THE_END)
    assert page.locator(".column p", has_text=words).count() == 1
    assert page.evaluate(SEEN, ".column p")
    assert page.locator(".foot button[value=finish]").bounding_box()["y"] < 740 - 56  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_that_comes_next_is_in_sight(heard: Server, page: Page, language: str) -> None:
    """However many are behind the client, with a break offered above the list and without."""
    sit(heard, page, language)
    hidden, parts = [], parts_of(heard)
    for done in (0, 5, parts - 1):
        for minutes in (0, 90):
            parts_done(heard, done)
            at(heard, page, OVERVIEW, minutes_worked=minutes)
            assert page.locator(".warning + .path").count() == (1 if minutes else 0)
            if not page.evaluate(SEEN, "[aria-current=step], .column > :is(.warning, .hint)"):
                hidden.append((done, minutes))
    assert hidden == []


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 512}}], indirect=True)
def test_answers_with_an_amount_and_a_sound_fit_an_enlarged_screen(
    heard: Server, page: Page, language: str, size: str
) -> None:
    sit(heard, page, language)
    wide = []
    for screen in SCALES:
        at(heard, page, screen, text_size=size)
        assert page.locator(".option .listen--one").count()
        wide += [(screen.id, element) for element in page.evaluate(WIDER_THAN_THE_SCREEN)]
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert wide == []


@pytest.mark.parametrize("page", [{"forced_colors": "active", "color_scheme": "dark"}], indirect=True)
def test_the_signs_of_reading_aloud_are_seen_in_colours_of_the_readers_own(heard: Server, page: Page) -> None:
    sit(heard, page, "nl")
    at(heard, page, SCALES[0])
    signs = page.locator(".listen__sign:visible").all()
    assert len(signs) > 3
    assert [place for place, sign in enumerate(signs) if is_plain(sign)] == []


@pytest.mark.parametrize("page", [{"viewport": {"width": 1366, "height": 768}}], indirect=True)
def test_an_answer_under_the_mouse_does_not_look_chosen(heard: Server, page: Page) -> None:
    sit(heard, page, "nl")
    at(heard, page, SCALES[0])
    page.locator(".option input").nth(0).check()
    page.locator(".option").nth(1).hover()
    look = "e => getComputedStyle(e).backgroundColor"
    chosen, under, other = (page.locator(".option").nth(place).evaluate(look) for place in range(3))
    assert under == other
    assert under != chosen
    edge = "e => getComputedStyle(e).borderTopColor"
    assert page.locator(".option").nth(1).evaluate(edge) != page.locator(".option").nth(2).evaluate(edge)
