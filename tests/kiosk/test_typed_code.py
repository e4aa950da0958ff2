"""A code that is half typed when the language, letters or colours change: it stays, once, and nobody else finds it."""

from urllib.parse import unquote

import pytest

from service.kiosk.typed_code import LONGEST, open_typed, seal_typed
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.page import find_all
from tests.support.respondent import Respondent

TYPED = "1234 5678 9"
KEY = b"k" * 32


def at_the_code(place: Installation) -> Respondent:
    client = Respondent(place.app, "nl")
    client.post("/language", language="nl")
    return client


def typed_on(client: Respondent) -> str:
    """What stands in the field."""
    return find_all(client.page, "input", id="code")[0].get("value", "")


@pytest.mark.parametrize(
    ("path", "changed"),
    [("/language", {"language": "ar"}), ("/look", {"size": "large"}), ("/look", {"contrast": "high"})],
)
def test_what_was_typed_stays_and_is_shown_once(place: Installation, path: str, changed: dict[str, str]) -> None:
    client = at_the_code(place)
    client.post(path, code=TYPED, **changed)
    assert typed_on(client) == TYPED
    client.look()
    assert typed_on(client) == "", "a page that is opened again has it no more"


def test_each_button_that_changes_the_page_sends_it_along_without_script(place: Installation) -> None:
    client = at_the_code(place)
    buttons = [b for name in ("language", "size", "contrast") for b in find_all(client.page, "button", name=name)]
    assert len(buttons) == 9
    assert {(b.get("form"), b.get("formnovalidate") is not None) for b in buttons} == {("enter", True)}
    first = next(b for b in client.page.iter("button") if b.get("form") == "enter" or b.get("type") == "submit")
    assert (first.get("name"), first.get("formaction")) == (None, None), "what Enter in the field presses"


def test_it_is_in_no_address_and_in_no_cookie_to_be_read(place: Installation) -> None:
    client = at_the_code(place)
    form = {"csrf": client.csrf, "code": TYPED, "language": "ar"}
    reply = client.client.post("/language", data=form, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    assert reply.text == ""
    sealed = client.client.cookies["kb_typed"]
    for written in (TYPED, TYPED.replace(" ", ""), TYPED[:4], TYPED[5:9]):
        assert written not in unquote(" ".join(reply.headers.get_list("set-cookie")))
    assert all("httponly" in line.lower() for line in reply.headers.get_list("set-cookie"))
    page = client.client.get("/")
    assert page.headers["cache-control"] == "no-store"
    client.client.cookies.set("kb_typed", sealed, domain="127.0.0.1")
    client.client.cookies.delete("kb_door")
    client.look()
    assert typed_on(client) == "", "worthless in any other browser"


@pytest.mark.parametrize("how", ["comes in", "closes", "waits"])
def test_who_has_the_cookie_afterwards_has_nothing(
    place: Installation, invited: Invited, clock: Clock, how: str
) -> None:
    client = at_the_code(place)
    form = {"csrf": client.csrf, "code": TYPED, "language": "nl"}
    client.client.post("/language", data=form, follow_redirects=False)
    sealed = client.client.cookies["kb_typed"]
    client.look()
    if how == "comes in":
        client.post("/enter", code=invited.code)
        client.press("stop")
        client.press("pause")
        client.post("/next")
    if how == "closes":
        client.post("/leave")
    if how == "waits":
        clock.forward(seconds=61)
    assert "kb_typed" not in client.client.cookies
    client.client.cookies.set("kb_typed", sealed, domain="127.0.0.1")
    client.look()
    if how != "waits":
        client.client.cookies.set("kb_typed", sealed, domain="127.0.0.1")
        client.post("/language", language="nl")
    assert typed_on(client) == ""


def test_a_client_who_is_in_and_sends_a_code_along_is_given_no_cookie(place: Installation, invited: Invited) -> None:
    client = at_the_code(place)
    client.post("/enter", code=invited.code)
    client.client.post("/language", data={"csrf": client.csrf, "language": "en", "code": TYPED}, follow_redirects=False)
    assert "kb_typed" not in client.client.cookies


@pytest.mark.parametrize("typed", ["", "1", "٠١٢ ٣٤", '"><script>', "\U0001f600" * LONGEST, "9" * 3000])
def test_any_text_comes_back_as_it_was_and_says_nothing_by_its_length(clock: Clock, typed: str) -> None:
    sealed = seal_typed(KEY, "door", typed, clock())
    assert open_typed(KEY, "door", sealed, clock()) == typed[:LONGEST]
    assert len(sealed) == len(seal_typed(KEY, "door", "1", clock()))


@pytest.mark.parametrize("cookie", ["", "x", "é", "QUJD", "A" * 736, "=" * 9])
def test_a_cookie_that_is_not_ours_is_nothing_typed(clock: Clock, cookie: str) -> None:
    assert open_typed(KEY, "door", cookie, clock()) == ""
