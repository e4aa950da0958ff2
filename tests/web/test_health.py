"""`/healthz` is 200 with a database in the form that this code needs and something to ask; else 503 and the reason."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

import service.health
import service.migrate
from service.catalogue import Catalogue
from service.config import ROOT, Settings
from service.db import Database
from service.health import OK, database_state
from service.serve import NotReady, ready_site
from tests.support.installation import HOST, Installation


def asked(place: Installation) -> tuple[int, dict[str, str]]:
    reply = TestClient(place.app, base_url=HOST).get("/healthz")
    return reply.status_code, reply.json()


def test_all_is_well(place: Installation) -> None:
    assert asked(place) == (200, {"status": "ok", "database": "ok", "catalogue": "ok"})


def test_a_table_is_gone(place: Installation) -> None:
    with place.site.db.engine.begin() as connection:
        connection.execute(text("DROP TABLE working_copy"))
    status, told = asked(place)
    assert status == 503
    assert told == {"status": "failing", "database": "failing: tables are missing: working_copy", "catalogue": "ok"}


def test_the_database_is_of_an_older_version(place: Installation) -> None:
    with place.site.db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    status, told = asked(place)
    assert status == 503
    assert "klantbeeld migrate" in told["database"]


def test_there_is_nothing_to_ask(place: Installation) -> None:
    place.site.parts[Catalogue] = Catalogue({}, {})
    status, told = asked(place)
    assert (status, told["catalogue"]) == (503, "failing: there are no modules")


def test_the_file_of_the_embedded_database_is_gone(tmp_path: Path) -> None:
    """Whoever has it open could go on reading it, and writing to nowhere."""
    path = tmp_path / "klantbeeld.sqlite3"
    db = Database(f"sqlite:///{path}")
    assert "not there" in database_state(db)
    service.migrate.migrate(db)
    assert database_state(db) == OK
    path.unlink()
    assert "not there" in database_state(db)
    db.close()


def test_no_server_answers_and_no_password_is_told() -> None:
    db = Database("postgresql+psycopg://someone:secret@127.0.0.1:1/nothing")
    assert database_state(db) == "failing: the database does not answer (OperationalError)"
    db.close()


def test_the_newest_revision_is_the_one_that_the_migrations_lead_to() -> None:
    assert service.health.newest() == service.migrate.newest()


@pytest.mark.parametrize(("make", "reason"), [(False, "not there"), (True, "the database is empty")])
def test_nothing_is_served_without_its_tables(tmp_path: Path, make: bool, reason: str) -> None:
    settings = Settings(data=tmp_path, database_url="")
    if make:
        (tmp_path / "klantbeeld.sqlite3").touch()
    with pytest.raises(NotReady, match=reason):
        ready_site(settings)


@pytest.mark.parametrize("command", [["serve"], ["migrate"]])
def test_who_starts_it_on_a_database_that_is_away_reads_a_sentence(tmp_path: Path, command: list[str]) -> None:
    environment = {
        "DATABASE_URL": "postgresql+psycopg://someone:secret@127.0.0.1:1/nothing",
        "KLANTBEELD_DATA": str(tmp_path),
    }
    line = [sys.executable, "-m", "service", *command]
    found = subprocess.run(line, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert found.returncode == 1
    assert "does not answer" in found.stderr
    assert "Traceback" not in found.stderr
    assert "secret" not in found.stderr


def test_nothing_is_served_whose_worked_cases_come_to_something_else(tmp_path: Path) -> None:
    """An acute flag that is raised no more is seen before a client can miss it."""
    copy = tmp_path / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", copy)
    scoring = copy / "trauma" / "1.0.0" / "scoring.yaml"
    text = scoring.read_text("utf-8")
    assert '["month", "today"]' in text
    scoring.write_text(text.replace('["month", "today"]', '["today"]'), "utf-8")
    with pytest.raises(NotReady, match="tr_safety"):
        ready_site(Settings(data=tmp_path, database_url="", questionnaires=copy))
