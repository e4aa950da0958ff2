"""Bring the database to the newest form. Safe to start from several processes at once."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import service.accounts.models
import service.assessment.models
import service.audit.models
import service.cases.models
import service.catalogue.models
import service.groups.models
import service.jobs.models
import service.kiosk.models
import service.reports.models
import service.review.models
import service.vault.models  # noqa: F401 - importing a models module makes its tables known
from service.config import ROOT
from service.db import Base, Database
from service.errors import KlantbeeldError

ALL_TABLES = Base.metadata
ONE_AT_A_TIME = 7_305_801


class NotMigrated(KlantbeeldError):
    """The database holds what its newest form forbids; the message says what to do, and nothing was changed."""


def migrate_at(url: str) -> None:
    """Bring the database at this address to the newest form."""
    db = Database(url)
    try:
        migrate(db)
    finally:
        db.close()


def migrate(db: Database) -> None:
    """Run what is missing, in one transaction; a second process waits for the first."""
    with db.engine.begin() as connection:
        if not db.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        if current(connection) != newest():
            command.upgrade(_config(connection), "head")


def current(connection: Connection) -> str | None:
    """The revision the database is at, None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision this code expects."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config
