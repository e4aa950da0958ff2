"""The database: one code path for SQLite and PostgreSQL."""

from service.db.base import Base, UtcDateTime, new_id
from service.db.database import Database
from service.db.events import Event, Handlers, emit
from service.db.writer import Done

__all__ = ["Base", "Database", "Done", "Event", "Handlers", "UtcDateTime", "emit", "new_id"]
