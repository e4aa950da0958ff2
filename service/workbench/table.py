"""A table of answers: one row a person, named columns. Turns columns into numbers, and says exactly where it can't."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.irt.parameters import Floats
from scoring.result import TIMED_OUT
from service.errors import KlantbeeldError

#: What a cell of a file holds; None where nothing is.
Cell = str | float | None

#: So many problems are told at once; the rest are counted.
SHOWN = 10
#: Words in a text file that mean that nothing is there; R writes NA.
MISSING = ("NA",)


class Unusable(KlantbeeldError):
    """The file can't be worked with as it is; `detail` says where, what was found, and what to do."""

    status = 422
    code = "invalid"


@dataclass(frozen=True)
class Table:
    """The columns of one file, all of the same length.

    `lines`: the line of each row in a text file, counted from 1; empty for other files. `comma`: whether numbers are
    written with a decimal comma, as spreadsheets do that separate values by semicolons.
    """

    source: str
    columns: Mapping[str, tuple[Cell, ...]]
    lines: tuple[int, ...] = ()
    comma: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in the order of the file."""
        return tuple(self.columns)

    @property
    def rows(self) -> int:
        """How many people there are."""
        return len(next(iter(self.columns.values()), ()))

    def where(self, row: int, column: str) -> str:
        """A cell's place in words; `row` counts from 0, the words count people from 1, without the header."""
        line = f"line {self.lines[row]}, " if self.lines else ""
        return f'{line}row {row + 1}, column "{column}"'

    def chosen(self, only: Sequence[str] = (), without: Collection[str] = ()) -> tuple[str, ...]:
        """Names of columns: `only` these, or all; never those in `without`. Raises `Unusable` for an unknown one."""
        for name in (*only, *without):
            if name not in self.columns:
                raise Unusable(f'{self.source}: there is no column "{name}". There are: {", ".join(self.names)}.')
        return tuple(name for name in (only or self.names) if name not in without)

    def texts(self, name: str) -> tuple[str | None, ...]:
        """One column as text, such as a group or a language; 1.0 becomes "1"."""
        self.chosen([name])
        return tuple(_as_text(cell) for cell in self.columns[name])

    def identified(self, name: str) -> tuple[str, ...]:
        """The column that tells people apart, as a list of columns that are no items; empty without one.

        Raises `Unusable` with every row that has none, or one that another row has too.
        """
        if not name:
            return ()
        first: dict[str | None, int] = {}
        found = self.texts(name)
        again = [(row, name) for row, one in enumerate(found) if one is None or first.setdefault(one, row) != row]
        if again:
            self.refuse(again, "empty, or there already. One row a person is needed")
        return (name,)

    def numbers(self, names: Sequence[str], missing: Collection[str] = MISSING) -> Floats:
        """Columns as numbers, shape (rows, names), NaN where nothing is, time ran out, or one of the values `missing`.

        Raises `Unusable` with every place (the first ten, and how many more) where something else than a number is.
        """
        self.chosen(names)
        found = np.full((self.rows, len(names)), np.nan)
        wrong = []
        for column, name in enumerate(names):
            for row, cell in enumerate(self.columns[name]):
                if cell in (None, TIMED_OUT) or (missing and _as_text(cell) in missing):
                    continue
                number = self._number(cell)
                if number is None:
                    wrong.append((row, name))
                else:
                    found[row, column] = number
        if wrong:
            self.refuse(wrong, "not a number. Leave it empty where nothing was answered, or name it with --missing")
        return found

    def _number(self, cell: str | float) -> float | None:
        try:
            if isinstance(cell, str) and "_" in cell:
                return None  # Python would read 1_0 as ten
            number = float(cell.replace(",", ".") if self.comma and isinstance(cell, str) else cell)
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def refuse(self, places: Iterable[tuple[int, str]], why: str) -> None:
        """Raise `Unusable`: these cells (row from 0, column) are wrong, and why."""
        listed = sorted(places)
        told = [
            f'{self.source}, {self.where(row, name)}: found "{_as_text(self.columns[name][row])}", {why}.'
            for row, name in listed[:SHOWN]
        ]
        more = [f"... and {len(listed) - SHOWN} more."] if len(listed) > SHOWN else []
        raise Unusable("\n".join([*told, *more]))


def _as_text(cell: Cell) -> str | None:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else None if cell is None else str(cell)
