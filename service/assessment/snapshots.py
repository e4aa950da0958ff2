"""The modules as they were when a sitting was started, by the hash that the sitting pins."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.catalogue.models import Snapshot
from service.catalogue.module import Module
from service.catalogue.snapshots import thaw
from service.errors import NotFound

#: Thawed modules by hash. A hash never changes its meaning; the number is bounded by the versions in use.
_KNOWN: dict[str, Module] = {}


def pinned_module(session: Session, digest: str) -> Module:
    """The module with this hash, read from the database at most once per process; NotFound for an unknown hash."""
    if digest not in _KNOWN:
        copy = session.scalar(select(Snapshot.content).where(Snapshot.hash == digest))
        if copy is None:
            raise NotFound(f"no snapshot {digest}")
        _KNOWN[digest] = thaw(copy)
    return _KNOWN[digest]
