"""Form tokens and the origin check."""

import pytest
from starlette.requests import Request

from service.config import Settings
from service.errors import Forbidden
from service.web.tokens import check_form, check_origin, form_token, new_token, token_hash


def request(**headers: str) -> Request:
    raw = [
        (name.replace("_", "-").encode(), value.encode()) for name, value in {"host": "kb.example", **headers}.items()
    ]
    return Request({"type": "http", "headers": raw})


@pytest.fixture
def settings(tmp_path: object) -> Settings:
    return Settings(data=tmp_path)


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert min(map(len, tokens)) >= 43
    assert len({token_hash(token) for token in tokens}) == 1000


def test_a_form_token_belongs_to_one_cookie_and_one_key() -> None:
    assert form_token(b"key", "cookie") == form_token(b"key", "cookie")
    assert form_token(b"key", "cookie") != form_token(b"key", "another")
    assert form_token(b"key", "cookie") != form_token(b"other", "cookie")
    assert "cookie" not in form_token(b"key", "cookie")


def test_the_right_token_is_taken(settings: Settings) -> None:
    check_form(request(), settings, "cookie", form_token(settings.signing_key, "cookie"))


@pytest.mark.parametrize("sent", ["", "x", "é", "0" * 43])
def test_any_other_is_refused(settings: Settings, sent: str) -> None:
    with pytest.raises(Forbidden):
        check_form(request(), settings, "cookie", sent)


def test_without_a_cookie_no_token_is_right(settings: Settings) -> None:
    with pytest.raises(Forbidden):
        check_form(request(), settings, "", form_token(settings.signing_key, ""))


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://kb.example"}, {"sec_fetch_site": "same-origin"}, {"sec_fetch_site": "none"}],
    ids=str,
)
def test_our_own_pages_may_send(headers: dict[str, str]) -> None:
    check_origin(request(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "https://kb.example.elsewhere.example"},
        {"origin": "https://kb.example:444"},
        {"origin": "null"},
        {"origin": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://kb.example", "sec_fetch_site": "cross-site"},
    ],
    ids=str,
)
def test_other_sites_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        check_origin(request(**headers))
