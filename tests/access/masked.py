"""What a colleague gets, without what differs by chance alone: ids, tokens, seals."""

import io
import re
from collections.abc import Sequence
from functools import lru_cache

from pypdf import PdfReader

MASKS = (
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), b"<id>"),
    (re.compile(rb"[0-9a-f]{12}@example.org"), b"<mail>"),
    (re.compile(rb'name="csrf" value="[0-9a-f]+"'), b"<token>"),
    (re.compile(rb'"(seal|sha256)": ?"[0-9a-f]+"'), b"<hash>"),
    (re.compile(rb"<(td|code|span)([^>]*)>[0-9a-f]{8,64}</"), b"<hash>"),
)
LENGTH = re.compile(rb"content-length: \d+")


def head(raw: Sequence[tuple[bytes, bytes]]) -> bytes:
    return b"\n".join(b": ".join(pair) for pair in raw) + b"\n\n"


def body(content: bytes) -> bytes:
    """The bytes; of a PDF its words and embedded files, since its own id differs by chance."""
    return inside_pdf(content) if content.startswith(b"%PDF") else content


@lru_cache(maxsize=64)
def inside_pdf(content: bytes) -> bytes:
    """Worked out once for the same bytes, which several people get."""
    reader = PdfReader(io.BytesIO(content))
    words = [page.extract_text().encode() for page in reader.pages]
    return b"\n".join([*words, *(data for files in reader.attachments.values() for data in files)])


def mask(content: bytes) -> bytes:
    for pattern, word in MASKS:
        content = pattern.sub(word, content)
    return content


def sorted_rows(content: bytes) -> bytes:
    """The log with its lines in a fixed order: those of one moment come by their random ids.

    Each line once: reading makes the log longer, so that the end of a page is read again at the start of the next.
    """
    first, *rest = content.split(b"<tr>")
    rows = [row.partition(b"</tr>") for row in rest]
    return first + b"<tr>".join(sorted({row for row, _, _ in rows})) + b"".join(end for _, _, end in rows)
