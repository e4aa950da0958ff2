"""A text file read: entries as plain strings or with their status, and what any text must be."""

import re
from typing import Any

from service.catalogue.findings import Log
from service.catalogue.loader import Document
from service.catalogue.schema import described, suggestion
from service.catalogue.text_keys import max_length
from service.catalogue.texts import Entry, Status, Texts
from service.catalogue.wording import faults, is_blank

TOP = {"language", "default", "entries"}
STAMP = {"status", "by", "on"}
FULL = {"text", "source", *STAMP}
SOURCE = re.compile(r"[0-9a-f]{8}")


def read_texts(document: Document, language: str, log: Log, passages: frozenset[str] = frozenset()) -> Texts:
    """The texts of a file. Every problem is a finding; an entry that can't be used is left out."""
    value = document.value
    _unknown(document, (), set(value), TOP, log)
    if value.get("language") != language:
        found = described(value.get("language"))
        log.add("language_name", document.file, document.line("language"), "language", found, f"Write {language}.")
    default = _block(document, "default", log)
    _unknown(document, ("default",), set(default), STAMP, log)
    _status(document, ("default",), default, log)
    entries = {}
    for key, raw in _block(document, "entries", log).items():
        entry = _entry(document, key, raw, default, log)
        if entry is not None:
            entries[key] = entry
            _wording(document, key, entry.text, max_length(key, passages), log)
    return Texts(language, entries)


def _block(document: Document, key: str, log: Log) -> dict[str, Any]:
    value = document.value.get(key)
    if isinstance(value, dict):
        return value
    if value is not None or key == "entries":
        log.add("shape", document.file, document.line(key), key, described(value), f"Write `{key}:` and keys under it.")
    return {}


def _unknown(document: Document, path: tuple[str, ...], keys: set[str], known: set[str], log: Log) -> None:
    for key in sorted(keys - known):
        close = suggestion(key, known) if log.suggests(document.file) else None
        mend = f"Did you mean {close}?" if close else None
        log.add("key_unknown", document.file, document.line(*path, key), " ".join((*path, key)), key, mend)


def _entry(document: Document, key: str, raw: object, default: dict[str, Any], log: Log) -> Entry | None:
    line = document.line("entries", key)
    if isinstance(raw, str):
        return Entry(raw)
    if raw is None:
        log.add("text_empty", document.file, line, key, "no text")
        return None
    if not isinstance(raw, dict):
        log.add("text_quotes", document.file, line, key, described(raw))
        return None
    _unknown(document, ("entries", key), set(raw), FULL, log)
    text = raw.get("text")
    if not isinstance(text, str):
        log.add("text_empty" if text is None else "text_quotes", document.file, line, key, described(text))
        return None
    stamp = raw if "status" in raw else default if raw.get("source") else {}
    status = _status(document, ("entries", key), raw, log) if stamp is raw else _known(default.get("status"))
    return Entry(
        text, status if stamp else Status.DRAFT, _source(document, key, raw, log), stamp.get("by"), stamp.get("on")
    )


def _source(document: Document, key: str, raw: dict[str, Any], log: Log) -> str | None:
    source = raw.get("source")
    if source is None or (isinstance(source, str) and SOURCE.fullmatch(source)):
        return source
    line = document.line("entries", key, "source")
    log.add("form", document.file, line, key, described(source), "Remove `source:` and let the stamp tool write it.")
    return None


def _known(status: object) -> Status:
    return next((known for known in Status if known == status), Status.DRAFT)


def _status(document: Document, path: tuple[str, ...], raw: dict[str, Any], log: Log) -> Status:
    for key in ("by", "on"):
        if not isinstance(raw.get(key, ""), str):
            line = document.line(*path, key)
            log.add("text_quotes", document.file, line, " ".join((*path, key)), described(raw[key]))
    status = raw.get("status", Status.DRAFT)
    if status not in list(Status):
        log.add("status", document.file, document.line(*path, "status"), " ".join(path), described(status))
    return _known(status)


def _wording(document: Document, key: str, text: str, longest: int, log: Log) -> None:
    line = document.line("entries", key)
    if is_blank(text):
        log.add("text_empty", document.file, line, key, "an empty text")
    if len(text) > longest:
        log.add("text_long", document.file, line, key, f"{len(text)} characters", f"Use at most {longest} characters.")
    for kind, found in faults(text):
        log.add(kind, document.file, line, key, found)
