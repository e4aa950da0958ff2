"""What a browser has written to its disk: every file, also packed, searched for words that must not be there."""

import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

GZIP = b"\x1f\x8b\x08"
#: How Firefox begins a file that it packs with LZ4: its session, its search engines.
MOZ_LZ4 = b"mozLz40\x00"


def leftovers(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """Which words are in which file, as UTF-8 or UTF-16, plain or packed."""
    patterns = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        content = b"".join(unpacked(path.read_bytes()))
        hits = [word for word, forms in patterns.items() if any(form in content for form in forms)]
        if hits:
            found[str(path.relative_to(folder))] = hits
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes as they lie there, and what is packed among them."""
    yield content
    for match in re.finditer(re.escape(GZIP), content):
        try:
            yield zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[match.start() :])
        except zlib.error:
            continue
    if content.startswith(MOZ_LZ4):
        yield from_lz4(content[len(MOZ_LZ4) + 4 :])


def from_lz4(block: bytes) -> bytes:
    """One LZ4 block unpacked (github.com/lz4/lz4, doc/lz4_Block_format.md)."""
    out, at = bytearray(), 0
    while at < len(block):
        token = block[at]
        literals, at = _length(token >> 4, block, at + 1)
        out += block[at : at + literals]
        at += literals
        if at >= len(block):
            break
        distance = int.from_bytes(block[at : at + 2], "little")
        copied, at = _length(token & 15, block, at + 2)
        for _ in range(copied + 4):
            out.append(out[-distance])
    return bytes(out)


def _length(nibble: int, block: bytes, at: int) -> tuple[int, int]:
    total, more = nibble, nibble == 15
    while more:
        total, more, at = total + block[at], block[at] == 255, at + 1
    return total, at


def kept_tabs(profile: Path) -> list[dict[str, Any]]:
    """The tabs that Firefox has written down for next time or after a crash, open and closed ones, of every file."""
    found = []
    for path in sorted(profile.rglob("*lz4")):
        if "session" in str(path.relative_to(profile)):
            with suppress(FileNotFoundError):  # it is just being replaced
                found += tabs_in(json.loads(from_lz4(path.read_bytes()[len(MOZ_LZ4) + 4 :])))
    return found


def tabs_in(kept: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The open and closed tabs of one such file."""
    for window in [*kept["windows"], *kept.get("_closedWindows", [])]:
        yield from window["tabs"]
        yield from (tab["state"] for tab in window.get("_closedTabs", []))


def rows(database: Path, question: str) -> set[tuple[object, ...]]:
    """The answer of a browser's own database, such as its history; the browser must be closed."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return {*connection.execute(question).fetchall()}
    finally:
        connection.close()
