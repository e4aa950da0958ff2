"""Reading a file of answers: CSV, Parquet or SPSS (.sav). Nothing is judged here but the form of the file."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from service.workbench.table import Cell, Table, Unusable

SEPARATORS = (",", ";", "\t")
HOW_TO_SAVE = "Save it as CSV UTF-8, as Parquet, or from SPSS as .sav."


def read_table(path: Path) -> Table:
    """The table in this file; the ending of its name tells the kind. Raises `Unusable`, with what to do."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Unusable(f'{path.name}: the ending "{path.suffix}" is not one of {", ".join(_READERS)}. {HOW_TO_SAVE}')
    if not path.is_file():
        raise Unusable(f"{path}: there is no such file.")
    table = reader(path)
    if not table.columns:
        raise Unusable(f"{path.name}: the file is empty. The first line must hold the names of the columns.")
    if not table.rows:
        raise Unusable(f"{path.name}: there are names of columns, but no row of answers below them.")
    return table


def _csv(path: Path) -> Table:
    """Comma, semicolon or tab between values, whichever the first line has most of; one name per column in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unusable(f"{path.name}: byte {problem.start + 1} is not UTF-8. {HOW_TO_SAVE}") from problem
    separator = max(SEPARATORS, key=text.lstrip().partition("\n")[0].count)
    rows = list(_rows(path.name, text, separator))
    if not rows:
        return Table(path.name, {})
    names = checked_names(path.name, rows[0][1])
    for line, row in rows[1:]:
        if len(row) != len(names):
            raise Unusable(f"{path.name}, line {line}: {len(row)} values, but {len(names)} columns.")
    columns = _turned([row for _, row in rows[1:]], len(names))
    lines = tuple(line for line, _ in rows[1:])
    return Table(path.name, dict(zip(names, columns, strict=True)), lines, separator == ";")


def _rows(source: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every line that is not blank, with its number. Raises `Unusable` where quotes don't close."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in lines:
            if len(row) > 1 or any(cell.strip() for cell in row):
                yield lines.line_num, row
    except csv.Error as problem:
        raise Unusable(f"{source}, line {lines.line_num}: {problem}.") from problem


def _turned(rows: list[list[str]], width: int) -> list[tuple[Cell, ...]]:
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return [tuple(cell.strip() or None for cell in column) for column in columns]


def _parquet(path: Path) -> Table:
    import polars

    try:
        frame = polars.read_parquet(path)
    except (polars.exceptions.PolarsError, OSError) as problem:
        raise Unusable(f"{path.name}: this can't be read as Parquet ({_first_line(problem)}).") from problem
    names = checked_names(path.name, frame.columns)
    return Table(path.name, {name: tuple(_plain(cell) for cell in frame[name].to_list()) for name in names})


def _sav(path: Path) -> Table:
    """Values, not their labels; what SPSS calls missing (system or user) is missing."""
    import pyreadstat

    try:
        columns, _ = pyreadstat.read_sav(str(path), output_format="dict")
    except (pyreadstat.ReadstatError, OSError, ValueError) as problem:
        raise Unusable(f"{path.name}: this can't be read as an SPSS file ({_first_line(problem)}).") from problem
    names = checked_names(path.name, list(columns))
    return Table(path.name, {name: tuple(_plain(cell) for cell in list(columns[name])) for name in names})


def checked_names(source: str, names: list[str]) -> list[str]:
    """The names without blanks around them. Raises `Unusable` for an empty name, and for one that is there twice."""
    found = [name.strip() for name in names]
    for place, name in enumerate(found, 1):
        if not name:
            raise Unusable(f"{source}: column {place} has no name. Every column needs one in the first line.")
        if found.index(name) < place - 1:
            raise Unusable(f'{source}: columns {found.index(name) + 1} and {place} are both called "{name}".')
    return found


def _plain(cell: Any) -> Cell:
    """A number or text; not-a-number and empty text are how such files say that nothing is there."""
    if cell is None or cell != cell or cell == "":
        return None
    if isinstance(cell, bool | int | float):
        return float(cell)
    return cell.strip() or None if isinstance(cell, str) else _number_or_text(cell)


def _number_or_text(cell: Any) -> Cell:
    """Numbers of other libraries are numbers; dates and the like are shown as text."""
    import numbers

    return float(cell) if isinstance(cell, numbers.Real) else str(cell)


def _first_line(problem: Exception) -> str:
    return str(problem).strip().partition("\n")[0][:160]


_READERS: Mapping[str, Callable[[Path], Table]] = {".csv": _csv, ".parquet": _parquet, ".sav": _sav}
