"""A folder or a ZIP of recordings made elsewhere, read without trust: what plays tricks is refused.

A ZIP is never written to disk: each entry is read into memory, up to a limit that no declared size can lift.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from service.studio.takes import MOST_BYTES

#: What one bundle may hold: entries, bytes of all entries together, and how far an entry may be packed.
MOST_ENTRIES, MOST_TOGETHER, MOST_PACKED = 5000, 2 * 1024**3, 200
#: What computers leave behind beside files of sound, and what our own export has; passed over.
PASSED_OVER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini", "README.txt"))


class BundleRefused(ValueError):
    """It can't be read at all, or plays tricks. The message says what was found and how to mend it."""


@dataclass(frozen=True)
class Piece:
    """One file of a bundle. `read`: its bytes, at most one more than a recording may have."""

    name: str
    read: Callable[[], bytes]


@contextmanager
def opened_bundle(path: Path) -> Iterator[tuple[Piece, ...]]:
    """The files in it, in order. Raises `BundleRefused`."""
    if path.is_dir():
        yield tuple(_folder(path))
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield tuple(_entries(archive))
    except (OSError, zipfile.BadZipFile, RuntimeError) as problem:
        raise BundleRefused(f"{path}: can't be read ({problem}). Give a folder or a ZIP of recordings.") from None


def is_passed_over(name: str) -> bool:
    """Whether it is nothing that a person has recorded."""
    parts = PurePosixPath(name).parts
    return parts[-1] in PASSED_OVER or "__MACOSX" in parts


def _folder(path: Path) -> Iterator[Piece]:
    for count, file in enumerate(sorted(path.rglob("*"))):
        name = file.relative_to(path).as_posix()
        if count >= MOST_ENTRIES:
            raise BundleRefused(f"{path}: more than {MOST_ENTRIES} files. Give the folder of the recordings alone.")
        if file.is_symlink():
            raise BundleRefused(f"{name}: a link to another place. Put the file itself there.")
        if file.is_file() and not is_passed_over(name):
            yield Piece(name, lambda file=file: _first(file))  # type: ignore[misc]


def _first(file: Path) -> bytes:
    with file.open("rb") as content:
        return content.read(MOST_BYTES + 1)


def _entries(archive: zipfile.ZipFile) -> Iterator[Piece]:
    rows = archive.infolist()
    if len(rows) > MOST_ENTRIES or sum(row.file_size for row in rows) > MOST_TOGETHER:
        raise BundleRefused(f"more than {MOST_ENTRIES} files or 2 GB in one ZIP. Make several of it.")
    if len({row.filename for row in rows}) < len(rows):
        raise BundleRefused("a file is in the ZIP twice under one name. Pack it anew.")
    for row in rows:
        _honest(row)
        if not row.is_dir() and not is_passed_over(row.filename):
            yield Piece(row.filename, lambda row=row: _unpacked(archive, row))  # type: ignore[misc]


def _honest(row: zipfile.ZipInfo) -> None:
    """Raises `BundleRefused` for a name that leads out, a link, a lock, or far too much in far too little."""
    name, parts = row.filename, PurePosixPath(row.filename).parts
    if not parts or name.startswith("/") or "\\" in row.orig_filename or ":" in name or ".." in parts or "\0" in name:
        raise BundleRefused(f"{name!r}: a name that leads out of the ZIP. Pack it anew from inside the folder.")
    mode = row.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BundleRefused(f"{name}: a link or no plain file. Pack the file itself.")
    if row.flag_bits & 0x1:
        raise BundleRefused(f"{name}: locked with a password. Pack it without one.")
    if row.file_size > MOST_PACKED * max(row.compress_size, 1):
        raise BundleRefused(f"{name}: {row.file_size} bytes out of {row.compress_size}. No sound packs so far.")


def _unpacked(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(row) as content:
            return content.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as problem:
        raise BundleRefused(f"{row.filename}: can't be unpacked ({problem}). Pack it anew.") from None
