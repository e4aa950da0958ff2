"""A translator's file against what is there now: every problem at once, and nothing is written unless there is none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.catalogue import Catalogue, Entry, Status, load
from service.catalogue.texts import SOURCE_LANGUAGE
from service.catalogue.wording import faults, is_blank
from service.catalogue.writing import Changes, write_changes
from service.errors import KlantbeeldError
from service.translations.exchange import FileRefused, Problem, Row
from service.translations.units import Unit, units


@dataclass(frozen=True)
class Signed:
    """Who gives the changed texts their status, and when (ISO date)."""

    by: str
    on: str


@dataclass(frozen=True)
class Outcome:
    """What taking a file in did: how many texts were changed and kept, and which files were written."""

    changed: int
    kept: int
    files: tuple[str, ...]


def take_in(directory: Path, language: str, rows: Iterable[Row], signed: Signed, known: frozenset[str]) -> Outcome:
    """Put the rows' texts and statuses into the questionnaire files.

    FileRefused with every problem: an unknown key, a text gone, a source that changed since. An unchanged row leaves
    its entry as it is, to the last letter. `known`: the languages of the registry.
    """
    rows = tuple(rows)
    if language not in known or language == SOURCE_LANGUAGE:
        mend = "Use a file exported for one of the other languages; English is edited in text.en.yaml."
        raise FileRefused([Problem("the file", f"language {language or 'none'}", mend)])
    now = {(unit.place, unit.key): unit for unit in units(load(directory), language)}
    if problems := [*_doubled(rows), *(problem for row in rows for problem in _problems(row, now))]:
        raise FileRefused(problems)
    changes = _changes(rows, now, language, signed)
    changed = sum(len(entries) for entries in changes.values())
    return Outcome(changed, len(rows) - changed, write_changes(directory, language, changes))


def _doubled(rows: Iterable[Row]) -> Iterator[Problem]:
    counts = Counter((row.place, row.key) for row in rows)
    for row in rows:
        if counts[row.place, row.key] > 1:
            yield Problem(
                row.where, f"{row.place} {row.key} stands {counts[row.place, row.key]} times", "Keep one row."
            )


def _problems(row: Row, now: Mapping[tuple[str, str], Unit]) -> Iterator[Problem]:
    unit = now.get((row.place, row.key))
    if unit is None:
        yield Problem(row.where, f"{row.place or '?'} {row.key or '?'}", "There is no such text; export again.")
        return
    if row.hash != unit.hash or row.source != unit.source:
        yield Problem(row.where, "English that is not today's", "The source changed since, or here; export again.")
    if row.status not in list(Status):
        yield Problem(row.where, f"status {row.status or 'none'}", f"Choose one of {', '.join(Status)}.")
    yield from _text_problems(row, unit)


def _text_problems(row: Row, unit: Unit) -> Iterator[Problem]:
    if (unit.text or row.text) and is_blank(row.text):
        yield Problem(row.where, "no translation where there was one", "Put the translation back.")
    if len(row.text) > unit.longest:
        yield Problem(row.where, f"{len(row.text)} characters", f"Use at most {unit.longest}.")
    for _, found in faults(row.text):
        yield Problem(row.where, f"{found!r}", "Write plain text: no HTML, no {placeholder}, no invisible characters.")


def _changes(rows: Iterable[Row], now: Mapping[tuple[str, str], Unit], language: str, signed: Signed) -> Changes:
    changes: Changes = {}
    for row in rows:
        unit = now[row.place, row.key]
        if not row.text or (row.text == unit.text and row.status == unit.status.value):
            continue
        entry = Entry(row.text, Status(row.status), unit.hash, signed.by, signed.on)
        changes.setdefault(row.place, {})[row.key] = entry
    return changes


def exported(catalogue: Catalogue, language: str, module: str | None, known: frozenset[str]) -> tuple[Unit, ...]:
    """The units to export; KlantbeeldError for a language or module that there is none of."""
    if language == SOURCE_LANGUAGE or language not in known:
        others = ", ".join(sorted(known - {SOURCE_LANGUAGE}))
        raise KlantbeeldError(f"Choose a language to translate into: {others}.")
    if module is not None and module not in catalogue.modules:
        raise KlantbeeldError(f"There is no module {module}. There are: {', '.join(catalogue.modules)}.")
    return units(catalogue, language, module)
