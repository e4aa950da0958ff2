"""On the page for an error too the language can be changed, whether the database answers or not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from service.errors import Conflict, KlantbeeldError, NotFound, TooLarge, TooMany, Unavailable
from service.kiosk.offered import Offered
from service.web.error_pages import error_page
from tests.support.installation import HOST, Installation
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]
LANGUAGES = ("nl", "en", "ar", "ti")
DIRECTION = {"nl": "ltr", "en": "ltr", "ar": "rtl", "ti": "ltr"}
PROBLEMS = (NotFound(), Conflict(), TooLarge(), TooMany(30), Unavailable(), KlantbeeldError(), RuntimeError())


def choose(client: TestClient, page: Element, language: str) -> Element:
    """Press a language on this page, with its own form."""
    [form] = find_all(page, "form", action="/language")
    [token] = find_all(form, "input", name="csrf")
    assert language in [button.get("value") for button in find_all(form, "button", name="language")]
    return read_page(client.post("/language", data={"csrf": token.get("value"), "language": language}).text)


def language_of(page: Element) -> tuple[str, str, str]:
    [html] = find_all(page, "html")
    return html.get("lang", ""), html.get("dir", ""), text_of(find_all(page, "h1")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: type(problem).__name__)
def test_each_has_the_choice_in_each_language(place: Installation, problem: Exception, language: str) -> None:
    offered = place.site.part(Offered)
    html = place.site.renderer.html(
        "kiosk/error.html", language, error_page(problem), csrf="x", classes="", offered=offered
    )
    page = read_page(html)
    buttons = find_all(page, "button", name="language")
    assert [(b.get("value"), b.get("lang"), b.get("dir")) for b in buttons] == [(c, c, DIRECTION[c]) for c in LANGUAGES]
    assert [b.get("value") for b in buttons if b.get("aria-current")] == [language]
    assert language_of(page)[:2] == (language, DIRECTION[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_on_a_wrong_address_chooses_and_comes_to_the_code(place: Installation, language: str) -> None:
    """Who opens a wrong address first has no cookie yet; the page brings one, or its buttons would be refused."""
    client = TestClient(place.app, base_url=HOST)
    reply = client.get("/not-here")
    assert reply.status_code == 404
    after = choose(client, read_page(reply.text), language)
    assert find_all(after, "input", id="code")
    assert language_of(after)[:2] == (language, DIRECTION[language])


def test_in_a_sitting_the_choice_leads_to_the_question_again(sit: Sit) -> None:
    client = sit("nl").open_module("achtergrond")
    client.answer("1988")
    question = client.item
    after = choose(client.client, read_page(client.client.get("/not-here").text), "ar")
    assert language_of(after)[:2] == ("ar", "rtl")
    client.look()
    assert client.item == question


def test_a_page_that_was_open_for_too_long(sit: Sit) -> None:
    client = sit("nl").open_module("achtergrond")
    reply = client.client.post("/answer", data={"csrf": "old"})
    assert reply.status_code == 403
    choose(client.client, read_page(reply.text), "ti")
    client.look()
    assert (client.item, language_of(client.page)[0]) == ("ac_birth_year", "ti")


def test_a_script_or_a_picture_that_fails_brings_no_cookie(place: Installation) -> None:
    """Its reply may come after that of the page, whose forms belong to the cookie that came with it."""
    client = TestClient(place.app, base_url=HOST)
    for wanted in ("script", "image", "empty"):
        reply = client.get("/static/js/gone.js", headers={"sec-fetch-dest": wanted})
        assert (reply.status_code, reply.headers.get("set-cookie")) == (404, None)
    client.get("/")
    before = client.cookies["kb_door"]
    assert client.get("/not-here").headers.get("set-cookie") is None
    assert client.cookies["kb_door"] == before


@contextmanager
def gone(place: Installation) -> Iterator[None]:
    """Every question about a sitting fails at the database."""
    with place.site.db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE sitting RENAME TO away"))
    try:
        yield
    finally:
        with place.site.db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO sitting"))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_where_the_database_is_gone_the_choice_still_holds(place: Installation, sit: Sit, language: str) -> None:
    client = sit("nl").open_module("achtergrond")
    question = client.item
    with gone(place):
        reply = client.client.get("/")
        assert reply.status_code == 500
        assert language_of(read_page(reply.text))[0] == "nl"
        after = choose(client.client, read_page(reply.text), language)
        words = place.site.translators[language].gettext("Something went wrong")
        assert language_of(after) == (language, DIRECTION[language], words)
        again = read_page(client.client.get("/").text)
        assert language_of(again) == (language, DIRECTION[language], words)
        back = choose(client.client, again, "nl")
        assert language_of(back)[0] == "nl"
    client.look()
    assert client.item == question, "nothing is lost"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("ti-ER,ti;q=0.9,en;q=0.8", "ti"), ("fa,ar-SY;q=0.5", "ar"), ("de,fr", "nl"), (",;q=", "nl"), ("", "nl")],
)
def test_before_a_language_is_chosen_it_is_the_browsers(place: Installation, asked: str, language: str) -> None:
    client = TestClient(place.app, base_url=HOST, headers={"accept-language": asked})
    assert language_of(read_page(client.get("/not-here").text))[0] == language
    client.cookies.set("kb_language", "en")
    assert language_of(read_page(client.get("/not-here").text))[0] == "en", "what was chosen comes first"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_that_keeps_no_cookies_is_told_so_in_the_language_that_was_chosen(
    place: Installation, language: str
) -> None:
    """Not that the page was open for too long; and it can be read in every language, so that staff can."""
    words = place.site.translators[language].gettext("This does not work on this computer")
    page = read_page(without_cookies(place).get("/").text)
    for _ in range(2):
        client = without_cookies(place)
        [token] = find_all(find_all(page, "form", action="/language")[0], "input", name="csrf")
        reply = client.post("/language", data={"csrf": token.get("value"), "language": language})
        assert reply.status_code == 403
        page = read_page(reply.text)
        assert language_of(page) == (language, DIRECTION[language], words)
        assert "cookies" in text_of(find_all(page, "p", class_="lead")[0]) or language in ("ar", "ti")
        assert not find_all(page, "form", action="/leave"), "a button that could do nothing"


def without_cookies(place: Installation) -> TestClient:
    """Each request comes without any."""
    return TestClient(place.app, base_url=HOST)


def test_a_foreign_page_that_sends_a_form_is_told_nothing_of_cookies(place: Installation) -> None:
    reply = without_cookies(place).post("/go", data={"to": "on"}, headers={"origin": "https://elsewhere.example"})
    assert reply.status_code == 403
    assert language_of(read_page(reply.text))[2] == "Probeer het opnieuw"


def test_an_old_page_of_a_browser_that_keeps_them_was_open_for_too_long(place: Installation) -> None:
    client = TestClient(place.app, base_url=HOST)
    client.get("/")
    reply = client.post("/language", data={"csrf": "old", "language": "en"})
    assert language_of(read_page(reply.text)) == ("en", "ltr", "Please try again")
