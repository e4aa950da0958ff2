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
