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

Path = tuple[str | int, ...]
MAX_DEPTH = 20
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?\d{1,18}")
FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")
TAB = re.compile(r"[ ]*\t")
ADVICE = {
    "mapping values are not allowed here": "Put quotes around a text that has a colon in it, and check the indent.",
    "found unexpected end of stream": "A quote was opened and not closed; close it.",
    "while parsing a flow sequence": "Close the list with ].",
    "while parsing a flow mapping": "Close the block with }, and put quotes around texts with a comma.",
    "while parsing a block mapping": "Keep the keys of one block at the same indent, each with a colon and a space.",
    "cannot start any token": "Put quotes around a text that starts with a special character.",
}


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


class _Refused(Exception):
    """Reading stops here: the rule's kind, the line, what was found, how to mend it."""

    def __init__(self, kind: str, line: int | None, found: str, mend: str | None = None) -> None:
        super().__init__(kind)
        self.kind, self.line, self.found, self.mend = kind, line, found, mend


def parse(file: str, text: str, log: Log) -> Document | None:
    """The document in `text`, or None when it can't be read; `file` is only for the findings, which go to `log`."""
    document, findings = _parsed(file, text)
    log.findings += findings
    return document


@lru_cache(maxsize=512)
def _parsed(file: str, text: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Kept, because one process reads the same files again and again; nobody may change a document's value."""
    log = Log()
    document = Document(file, None)
    try:
        value = _Builder(text, document, log).build()
    except _Refused as refused:
        log.add(refused.kind, file, refused.line, "the file", refused.found, refused.mend)
        return None, tuple(log.findings)
    return Document(file, value, document.lines, document.ends), tuple(log.findings)


class _Builder:
    def __init__(self, text: str, document: Document, log: Log) -> None:
        self.events = _events(text)
        self.document = document
        self.log = log

    def build(self) -> Any:
        next(self.events)
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            raise _Refused("empty", None, "a file without content")
        if start.version or start.tags:
            raise _Refused("documents", 1, "a directive that starts with %")
        value = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if isinstance(after, DocumentStartEvent):
            raise _Refused("documents", after.start_mark.line + 1, "a second document")
        return value

    def value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        _refuse_references(event, line)
        self.document.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise _Refused("depth", line, f"more than {MAX_DEPTH} levels")
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
            line = event.start_mark.line + 1
            _refuse_references(event, line)
            if not isinstance(event, ScalarEvent) or not event.value:
                raise _Refused("key_text", line, "a list, a block or nothing as a key")
            if event.value == "<<":
                raise _Refused("anchor", line, "the merge key <<")
            self._entry(values, event.value, path, line)
        self._end(path, event)
        return values

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
        raise _broken(error, text) from None
    except (ValueError, IndexError, AttributeError, AssertionError, TypeError, RecursionError):
        raise _Refused("yaml", None, "content that can't be read") from None


def _broken(error: YAMLError, text: str) -> _Refused:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    number = min(mark.line, len(lines) - 1) if mark else None
    if number is not None and TAB.match(lines[number]):
        return _Refused("tab", number + 1, "a tab at the start of the line")
    if mark is None:
        return _Refused(
            "text_characters", None, "a control character", "Remove it; an editor can show such characters."
        )
    words = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    mend = next((advice for words_of, advice in ADVICE.items() if words_of in words), None)
    return _Refused("yaml", (number or 0) + 1, lines[number or 0].strip() or "the end of the file", mend)


def _refuse_references(event: Any, line: int) -> None:
    if isinstance(event, AliasEvent) or event.anchor:
        raise _Refused("anchor", line, f"an anchor or alias, {event.anchor}")
    if getattr(event, "tag", None):
        raise _Refused("anchor", line, f"a tag, {event.tag}")


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
