"""The modules a sitting was started with: from the running catalogue, or from the stored snapshot of a used version."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from service.catalogue.catalogue import Catalogue
from service.catalogue.models import Snapshot
from service.catalogue.module import Module
from service.catalogue.snapshots import freeze, thaw


class PinnedModules:
    """Modules by hash. A hash never changes its meaning, so each is read from the database at most once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_hash = {module.hash: module for module in catalogue.modules.values()}

    def get(self, connection: Connection, digest: str) -> Module:
        """The module with this hash; KeyError when no sitting ever used it."""
        if digest not in self._by_hash:
            copy = connection.execute(select(Snapshot.content).where(Snapshot.hash == digest)).scalar_one_or_none()
            if copy is None:
                raise KeyError(digest)
            self._by_hash[digest] = thaw(copy)
        return self._by_hash[digest]


def keep_snapshot(connection: Connection, module: Module, now: datetime) -> str:
    """Store the module as it is asked now, unless it is there already. Returns its hash."""
    digest, copy = freeze(module)
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {"hash": digest, "slug": module.slug, "version": module.version, "content": copy, "first_used_at": now}
    connection.execute(insert(Snapshot).values(row).on_conflict_do_nothing())
    return digest
