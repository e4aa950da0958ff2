"""No browser keeps what is chosen or typed: every field is in a form that says so.

Firefox writes fields to the disk every few seconds, for the tabs of next time; a form with `autocomplete="off"` is left
out. That it is, real browsers show (`tests/journeys/test_firefox_crash.py`); here no field is forgotten, on any screen.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.installation import Installation
from tests.support.kiosk_screens import all_on_the_path, go_to, screens
from tests.support.page import find_all
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]
NO_FIELDS = ("hidden", "submit", "button")


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """One database is enough for what templates say."""
    path = tmp_path / "klantbeeld.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


def test_every_field_that_a_client_fills_in_is_kept_by_no_browser(place: Installation, sit: Sit) -> None:
    door = Respondent(place.app, "ar")
    door.post("/language", language="ar")
    assert kept_by_browsers(door) == []
    assert endless(door) == []
    client, names, forms = sit("ar"), set[str](), set[str | None]()
    agreed(client)
    with all_on_the_path():
        for screen in screens(place.catalogue):
            go_to(place, screen)
            client.look()
            assert kept_by_browsers(client) == [], screen.id
            assert endless(client) == [], screen.id
            names |= {str(field.get("name")) for field in find_all(client.page, "input")}
            forms |= {form.get("id") for form in find_all(client.page, "form")}
    assert {"answer", "find", "assessment", "health", "norms"} <= names, "the screens with fields were among them"
    assert {"answer", "agree", "practice"} <= forms, "and so were their forms"


def agreed(client: Respondent) -> None:
    """Past the consent: without it the practice before the first part is not shown."""
    client.press("consent")
    client.press("agree", assessment="yes", health="yes", norms="yes")


def kept_by_browsers(client: Respondent) -> list[str | None]:
    """The fields that no form and no attribute keeps out of the browser's hands."""
    closed = [form for form in find_all(client.page, "form", autocomplete="off")]
    safe = [field for form in closed for field in form.iter() if field.tag in ("input", "select", "textarea")]
    fields = [field for tag in ("input", "select", "textarea") for field in find_all(client.page, tag)]
    return [field.get("name") for field in fields if field.get("type") not in NO_FIELDS and field not in safe]


def endless(client: Respondent) -> list[str | None]:
    """Fields in which so much can be typed or pasted that the service refuses it, on a page that is not a client's."""
    picked = (*NO_FIELDS, "radio", "checkbox", "date")
    typed = [field for field in find_all(client.page, "input") if field.get("type") not in picked]
    typed += find_all(client.page, "textarea")
    return [field.get("name") for field in typed if int(field.get("maxlength", "9999")) > 60]
