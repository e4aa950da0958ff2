"""Engines, and the settings that make a commit durable on each database."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
)


def make_engine(url: str) -> Engine:
    """An engine whose every connection is durable: SQLite WAL + FULL, PostgreSQL synchronous_commit=on."""
    return _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, pool_size=8, max_overflow=40, hide_parameters=True, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, so that a write takes its lock at once
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    assert_durable(connection)


def assert_durable(connection: sqlite3.Connection) -> None:
    """Refuse a connection that would not survive a power cut or would ignore foreign keys."""
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")]
    if found != [2, 1]:
        raise RuntimeError(f"SQLite refused its settings: synchronous, foreign_keys are {found}, wanted [2, 1]")


def _begin_sqlite(connection: Any) -> None:
    mode = "DEFERRED" if connection.get_execution_options().get("reading") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _postgresql(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=8,
        max_overflow=12,
        pool_pre_ping=False,
        hide_parameters=True,  # an error's message must not hold an answer or a name
        connect_args={"options": "-c synchronous_commit=on -c timezone=UTC", "connect_timeout": 5},
    )
