"""Reliability R2: every connection that can write is set to survive a power cut."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from service.db import Database
from service.db.engine import assert_durable
from tests.support.loop import run

POOLED = 18
DURABLE: dict[str, dict[str, object]] = {
    "sqlite": {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1},
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}
QUESTIONS = {"sqlite": "PRAGMA {}", "postgresql": "SHOW {}"}


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    db = Database(database_url)
    yield db
    db.close()


def settings_of(connection: Connection) -> dict[str, object]:
    """As the driver's own connection has them, so that eighteen can be asked without eighteen transactions."""
    kind = connection.dialect.name
    driver = connection.connection.dbapi_connection
    return {name: asked(driver, QUESTIONS[kind].format(name)) for name in DURABLE[kind]}


def asked(driver: Any, question: str) -> object:
    cursor = driver.cursor()
    cursor.execute(question)
    return cursor.fetchone()[0]


def test_every_pooled_connection_is_durable(db: Database) -> None:
    connections = [db.engine.connect() for _ in range(POOLED)]
    found = [settings_of(connection) for connection in connections]
    different = {id(connection.connection.dbapi_connection) for connection in connections}
    for connection in connections:
        connection.close()

    assert len(different) == POOLED
    assert found == [DURABLE[db.engine.dialect.name]] * POOLED


def test_reading_writing_and_the_kiosks_writer_are_all_durable(db: Database) -> None:
    with db.write() as session:
        written = settings_of(session.connection())
    with db.read() as session:
        read = settings_of(session.connection())
    submitted, fetched = run(db.submit(settings_of)), run(db.submit(settings_of))

    assert [written, read, submitted, fetched] == [DURABLE[db.engine.dialect.name]] * 4


@pytest.mark.parametrize(("name", "value"), [("synchronous", "NORMAL"), ("foreign_keys", "OFF")])
def test_a_connection_that_is_not_durable_is_refused(tmp_path: Path, name: str, value: str) -> None:
    connection = sqlite3.connect(tmp_path / "other.sqlite3")
    for pragma, durable in (("synchronous", "FULL"), ("foreign_keys", "ON")):
        connection.execute(f"PRAGMA {pragma} = {value if pragma == name else durable}")

    with pytest.raises(RuntimeError, match="SQLite refused its settings"):
        assert_durable(connection)
    connection.close()
