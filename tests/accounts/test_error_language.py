"""A page of an error is in the language of its reader, whatever it was that failed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from service.accounts.models import Role, StaffUser
from service.db import Database
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.page import find_all, read_page, text_of
from tests.support.staff import Colleague


@pytest.fixture
def place(tmp_path: Path, sqlite_template: Path) -> Iterator[Installation]:
    shutil.copy(sqlite_template, tmp_path / "klantbeeld.sqlite3")
    installed = install(tmp_path, f"sqlite:///{tmp_path / 'klantbeeld.sqlite3'}", Clock())
    yield installed
    installed.site.db.close()


def reader(place: Installation, language: str) -> Colleague:
    """A klantmanager who has chosen this language."""
    who = place.staff(Role.CASE_MANAGER)
    with place.site.db.write() as session:
        session.execute(update(StaffUser).where(StaffUser.id == who.user_id).values(language=language))
    return Colleague(place, who)


def heading(colleague: Colleague, path: str) -> tuple[str, str]:
    """The language and the heading of an error's page."""
    reply = colleague.get(path)
    assert reply.status_code >= 400
    page = read_page(reply.text)
    return find_all(page, "html")[0].get("lang", ""), text_of(find_all(page, "h1")[0])


NOT_THERE = {"nl": ("nl", "Deze pagina is er niet"), "en": ("en", "This page is not there")}


@pytest.mark.parametrize("language", NOT_THERE)
@pytest.mark.parametrize("path", ["/staff/nowhere", "/staff/review", "/staff/cases/not-an-id"])
def test_not_found_is_said_in_the_readers_language(place: Installation, language: str, path: str) -> None:
    assert heading(reader(place, language), path) == NOT_THERE[language]


def test_a_refused_form_too(place: Installation) -> None:
    colleague = reader(place, "en")
    reply = colleague.client.post("/staff/account/language", data={"language": "nl", "csrf": "wrong"})
    assert reply.status_code == 403
    assert 'lang="en"' in reply.text
    assert "This was refused" in reply.text


def test_who_is_not_signed_in_reads_dutch_or_what_the_address_asks_for(place: Installation) -> None:
    nobody = Colleague(place, None)
    assert heading(nobody, "/staff/nowhere") == NOT_THERE["nl"]
    assert heading(nobody, "/staff/nowhere?language=en") == NOT_THERE["en"]
    assert heading(nobody, "/staff/nowhere?language=ti") == NOT_THERE["nl"]


def test_the_page_comes_even_when_the_database_is_gone(place: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    colleague = reader(place, "en")
    colleague.client._transport.raise_server_exceptions = False

    def gone(_: Database) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(Database, "read", gone)
    reply = colleague.get("/staff/cases")
    assert reply.status_code == 500
    assert 'lang="nl"' in reply.text
