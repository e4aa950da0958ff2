"""What is in a database, to compare it before and after, or to search it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import text

from service.db import Base, Database


def rows_of(db: Database, table: str) -> list[dict[str, Any]]:
    """All rows of a table as SQL sees them, in a fixed order."""
    with db.engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
    return sorted(found, key=repr)


def everything(db: Database, but: Collection[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """All tables. `but`: tables, or `table.column`s, to leave out."""
    found = {name: rows_of(db, name) for name in Base.metadata.tables if name not in but}
    for entry in but:
        table, _, column = entry.partition(".")
        for row in found.get(table, []):
            row.pop(column, None)
    return found
