"""Over HTTPS cookies are bound to this host and never sent in the clear."""

import re

from starlette.testclient import TestClient

from service.accounts.models import Role
from tests.support.installation import Installation
from tests.support.page import find_all, read_page

URL = "https://kb.example"


def test_every_cookie_is_for_this_host_alone(secure: Installation) -> None:
    client = TestClient(secure.app, base_url=URL)
    code = secure.invite(secure.staff(Role.CASE_MANAGER)).code
    seen = [client.get("/"), client.get("/staff/sign-in")]
    for path, form in (("/language", {"language": "ar"}), ("/enter", {"code": code})):
        token = find_all(read_page(client.get("/").text), "input", name="csrf")[0].get("value", "")
        reply = client.post(path, data={"csrf": token, **form}, follow_redirects=False)
        assert reply.status_code == 303, path
        seen.append(reply)
    cookies = [cookie for reply in seen for cookie in reply.headers.get_list("set-cookie")]
    assert len(cookies) >= 4
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        for word in ("Secure", "HttpOnly", "Path=/"):
            assert word in cookie
        assert "Domain" not in cookie
        assert re.search("samesite=strict", cookie, re.IGNORECASE)
    assert 'dir="rtl"' in client.get("/").text


def test_errors_are_in_the_readers_language_too(secure: Installation) -> None:
    client = TestClient(secure.app, base_url=URL)
    token = find_all(read_page(client.get("/").text), "input", name="csrf")[0].get("value", "")
    client.post("/language", data={"csrf": token, "language": "ti"})
    reply = client.get("/nothing")
    assert reply.status_code == 404
    assert 'lang="ti"' in reply.text


def test_a_planted_cookie_is_never_taken_over_and_opens_nothing(secure: Installation) -> None:
    planted = "planted" * 7
    client = TestClient(secure.app, base_url=URL)
    code = secure.invite(secure.staff(Role.CASE_MANAGER)).code
    for name in ("__Host-kb_kiosk", "kb_kiosk", "__Host-kb_door"):
        client.cookies.set(name, planted, domain="kb.example")
    reply = client.get("/", follow_redirects=False)
    assert reply.status_code == 303, "nobody's sitting: the way out"
    for name in ("kb_kiosk", "__Host-kb_door"):
        client.cookies.set(name, planted, domain="kb.example")
    for path, form in (("/language", {"language": "nl"}), ("/enter", {"code": code})):
        token = find_all(read_page(client.get("/").text), "input", name="csrf")[0].get("value", "")
        client.post(path, data={"csrf": token, **form})
    given = client.cookies.get("__Host-kb_kiosk", domain="kb.example") or ""
    assert len(given) >= 43, "256 bits, ours"
    assert given != planted
    assert_new_at_the_code(secure, planted)
    thief = TestClient(secure.app, base_url=URL)
    thief.cookies.set("__Host-kb_kiosk", planted, domain="kb.example")
    assert thief.get("/", follow_redirects=False).status_code == 303
    assert thief.post("/answer", data={"csrf": "x"}).status_code == 403


def assert_new_at_the_code(secure: Installation, planted: str) -> None:
    """Not even where a planted sitting sends the right code with a form token of its own, as an error page has one."""
    client = TestClient(secure.app, base_url=URL, follow_redirects=False)
    code = secure.invite(secure.staff(Role.CASE_MANAGER)).code
    client.cookies.set("__Host-kb_kiosk", planted, domain="kb.example")
    token = find_all(read_page(client.get("/nothing").text), "input", name="csrf")[0].get("value", "")
    reply = client.post("/enter", data={"csrf": token, "code": code})
    [given] = [row for row in reply.headers.get_list("set-cookie") if row.startswith("__Host-kb_kiosk=")]
    assert re.match(r"__Host-kb_kiosk=[\w-]{43};", given), "a sitting began, with a cookie of ours"
    assert planted not in given
