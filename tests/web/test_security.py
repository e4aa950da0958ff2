"""Headers on everything, a cap on what comes in."""

import re
from collections.abc import Awaitable, Callable

import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from service.web.security import DEVICES, HEADERS, MOST_BYTES, POLICY, BodyCap, SecurityHeaders
from tests.support.installation import HOST, Installation
from tests.support.loop import run

PATHS = ("/", "/nothing", "/staff", "/staff/sign-in", "/staff/nothing", "/healthz", "/static/css/kiosk.css", "/docs")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_every_response_has_the_headers_once(place: Installation, path: str, method: str) -> None:
    reply = TestClient(place.app, base_url=HOST, follow_redirects=False).request(method, path)
    assert reply.status_code < 500
    for name, value in HEADERS:
        assert reply.headers.get_list(name.decode()) == [value.decode()]
    assert len(reply.headers.get_list("cache-control")) == 1


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/static")])
def test_only_static_files_may_be_kept(place: Installation, path: str) -> None:
    client = TestClient(place.app, base_url=HOST)
    assert client.get(path).headers["cache-control"] == "no-store"
    assert "immutable" in client.get("/static/css/kiosk.css").headers["cache-control"]


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    # A sound that our own script has fetched is played from memory; nothing else may come from there.
    assert rules.pop("media-src") == "'self' blob:"
    assert {value for rule in rules.values() for value in rule.split()} <= {"'none'", "'self'", "data:"}
    assert rules["script-src"] == "'self'"


@pytest.mark.parametrize("address", ["/static/../config.py", "/static/%2e%2e/config.py", "/static//etc/passwd"])
def test_static_gives_nothing_but_its_folder(place: Installation, address: str) -> None:
    assert TestClient(place.app, base_url=HOST).get(address).status_code == 404


def test_no_documentation_pages_and_no_second_way_in(place: Installation) -> None:
    client = TestClient(place.app, base_url=HOST)
    for path in ("/docs", "/redoc", "/openapi.json", "/admin", "/staff/docs", "/metrics", "/.env", "/staff/admin"):
        assert client.get(path).status_code == 404, path


async def echo(scope: dict, receive: Callable[[], Awaitable[dict]], send: Callable[[dict], Awaitable[None]]) -> None:
    size = 0
    while True:
        message = await receive()
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    response: Response = PlainTextResponse(str(size))
    await response(scope, receive, send)


guarded = SecurityHeaders(BodyCap(echo))


def client_of_echo() -> TestClient:
    return TestClient(guarded, base_url=HOST)


def test_what_fits_comes_through() -> None:
    assert client_of_echo().post("/", content=b"x" * MOST_BYTES).text == str(MOST_BYTES)


def test_more_comes_in_where_a_route_says_so_and_by_a_form_only() -> None:
    wider = [(re.compile(r"^/takes/[^/]+$"), MOST_BYTES * 2)]
    client = TestClient(SecurityHeaders(BodyCap(echo, wider)), base_url=HOST)
    large = b"x" * MOST_BYTES * 2
    refused = (("PUT", "/takes/one"), ("POST", "/takes/one/two"), ("POST", "/"), ("POST", "/other/takes/one"))
    assert client.post("/takes/one", content=large).text == str(len(large))
    assert client.post("/takes/one", content=large + b"x").status_code == 413
    for method, path in refused:
        assert client.request(method, path, content=large).status_code == 413, (method, path)


def test_a_page_may_word_its_own_devices_and_nothing_else() -> None:
    async def page(scope: dict, receive: object, send: Callable[[dict], Awaitable[None]]) -> None:
        await PlainTextResponse("", headers={"permissions-policy": "microphone=(self)"})(scope, receive, send)

    headers = TestClient(SecurityHeaders(page), base_url=HOST).get("/").headers
    assert headers.get_list("permissions-policy") == ["microphone=(self)"]
    for name, value in HEADERS:
        if name != DEVICES:
            assert headers.get_list(name.decode()) == [value.decode()]


def test_a_declared_size_over_the_cap_is_refused_unread() -> None:
    async def unread() -> dict:
        raise AssertionError("the body was read")

    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": [(b"content-length", str(MOST_BYTES + 1).encode())]}
    run(guarded(scope, unread, send))
    assert sent[0]["status"] == 413
    assert HEADERS[0] in sent[0]["headers"]


def test_a_failure_goes_no_further_than_its_page() -> None:
    """What is raised further ends up in the server's log with its message."""

    async def broken(scope: dict, receive: object, send: Callable[[dict], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        raise RuntimeError("an answer")

    assert TestClient(SecurityHeaders(broken), base_url=HOST).get("/").status_code == 500


@pytest.mark.parametrize("declared", [None, b"10", b"-5", b"nonsense"])
def test_a_body_without_end_is_cut_off(declared: bytes | None) -> None:
    given = 0

    async def endless() -> dict:
        nonlocal given
        given += 1
        assert given < 100
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    headers = [(b"content-length", declared)] if declared else []
    run(guarded({"type": "http", "headers": headers}, endless, send))
    assert sent[0]["status"] == 413
    assert given * 65536 <= MOST_BYTES + 65536
