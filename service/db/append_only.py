"""Triggers that refuse to change or remove rows of a table, for use in migrations."""

from sqlalchemy import Connection

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def protect(connection: Connection, *tables: str) -> None:
    """Make these tables append-only on the database of `connection`."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
        return
    connection.exec_driver_sql(POSTGRESQL_FUNCTION)
    for table in tables:
        connection.exec_driver_sql(POSTGRESQL.format(table=table))
