"""Databases for tests: a migrated SQLite file and a real PostgreSQL, each test in a database of its own."""

import os
import shutil
import uuid
from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import pytest

from service.db import Database
from service.migrate import migrate
from tests.support.memory import empty, use_memory
from tests.support.postgres import on_database, run_on, running

FAILED = pytest.StashKey[bool]()
# A busy machine takes long for an example: that is no fault of what is tested.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")
#: Marks of tests that take long.
LONG = ("browser", "pdf", "slow")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    use_memory()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests first, so that the processes of a run end together: short ones fill what is left."""
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own, emptied after it unless it failed."""
    yield tmp_path
    if not request.node.stash.get(FAILED, False):
        empty(tmp_path)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    db = Database(f"sqlite:///{path}")
    migrate(db)
    db.close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running PostgreSQL: `TEST_DATABASE_URL`, or one started for this run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated, empty PostgreSQL database to copy."""
    name = f"template_{uuid.uuid4().hex[:8]}"
    run_on(postgres_server, f"CREATE DATABASE {name}")
    db = Database(on_database(postgres_server, name))
    migrate(db)
    db.close()
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "klantbeeld.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    name = f"test_{uuid.uuid4().hex[:12]}"
    run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield on_database(server, name)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


class Clock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def forward(self, **by: float) -> None:
        """Move it, e.g. `clock.forward(minutes=5)`."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """A fresh clock."""
    return Clock()
