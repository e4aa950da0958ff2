"""YAML text to plain values with line numbers: the only place that knows the YAML library.

Deliberately a small part of YAML 1.2: no anchors, aliases, merge keys, tags, directives or second documents, a depth
cap, and text unless it plainly is a number, true, false or null. Values are built from the parser's events, so that
nothing is ever expanded or constructed.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from service.catalogue.findings import Finding, Log
from service.catalogue.refusals import Refused, Unreadable, hidden_line_ends, refused

Path = tuple[str | int, ...]
MAX_DEPTH = 20
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?\d{1,18}")
FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


@dataclass(frozen=True)
class Document:
    """A file's content: `value` of dicts, lists, text and numbers; the lines (from 1) where paths start and end."""

    file: str
    value: Any
    lines: dict[Path, int] = field(default_factory=dict)
    ends: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int | None:
        """The line of a path, or of the nearest block around it that has one."""
        around = (path[:length] for length in range(len(path), -1, -1))
        return next((self.lines[block] for block in around if block in self.lines), None)


def parse(file: str, text: str, log: Log) -> Document | None:
    """The document in `text`, or None when it can't be read; `file` is only for the findings, which go to `log`."""
    document, findings = _parsed(file, text)
    log.findings += findings
    return document


@lru_cache(maxsize=512)
def _parsed(file: str, text: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Kept, because one process reads the same files again and again; nobody may change a document's value."""
    log = Log()
    builder = _Builder(text, Document(file, None), log)
    try:
        value = builder.build()
    except Refused as stopped:
        builder.reasons += stopped.reasons
    for reason in builder.reasons:
        log.add(reason.kind, file, reason.line, "the file", reason.found, reason.mend)
    if builder.reasons:
        return None, tuple(log.findings)
    return Document(file, value, builder.document.lines, builder.document.ends), tuple(log.findings)


class _Builder:
    """`reasons`: why the file can't be used, although it could be read on to its end."""

    def __init__(self, text: str, document: Document, log: Log) -> None:
        self.reasons: list[Unreadable] = []
        self.text = text
        self.events = _events(text)
        self.document = document
        self.log = log

    def build(self) -> Any:
        if ends := hidden_line_ends(self.text):
            raise Refused(*ends)
        next(self.events)
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            raise Refused(Unreadable("empty", None, "a file without content"))
        if start.version or start.tags:
            self._refuse("documents", 1, "a directive that starts with %")
        value = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if isinstance(after, DocumentStartEvent):
            self._refuse("documents", after.start_mark.line + 1, "a second document")
        return value

    def value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self._note_references(event, line)
        self.document.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise Refused(Unreadable("depth", line, f"more than {MAX_DEPTH} levels"))
        if isinstance(event, AliasEvent):
            return None
        build = {MappingStartEvent: self.mapping, SequenceStartEvent: self.sequence, ScalarEvent: self.scalar}
        return build[type(event)](event, path)

    def scalar(self, event: Any, path: Path) -> Any:
        last = event.end_mark.line + 1
        self.document.ends[path] = last if event.end_mark.column else max(last - 1, event.start_mark.line + 1)
        return _resolve(event.value) if event.implicit[0] else event.value

    def sequence(self, _event: Any, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        self._end(path, event)
        return values

    def mapping(self, _event: Any, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if self._is_key(event, path):
                self._entry(values, event.value, path, event.start_mark.line + 1)
            else:
                self.value(next(self.events), (*path, "?"))
        self._end(path, event)
        return values

    def _is_key(self, event: Any, path: Path) -> bool:
        """Whether the value behind it can be kept under this key; what is no key is read to its end."""
        line = event.start_mark.line + 1
        self.value(event, (*path, "?"))
        if isinstance(event, AliasEvent):
            return False
        if not isinstance(event, ScalarEvent) or not event.value:
            self._refuse("key_text", line, "a list, a block or nothing as a key")
            return False
        if event.value == "<<":
            self._refuse("anchor", line, "the merge key <<")
            return False
        return True

    def _note_references(self, event: Any, line: int) -> None:
        if isinstance(event, AliasEvent) or event.anchor:
            self._refuse("anchor", line, f"an anchor or alias, {event.anchor}")
        if getattr(event, "tag", None):
            self._refuse("anchor", line, f"a tag, {event.tag.replace('tag:yaml.org,2002:', '!!')}")

    def _refuse(self, kind: str, line: int, found: str) -> None:
        self.reasons.append(Unreadable(kind, line, found))

    def _entry(self, values: dict[str, Any], key: str, path: Path, line: int) -> None:
        if key in values:
            first = self.document.lines[*path, key]
            self.log.add("key_duplicate", self.document.file, line, key, f"{key}, which is on line {first} already")
            self.value(next(self.events), (*path, key))
            return
        self.document.lines[*path, key] = line
        values[key] = self.value(next(self.events), (*path, key))

    def _end(self, path: Path, event: Any) -> None:
        last = event.end_mark.line + 1
        self.document.ends[path] = last if event.end_mark.column else max(self.document.lines[path], last - 1)


def _events(text: str) -> Iterator[Any]:
    """The parser's events; whatever the library throws at a broken file becomes one refusal."""
    try:
        yield from YAML(typ="safe", pure=False).parse(text)  # the C parser: twenty times as fast
    except YAMLError as error:
        raise refused(error, text) from None
    except (ValueError, IndexError, AttributeError, AssertionError, TypeError, RecursionError):
        raise Refused(Unreadable("yaml", None, "content that can't be read")) from None


def _resolve(plain: str) -> Any:
    """A value without quotes: null, true, false, a number, else text."""
    if plain in NULLS:
        return None
    if plain in BOOLEANS:
        return BOOLEANS[plain]
    if INTEGER.fullmatch(plain):
        return int(plain)
    if FLOAT.fullmatch(plain) and math.isfinite(float(plain)):
        return float(plain)
    return plain
