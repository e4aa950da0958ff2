"""What was read of a folder, kept until it changes: a page at the kiosk asks for ten sounds and can't read them all."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from service.audio.index import IndexDamaged, Recording, read_index

T = TypeVar("T")
log = structlog.get_logger()
#: A change may follow another within the grain of the file system's clock: what has just changed is read again.
GRAIN_NS = 2_000_000_000


class Seen(Generic[T]):
    """Folder to what `read` made of it; `nothing` where there is no such folder."""

    def __init__(self, read: Callable[[Path], T], nothing: T) -> None:
        self._read, self._nothing = read, nothing
        self._kept: dict[Path, tuple[tuple[int, int], T]] = {}

    def get(self, folder: Path, witness: Path) -> T:
        """What is in the folder; `witness` is the file or folder whose time of change tells of a change."""
        try:
            found = witness.stat()
        except OSError:
            return self._nothing
        mark = found.st_mtime_ns, found.st_ino
        kept = self._kept.get(folder)
        if kept and kept[0] == mark:
            return kept[1]
        value = self._read(folder)
        if time.time_ns() - found.st_mtime_ns > GRAIN_NS:
            self._kept[folder] = mark, value
        return value


def readable_index(folder: Path) -> dict[str, Recording]:
    """The index; a damaged one counts as empty, since a client's page must not fail over it, and is told to the log."""
    try:
        return read_index(folder)
    except IndexDamaged:
        log.error("index_damaged", folder=str(folder))
        return {}


def names_in(folder: Path) -> frozenset[str]:
    """The names of the sound files in a folder."""
    return frozenset(path.name for path in folder.glob("*.ogg"))
