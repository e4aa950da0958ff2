"""Text files and lists written with their stamps: one entry a line, comment lines kept, always the same bytes."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from service.catalogue.findings import Log
from service.catalogue.lists import ListEntry, ListFile, ListGroup, ListStamp
from service.catalogue.loader import Document, Path, parse
from service.catalogue.text_file import read_texts
from service.catalogue.texts import Entry, Texts

PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
#: Line ends to YAML, though not to JSON.
BREAKS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}

Stamp = tuple[str, str | None, str | None]


def text_file(text: str, document: Document, texts: Texts) -> str:
    """The file `text` (read as `document`) with the entries of `texts`."""
    lines = text.splitlines()
    default = _default(texts)
    written = [*_comments(lines, 0, document.lines["entries",]), f"language: {texts.language}"]
    if default:
        written.append(f"default: {{{', '.join(_stamp_parts(default))}}}")
    written.append("entries:")
    last = document.lines["entries",]
    for key, entry in texts.entries.items():
        written += [f"  {line}" for line in _comments(lines, last, document.lines.get(("entries", key), last))]
        written.append(f"  {_key(key)}: {_entry(entry, default, _says_status(document, key))}")
        last = document.ends.get(("entries", key), last)
    written += _comments(lines, last, len(lines) + 1)
    return _verified("\n".join(written) + "\n", document.file, texts)


def list_file(text: str, document: Document, stamps: dict[str, ListStamp]) -> str:
    """The list file `text` with its `stamps` block replaced, or put before the groups or entries."""
    lines = text.splitlines()
    block = ["stamps:"]
    for language, stamp in sorted(stamps.items()):
        parts = [*_stamp_parts((stamp.status.value, stamp.by, stamp.on)), f"source: {quoted(stamp.source or '')}"]
        block.append(f"  {language}: {{{', '.join(parts)}}}")
    old = ("stamps",)
    if old in document.lines:
        lines[document.lines[old] - 1 : document.ends[old]] = block
    else:
        first = min(document.lines[key,] for key in ("groups", "entries") if (key,) in document.lines)
        lines[first - 1 : first - 1] = block
    return "\n".join(lines) + "\n"


def labelled_list(text: str, document: Document, choices: ListFile, language: str, labels: Mapping[str, str]) -> str:
    """The list file `text` with new labels in one language; `labels` by code, or by `group.<id>`."""
    lines = text.splitlines()
    rows: list[tuple[Path, str, ListGroup | ListEntry]] = [
        *((("groups", place), f"group.{group.id}", group) for place, group in enumerate(choices.groups)),
        *((("entries", place), entry.code, entry) for place, entry in enumerate(choices.entries)),
    ]
    for path, key, row in reversed(rows):
        if key in labels:
            label = {**row.label, language: labels[key]}
            first, last = document.lines[path], document.ends[path]
            indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
            lines[first - 1 : last] = [f"{indent}- {_flow(row.model_copy(update={'label': label}))}"]
    return "\n".join(lines) + "\n"


def _flow(row: ListGroup | ListEntry) -> str:
    """A row on one line; JSON is YAML, and every text stays quoted."""
    written: dict[str, Any] = row.model_dump(mode="json", exclude_defaults=True)
    parts = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in written.items()]
    return f"{{{', '.join(parts)}}}"


def quoted(text: str) -> str:
    """The text in double quotes, as both JSON and YAML read it."""
    written = json.dumps(text, ensure_ascii=False)
    for character, escape in BREAKS.items():
        written = written.replace(character, escape)
    return written


def _default(texts: Texts) -> Stamp | None:
    """The stamp that most entries have; the first of them when it's a draw."""
    stamps = Counter(_stamp(entry) for entry in texts.entries.values() if entry.source)
    return stamps.most_common(1)[0][0] if stamps else None


def _stamp(entry: Entry) -> Stamp:
    return entry.status.value, entry.by, entry.on


def _stamp_parts(stamp: Stamp) -> list[str]:
    status, by, on = stamp
    named = {"by": by, "on": on}
    return [f"status: {status}", *(f"{key}: {quoted(value)}" for key, value in named.items() if value)]


def _says_status(document: Document, key: str) -> bool:
    raw = document.value["entries"].get(key)
    return isinstance(raw, dict) and "status" in raw


def _entry(entry: Entry, default: Stamp | None, says_status: bool) -> str:
    parts = [f"source: {quoted(entry.source)}"] if entry.source else []
    own = _stamp(entry)
    if own != default if entry.source else says_status:
        parts += _stamp_parts(own)
    return f"{{{', '.join([*parts, f'text: {quoted(entry.text)}'])}}}" if parts else quoted(entry.text)


def _key(key: str) -> str:
    return key if PLAIN_KEY.fullmatch(key) else quoted(key)


def _comments(lines: list[str], after: int, before: int) -> list[str]:
    """The comment lines between two lines (from 1, both excluded)."""
    return [line.strip() for line in lines[after : before - 1] if line.strip().startswith("#")]


def _verified(text: str, file: str, texts: Texts) -> str:
    """The text, once it reads back as the same entries; nothing else is ever written over an author's work."""
    log = Log()
    document = parse(file, text, log)
    if document is None or read_texts(document, texts.language, log).entries != texts.entries:
        raise RuntimeError(f"{file} would not read back as it was written")
    return text
