"""Which items make up which scale, and which of them run the other way: from a file of keys, or from the columns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scoring.irt.parameters import Floats
from service.catalogue.findings import Log, render
from service.catalogue.loader import Document, parse
from service.workbench.table import Table, Unusable

FIELDS = ("items", "reversed", "lowest", "highest")
FORM = "A scale has items: [A, B], and where some run the other way reversed: [A] with lowest: 1 and highest: 5."
LEAST_ITEMS = 2


@dataclass(frozen=True)
class Key:
    """One scale. An answer x to a reversed item counts as `lowest` + `highest` - x; other answers are refused."""

    scale: str
    items: tuple[str, ...]
    reversed: frozenset[str] = frozenset()
    lowest: float | None = None
    highest: float | None = None


def keys_of(path: Path | None, table: Table, names: tuple[str, ...]) -> tuple[Key, ...]:
    """From a YAML file of scale → items, reversed, lowest, highest; without one: one scale of these columns.

    Raises `Unusable` with the line for a file that can't be read, and for a scale that is not in this form.
    """
    if path is None:
        return (_checked_items("these columns", Key(Path(table.source).stem, names)),)
    document = _read(path)
    if not isinstance(document.value, dict) or not document.value:
        raise Unusable(f"{path.name}: there is no scale. {FORM}")
    return tuple(_key(document, scale, content, table) for scale, content in document.value.items())


def _read(path: Path) -> Document:
    if not path.is_file():
        raise Unusable(f"{path}: there is no such file.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unusable(f"{path.name}: byte {problem.start + 1} is not UTF-8.") from problem
    log = Log()
    document = parse(path.name, text, log)
    if document is None or log.findings:
        raise Unusable(render(log.findings))
    return document


def _key(document: Document, scale: str, content: Any, table: Table) -> Key:
    place = f'{document.file}, line {document.line(scale)}, scale "{scale}"'
    if not isinstance(content, dict) or "items" not in content or not set(content) <= set(FIELDS):
        raise Unusable(f"{place}: this is not the form of a scale. {FORM}")
    items, turned = (_names(place, content, field) for field in ("items", "reversed"))
    for name in items:
        if name not in table.columns:
            raise Unusable(f'{place}: there is no column "{name}" in {table.source}.')
    if not set(turned) <= set(items):
        raise Unusable(f"{place}: {', '.join(sorted(set(turned) - set(items)))} is reversed, but not one of the items.")
    lowest, highest = _limits(place, content)
    if turned and (lowest is None or highest is None):
        raise Unusable(f"{place}: reversed items need the lowest and the highest answer. {FORM}")
    return _checked_items(place, Key(scale, items, frozenset(turned), lowest, highest))


def _names(place: str, content: Mapping[str, Any], field: str) -> tuple[str, ...]:
    found = content.get(field) or []
    if not isinstance(found, list) or not all(isinstance(name, str | int) for name in found):
        raise Unusable(f"{place}: {field} is not a list of names. {FORM}")
    names = tuple(str(name) for name in found)
    if len(set(names)) < len(names):
        raise Unusable(f"{place}: {field} names one item twice.")
    return names


def _limits(place: str, content: Mapping[str, Any]) -> tuple[float | None, float | None]:
    lowest, highest = content.get("lowest"), content.get("highest")
    for limit in (lowest, highest):
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int | float)):
            raise Unusable(f'{place}: lowest and highest are numbers, found "{limit}".')
    if lowest is not None and highest is not None and lowest >= highest:
        raise Unusable(f"{place}: the lowest answer, {lowest}, is not below the highest, {highest}.")
    return lowest, highest


def _checked_items(place: str, key: Key) -> Key:
    if len(key.items) < LEAST_ITEMS:
        raise Unusable(f"{place}: a scale needs at least {LEAST_ITEMS} items, found {len(key.items)}.")
    return key


def keyed(table: Table, key: Key, missing: Collection[str]) -> Floats:
    """Answers to the items of a scale, all running the same way: shape (people, items), NaN for missing.

    Raises `Unusable` with row and column for an answer that is no number, or outside the scale's limits.
    """
    values = table.numbers(key.items, missing)
    wrong = np.zeros(values.shape, dtype=bool)
    if key.lowest is not None:
        wrong |= values < key.lowest
    if key.highest is not None:
        wrong |= values > key.highest
    if wrong.any():
        places = [(int(row), key.items[item]) for row, item in np.argwhere(wrong)]
        table.refuse(places, f"outside the answers {_shown(key.lowest)} to {_shown(key.highest)} of {key.scale}")
    turned = np.array([name in key.reversed for name in key.items])
    if turned.any() and key.lowest is not None and key.highest is not None:
        values[:, turned] = key.lowest + key.highest - values[:, turned]
    return values


def _shown(limit: float | None) -> str:
    return "..." if limit is None else f"{limit:g}"


def refuse_constant(table: Table, names: tuple[str, ...], values: Floats) -> None:
    """Raise `Unusable` for a column that nobody answered, or that everybody answered alike."""
    told = list(_constant(names, values))
    if told:
        raise Unusable("\n".join(f"{table.source}, {line} Leave it out." for line in told))


def _constant(names: tuple[str, ...], values: Floats) -> Iterator[str]:
    for name, column in zip(names, values.T, strict=True):
        given = column[~np.isnan(column)]
        if not len(given):
            yield f'column "{name}": nobody answered.'
        elif (given == given[0]).all():
            yield f'column "{name}": all {len(given)} who answered have the same answer, which tells nothing.'
