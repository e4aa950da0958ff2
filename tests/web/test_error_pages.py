"""An expected error is a calm page; an unexpected one says nothing of itself, to the reader or to the log."""

import pytest
from starlette.testclient import TestClient

from service.errors import Conflict, Forbidden, Invalid, KlantbeeldError, NotFound, TooLarge, TooMany, Unavailable
from service.kiosk.offered import Offered
from service.web.error_pages import error_page
from service.web.security import MOST_BYTES
from tests.support.installation import HOST, Installation
from tests.support.page import read_page

SECRET = "xq-secret-zj"


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (NotFound(SECRET), 404),
        (Forbidden(SECRET), 403),
        (Conflict(SECRET), 409),
        (Invalid(SECRET), 422),
        (Unavailable(SECRET), 503),
        (TooMany(30), 429),
        (TooLarge(SECRET), 413),
        (KlantbeeldError(SECRET), 500),
        (RuntimeError(SECRET), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_each_has_a_page_that_says_nothing_of_the_detail(
    place: Installation, problem: Exception, status: int, language: str
) -> None:
    page = error_page(problem)
    assert page.status == status
    templates = ["kiosk/error.html"] + (["staff/error.html"] if language in ("nl", "en") else [])
    offered = place.site.part(Offered)
    for template in templates:
        html = place.site.renderer.html(template, language, page, csrf="", classes="", offered=offered)
        read_page(html)
        assert f'lang="{language}"' in html
        assert SECRET not in html


@pytest.mark.parametrize(
    ("path", "words"), [("/answer", "Er ging iets mis"), ("/staff/sign-in", "Dit is te veel in één keer")]
)
def test_what_is_too_large_is_answered_by_a_page(place: Installation, path: str, words: str) -> None:
    reply = TestClient(place.app, base_url=HOST).post(path, content=b"x" * (MOST_BYTES + 1))
    assert reply.status_code == 413
    assert 'lang="nl"' in reply.text
    assert words in reply.text


@pytest.mark.parametrize("path", ["/", "/staff/sign-in"])
def test_a_failure_is_logged_by_place_and_kind_alone(
    place: Installation, path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError(SECRET)

    real = place.site.renderer.html
    calls: list[str] = []

    def once(template: str, *given: object, **more: object) -> str:
        calls.append(template)
        return fail() if len(calls) == 1 else real(template, *given, **more)

    monkeypatch.setattr(type(place.site.renderer), "html", lambda self, *given, **more: once(*given, **more))
    reply = TestClient(place.app, base_url=HOST, raise_server_exceptions=False).get(path)
    assert reply.status_code == 500
    assert reply.headers["cache-control"] == "no-store"
    assert "content-security-policy" in reply.headers
    out, err = capfd.readouterr()
    logged = out + err
    assert "RuntimeError" in logged
    assert SECRET not in logged + reply.text
