"""Values against a frozen model; what doesn't fit becomes findings in plain words, all of them at once."""

import copy
import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scoring.conditions import kind_of
from service.catalogue.findings import Log
from service.catalogue.loader import Document, Path
from service.catalogue.paths import at, keys_at, path_of, where
from service.catalogue.problems import own

M = TypeVar("M", bound=BaseModel)
SOURCES = frozenset({"reference", "source"})
STAND_INS: dict[str, Any] = dict.fromkeys(("reference", "source", "intent"), "to be written") | {
    "minutes": 1,
    "date": "2000",
}
TOGETHER = "{first} and {key} can't stand together. Remove one, or write two conditions under `all:` or `any:`."
ARTICLES = {dict: "a block of keys", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}

#: Error type to (rule, what to write instead).
Words = Callable[[Mapping[str, Any]], tuple[str, str | None]]


def _allowed(context: Mapping[str, Any]) -> tuple[str, str | None]:
    return "choice", f"Choose one of: {context.get('expected', '')}.".replace("'", "").replace(" or ", ", ")


def _limit(words: str, key: str) -> Words:
    return lambda context: ("range", f"Write a number {words} {context.get(key):.15g}.")


def _fixed(kind: str, mend: str | None = None) -> Words:
    return lambda _context: (kind, mend)


WORDS: dict[str, Words] = {
    "string_type": _fixed("text_quotes"),
    "string_pattern_mismatch": _fixed(
        "form",
        "Ids: lower-case letters, digits and _, starting with a letter, at most 40. Codes: letters, digits, _ . -. "
        "Versions: three numbers like 1.0.0. Dates: 2026, 2026-11 or 2026-11-22.",
    ),
    "string_too_short": _fixed("too_short"),
    "too_short": _fixed("too_short", "Write at least one."),
    "enum": _allowed,
    "literal_error": _allowed,
    "greater_than_equal": _limit("of at least", "ge"),
    "less_than_equal": _limit("of at most", "le"),
    "greater_than": _limit("above", "gt"),
    "less_than": _limit("below", "lt"),
    "union_tag_not_found": _fixed("condition"),
    "union_tag_invalid": _fixed("condition"),
    "bool_type": _fixed("shape", "Write true or false."),
    "bool_parsing": _fixed("shape", "Write true or false."),
    "int_type": _fixed("shape", "Write a whole number."),
    "int_parsing": _fixed("shape", "Write a whole number."),
    "int_from_float": _fixed("shape", "Write a whole number."),
    "float_type": _fixed("shape", "Write a number."),
    "float_parsing": _fixed("shape", "Write a number."),
    "tuple_type": _fixed("shape", "Write a list, like [a, b]."),
    "list_type": _fixed("shape", "Write a list, like [a, b]."),
    "dict_type": _fixed("shape", "Write a block of keys, like {key: value}."),
    "model_type": _fixed("shape", "Write a block of keys, like {key: value}."),
    "model_attributes_type": _fixed("shape", "Write a block of keys, like {key: value}."),
}


def read(model: type[M], document: Document, log: Log) -> M | None:
    """The document as `model`, or None with a finding for each thing that doesn't fit."""
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        problems = own(error)
        seen: set[tuple[Path, str]] = set()
        for problem in problems:
            path = path_of(document.value, problem["loc"])
            place = (path, str(problem["loc"][-1]) if problem["type"] == "missing" else "")
            if place not in seen:
                seen.add(place)
                _note(model, document, path, problem, log)
        return _repaired(model, document.value, problems)


def _repaired(model: type[M], value: Any, problems: list[ErrorDetails]) -> M | None:
    """The model without the findings' small faults, so that one run can look further; None when it takes more."""
    repaired = copy.deepcopy(value)
    for problem in problems:
        path = path_of(value, problem["loc"])
        inner = at(repaired, path[:-1] if problem["type"] != "missing" else path)
        name = str(problem["loc"][-1])
        if not isinstance(inner, dict):
            return None
        if problem["type"] == "extra_forbidden":
            inner.pop(name, None)
        elif name in STAND_INS:
            inner[name] = STAND_INS[name]
    try:
        return model.model_validate(repaired)
    except ValidationError:
        return None


def _note(model: type[BaseModel], document: Document, path: Path, problem: ErrorDetails, log: Log) -> None:
    line, place = document.line(*path), where(document.value, path)
    key = str(path[-1]) if path else ""
    if problem["type"] == "extra_forbidden":
        kind, found, mend = _extra(model, document, path, log)
        log.add(kind, document.file, line, place, found, mend)
    elif problem["type"] == "missing":
        name = str(problem["loc"][-1])
        kind = "source_missing" if name in SOURCES else "key_missing"
        log.add(kind, document.file, line, place, f"no key {name}", f"Add `{name}:`.")
    else:
        kind, mend = WORDS.get(problem["type"], _fixed("shape"))(problem.get("ctx", {}))
        kind = "source_missing" if kind == "too_short" and key in SOURCES else kind
        log.add(kind, document.file, line, place, f"{key}: {described(at(document.value, path))}", mend)


def _extra(model: type[BaseModel], document: Document, path: Path, log: Log) -> tuple[str, str, str | None]:
    """An unknown key; or one that is known, though not beside the one that says which condition it is."""
    key, known = str(path[-1]), keys_at(model, path[:-1])
    first = kind_of(at(document.value, path[:-1]))
    if first and key in known:
        return "condition", f"{first} and {key} in one condition", TOGETHER.format(first=first, key=key)
    close = suggestion(key, known - {key}) if log.suggests(document.file) else None
    return "key_unknown", key, f"Did you mean {close}?" if close else None


def described(value: object) -> str:
    """A found value as an author would write it."""
    if isinstance(value, dict | list) or value is None:
        return ARTICLES[type(value)]
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def suggestion(word: str, known: Iterator[str] | list[str] | tuple[str, ...] | set[str]) -> str | None:
    """The known word that looks most like `word`, if any does."""
    return next(iter(difflib.get_close_matches(word, sorted(known), 1, 0.6)), None)
