"""The database: one code path for SQLite and PostgreSQL."""

from service.db.base import Base, UtcDateTime, new_id
from service.db.database import Database
from service.db.events import Event, Handlers, emit

__all__ = ["Base", "Database", "Event", "Handlers", "UtcDateTime", "emit", "new_id"]
