"""A file with faults read as far as it goes: the faulty parts are cut out, and it is kept which they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service.catalogue import schema
from service.catalogue.findings import Log
from service.catalogue.folder import SLUG
from service.catalogue.loader import Document, Path
from service.catalogue.paths import keys_at, path_of
from service.catalogue.problems import own

M = TypeVar("M", bound=BaseModel)
#: What stands for a compulsory key that can't be read, so that its block can be looked at for the rest: at the top ...
AT_THE_TOP: dict[str, Any] = {"kind": "personal", "slug": "unread", "version": "0.0.0", "order": 1}
#: ... and in an entry.
IN_ENTRIES: dict[str, Any] = {"type": "gap", "method": "sum"}
#: Blocks whose entries go by the key they stand under; the entries of all others by their `id`.
KEYED = frozenset({"answer_scales", "answer_pictures", "keys", "difficulties", "accepted"})
#: A fault may show only when the one around it is gone: so often is looked at most.
ROUNDS = 40
WHOLE = ""


@dataclass(frozen=True)
class Hole:
    """A part that could not be read: the top-level key, the id of the entry there if it has one, and the entry's key.

    `key` is WHOLE when the entry is gone.
    """

    block: str
    name: str | None = None
    key: str = WHOLE


@dataclass(frozen=True)
class Partly(Generic[M]):
    """What could be read, the document without the parts that couldn't (lines stay right), and those parts."""

    value: M
    document: Document
    holes: frozenset[Hole] = frozenset()


def read_partly(model: type[M], document: Document, log: Log) -> Partly[M] | None:
    """The document as `model` without what doesn't fit; None when nothing is left. Each fault is a finding."""
    before = len(log.findings)
    whole = schema.read(model, document, log)
    if whole is not None and len(log.findings) == before:
        return Partly(whole, document)
    holes: set[Hole] = set()
    for _ in range(ROUNDS):
        try:
            return Partly(model.model_validate(document.value), document, frozenset(holes))
        except ValidationError as error:
            problems = own(error)
        changes = dict(_changes(document.value, problems))
        if () in changes:
            return None
        holes.update(_holes(model, document.value, problems))
        document = _changed(document, changes)
    return None


class _Gone:
    """Marks what is cut."""


GONE = _Gone()


def _changes(value: Any, problems: list[ErrorDetails]) -> Iterator[tuple[Path, Any]]:
    """The paths to change: cut, or given a stand-in."""
    for problem in problems:
        path, name = path_of(value, problem["loc"]), str(problem["loc"][-1])
        if problem["type"] == "extra_forbidden":
            yield path, GONE
            continue
        place = (*path, name) if problem["type"] == "missing" else path
        stand_in = _stand_in(place)
        yield (path, GONE) if stand_in is GONE else (place, stand_in)


def _stand_in(place: Path) -> Any:
    known = schema.STAND_INS | (AT_THE_TOP if len(place) == 1 else IN_ENTRIES)
    return known.get(str(place[-1]), GONE) if place else GONE


def _holes(model: type[BaseModel], value: Any, problems: list[ErrorDetails]) -> Iterator[Hole]:
    """What is not known after the change. A misspelt key is the one that was probably meant."""
    for problem in problems:
        path, name = path_of(value, problem["loc"]), str(problem["loc"][-1])
        if problem["type"] == "extra_forbidden":
            close = schema.suggestion(name, keys_at(model, path[:-1]))
            if close:
                yield _hole(value, (*path[:-1], close))
        elif name not in schema.STAND_INS:
            lacks = problem["type"] == "missing" and _stand_in((*path, name)) is not GONE
            yield _hole(value, (*path, name) if lacks else path)


def _hole(value: Any, path: Path) -> Hole:
    block, *inner = path
    if not inner:
        return Hole(str(block))
    if block in KEYED:
        return Hole(str(block), _identifier(inner[0]), str(block))
    rows = value.get(block)
    row = rows[inner[0]] if isinstance(rows, list) and isinstance(inner[0], int) else None
    name = row.get("id") if isinstance(row, Mapping) else None
    return Hole(str(block), _identifier(name), str(inner[1]) if len(inner) > 1 else WHOLE)


def _identifier(name: object) -> str | None:
    return name if isinstance(name, str) and SLUG.fullmatch(name) else None


def _changed(document: Document, changes: Mapping[Path, Any]) -> Document:
    lines: dict[Path, int] = {}

    def kept(value: Any, old: Path, new: Path) -> Any:
        if old in document.lines:
            lines[new] = document.lines[old]
        if isinstance(value, dict):
            added = {path[-1]: put for path, put in changes.items() if path[:-1] == old and put is not GONE}
            left = {key: inner for key, inner in value.items() if (*old, key) not in changes}
            return {key: kept(inner, (*old, key), (*new, key)) for key, inner in left.items()} | added
        if isinstance(value, list):
            stay = [place for place in range(len(value)) if (*old, place) not in changes]
            return [kept(value[place], (*old, place), (*new, index)) for index, place in enumerate(stay)]
        return value

    return Document(document.file, kept(document.value, (), ()), lines, document.ends)
