"""Forms: only our own, only from our own pages, of a decent size. Reading writes nothing."""

from collections.abc import Callable

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from service.kiosk.routes import routes
from service.web.security import MOST_BYTES
from tests.conftest import Clock
from tests.support.installation import HOST, Installation, Invited
from tests.support.respondent import Respondent
from tests.support.tables import everything

Sit = Callable[..., Respondent]
POSTS = [route.path for route in routes if isinstance(route, Route) and "POST" in (route.methods or ())]
GETS = [route.path for route in routes if isinstance(route, Route) and "GET" in (route.methods or ())]


def a_form(client: Respondent, code: str) -> dict[str, str]:
    """Fields that every one of the forms would take."""
    return {**client.hidden, "answer": "1988", "move": "next", "to": "help", "language": "en", "code": code}


def test_the_inventory_is_known() -> None:
    assert sorted(POSTS) == ["/answer", "/enter", "/find", "/go", "/language", "/leave", "/look", "/next"]
    assert sorted(GETS) == ["/", "/sound/{number:int}"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", ["", "0" * 43, "of another"])
def test_without_the_token_of_this_browser_nothing_is_done(
    place: Installation, invited: Invited, sit: Sit, path: str, token: str
) -> None:
    client = sit().open_module("achtergrond")
    sent = Respondent(place.app).csrf if token == "of another" else token
    before = everything(place.site.db)
    form = {**a_form(client, invited.code), "csrf": sent}
    reply = client.client.post(path, data=form, follow_redirects=False)
    assert reply.status_code == 403
    assert everything(place.site.db) == before
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "foreign",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_from_another_site_nothing_is_done(
    place: Installation, invited: Invited, sit: Sit, path: str, foreign: dict[str, str]
) -> None:
    client = sit().open_module("achtergrond")
    before = everything(place.site.db)
    form = {**a_form(client, invited.code), "csrf": client.csrf}
    reply = client.client.post(path, data=form, headers=foreign, follow_redirects=False)
    assert reply.status_code == 403
    assert everything(place.site.db) == before


@pytest.mark.parametrize("path", POSTS)
def test_too_large_a_form_is_refused(place: Installation, sit: Sit, path: str) -> None:
    client = sit().open_module("achtergrond")
    before = everything(place.site.db)
    form = {"csrf": client.csrf, **client.hidden, "answer": "9" * (MOST_BYTES + 1)}
    assert client.client.post(path, data=form).status_code == 413
    endless = (b"a=" + b"9" * 65536 for _ in range(8))
    head = {"content-type": "application/x-www-form-urlencoded"}
    assert client.client.post(path, content=endless, headers=head).status_code == 413
    assert everything(place.site.db) == before


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("body", [b"\xff\xfe=1", b"&".join(b"a%d=1" % n for n in range(5000)), b'{"to": "finish"}'])
def test_nonsense_is_refused_calmly(place: Installation, sit: Sit, path: str, body: bytes) -> None:
    client = sit().open_module("achtergrond")
    before = everything(place.site.db)
    head = {"content-type": "application/x-www-form-urlencoded"}
    assert client.client.post(path, content=body, headers=head).status_code in (403, 404)
    assert everything(place.site.db) == before


@pytest.mark.parametrize("path", POSTS)
def test_a_form_is_never_sent_by_an_address(sit: Sit, path: str) -> None:
    page = sit().client.get(path)
    assert page.status_code == 405
    assert "Deze pagina is er niet" in page.text, "it is nobody's fault"


def test_reading_never_writes(place: Installation, invited: Invited, sit: Sit, clock: Clock) -> None:
    client = sit("en")
    for _ in range(40):
        clock.forward(seconds=20)
        before = everything(place.site.db)
        for address in ("/", "/nothing", "/healthz", "/staff", "/static/css/kiosk.css"):
            client.client.get(address)
            client.client.head(address)
        assert everything(place.site.db) == before
        client.step()
    nobody = TestClient(place.app, base_url=HOST)
    before = everything(place.site.db)
    nobody.get("/")
    assert everything(place.site.db) == before


def test_an_unknown_page_is_calm_and_in_the_readers_language(sit: Sit, place: Installation) -> None:
    client = sit("ti")
    reply = client.client.get("/cases/1")
    assert reply.status_code == 404
    assert 'lang="ti"' in reply.text
    assert place.site.translators["ti"].gettext("This page is not here") in reply.text
