"""A reference is one case's, in capitals or in small letters; a database that has two already says what to do."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from service.accounts.models import Role, StaffUser
from service.cases.models import Case, Client
from service.cli import app
from service.migrate import NotMigrated, current, migrate, newest
from tests.conftest import Clock
from tests.support.installation import Installation, install

INDEX = "uq_case_file_reference_lower"


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    """An installation as it was before 0012."""
    found = install(tmp_path / "data", database_url, clock)
    with found.site.db.engine.begin() as connection:
        connection.execute(text(f"DROP INDEX {INDEX}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0011'"))
    yield found
    found.site.db.close()


def add_cases(place: Installation, *references: str) -> list[uuid.UUID]:
    who = place.staff(Role.CASE_MANAGER)
    with place.site.db.write() as session:
        user = session.get_one(StaffUser, who.user_id)
        made = []
        for reference in references:
            client = Client(name="Selam", birth_year=1990, language="ti")
            session.add(client)
            session.flush()
            case = Case(
                reference=reference,
                client_id=client.id,
                team_id=user.team_id,
                case_manager_id=user.id,
                created_at=place.clock(),
            )
            session.add(case)
            made.append(case)
        session.flush()
        return [case.id for case in made]


def test_two_spellings_stop_it_and_nothing_is_changed(place: Installation) -> None:
    add_cases(place, "A-1", "a-1", "B-2", "c-3", "C-3")
    with pytest.raises(NotMigrated) as found:
        migrate(place.site.db)
    assert "differ in capitals only" in found.value.detail
    assert all(name in found.value.detail for name in ("A-1", "a-1", "C-3", "c-3"))
    assert "B-2" not in found.value.detail
    with place.site.db.engine.connect() as connection:
        assert current(connection) == "0011"
        assert connection.execute(text("SELECT count(*) FROM case_file")).scalar() == 5


def test_what_it_says_mends_it(place: Installation) -> None:
    add_cases(place, "A-1", "a-1")
    with pytest.raises(NotMigrated) as found:
        migrate(place.site.db)
    mend = found.value.detail.rpartition("start again: ")[2]
    assert mend.startswith("UPDATE case_file SET reference = ")
    with place.site.db.engine.begin() as connection:
        connection.execute(text(mend))
        connection.execute(text("ALTER TABLE staff_user DROP COLUMN access_from"))  # what a later one adds
    migrate(place.site.db)
    with place.site.db.engine.connect() as connection:
        assert current(connection) == newest()
        found_references = connection.execute(text("SELECT reference FROM case_file")).scalars()
        assert len({reference.lower() for reference in found_references}) == 2


def test_the_command_says_so_without_a_traceback(
    place: Installation, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_cases(place, "A-1", "a-1")
    monkeypatch.setenv("DATABASE_URL", database_url)
    reply = CliRunner().invoke(app, ["migrate"])
    assert reply.exit_code == 1
    assert "differ in capitals only" in reply.output
    assert "Traceback" not in reply.output
