"""The migrations make what the models say, one after the other, and what must not change can't."""

import re
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from service.config import ROOT
from service.db import Database
from service.migrate import ALL_TABLES, current, migrate, newest

VERSIONS = ROOT / "migrations" / "versions"


@pytest.fixture
def db(database_url: str) -> Database:
    found = Database(database_url)
    migrate(found)
    return found


def test_they_follow_one_another_by_number() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("0*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    for number, name in enumerate(names, start=1):
        head = (VERSIONS / f"{name}.py").read_text(encoding="utf-8")
        before = f'"{number - 1:04}"' if number > 1 else "None"
        assert re.search(rf'^revision = "{number:04}"$', head, re.M)
        assert re.search(rf"^down_revision = {before}$", head, re.M)
    folder = ScriptDirectory(str(ROOT / "migrations"))
    assert folder.get_heads() == [newest()]


def test_every_table_is_known_without_the_rest_of_the_service() -> None:
    """Imported alone: otherwise a feature's tables are known only when something else brings them in."""
    asked = "import sys, service.migrate; print(*sys.modules)"
    alone = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    features = sorted(path.parent.name for path in (ROOT / "service").glob("*/models.py"))
    assert [name for name in features if f"service.{name}.models" not in alone.stdout.split()] == []


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite tells none; test_references.py looks
def test_an_empty_database_comes_to_what_the_models_say(db: Database) -> None:
    with db.engine.connect() as connection:
        assert current(connection) == newest()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, ALL_TABLES) == []
    db.close()


PROTECTED = (re.compile(r"protect\(op.get_bind\(\), ([^*)]+)\)"), re.compile(r"APPEND_ONLY = \[(.*?)\]", re.DOTALL))


def append_only() -> set[str]:
    """The tables that a migration protects."""
    contents = [path.read_text(encoding="utf-8") for path in VERSIONS.glob("0*.py")]
    lists = [found for content in contents for pattern in PROTECTED for found in pattern.findall(content)]
    return {name for found in lists for name in re.findall(r'"(\w+)"', found)}


def test_every_protected_table_has_its_triggers(db: Database) -> None:
    tables = append_only()
    assert {"answer", "level_proposal", "level_decision", "health_level"} <= tables
    with db.engine.connect() as connection:
        assert tables <= set(inspect(connection).get_table_names())
        if db.is_sqlite:
            rows = connection.execute(text("select tbl_name, name from sqlite_master where type = 'trigger'"))
            expected = {(table, f"{table}_no_{verb}") for table in tables for verb in ("update", "delete")}
        else:
            wanted = "select event_object_table, trigger_name from information_schema.triggers"
            rows = connection.execute(text(wanted))
            expected = {(table, f"{table}_append_only") for table in tables}
        assert expected <= {(row[0], row[1]) for row in rows}
    db.close()
