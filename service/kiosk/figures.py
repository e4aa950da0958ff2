"""Where the marks of a figure go: cells of the scoring library to plain numbers for the SVG template.

Every cell is drawn in a square of 120 units. Where position is a rule, the marks stand on a 3 × 3 grid of 40 units;
else they stand in fixed spots for their number, so that they can be larger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from scoring.definition import MatrixSpec
from scoring.matrices import build
from scoring.matrices.cell import Cell, Figure

GRID = 40
SCALES = {1: 0.5, 2: 0.75, 3: 1.0}
#: How large the largest mark is: alone in its square, one of up to four, or on the grid.
ALONE, SOME, PLACED = 2.6, 1.55, 1.2
Spots = tuple[tuple[float, float], ...]
SPOTS: Mapping[int, Spots] = {
    1: ((60, 60),),
    2: ((32, 60), (88, 60)),
    3: ((60, 32), (32, 88), (88, 88)),
    4: ((32, 32), (88, 32), (32, 88), (88, 88)),
}


@dataclass(frozen=True)
class Mark:
    """One shape: its centre, factor and turning in the cell's 120 × 120 square."""

    shape: str
    fill: str
    x: float
    y: float
    factor: float
    rotation: int

    @property
    def stripes(self) -> str:
        """The name of the pattern that fills it, so that stripes look alike at every size and turning."""
        return f"stripes-{round(self.factor * 100)}-{self.rotation}" if self.fill == "striped" else ""


@dataclass(frozen=True)
class Drawing:
    """A figure to draw: rows of cells (None is the empty place), and the options by code."""

    columns: int
    cells: tuple[tuple[Mark, ...] | None, ...]
    options: tuple[tuple[str, tuple[Mark, ...]], ...]

    @cached_property
    def striped(self) -> tuple[Mark, ...]:
        """One mark for each pattern of stripes that is needed."""
        shown = [*self.cells, *(marks for _, marks in self.options)]
        found = {mark.stripes: mark for marks in shown for mark in marks or () if mark.stripes}
        return tuple(found.values())


@lru_cache(maxsize=512)
def drawing(spec: MatrixSpec) -> Drawing:
    """The drawing of a figure item, without a word on which option is right."""
    figure: Figure = build(spec)
    placed = any(rule.attribute == "position" for rule in spec.rules)
    shown = (*figure.cells, *figure.options.values())
    largest = PLACED if placed else ALONE if all(cell.number == 1 for cell in shown) else SOME
    return Drawing(
        columns=figure.columns,
        cells=(*(marks(cell, largest, placed) for cell in figure.cells), None),
        options=tuple((code, marks(cell, largest, placed)) for code, cell in figure.options.items()),
    )


def marks(cell: Cell, largest: float, placed: bool) -> tuple[Mark, ...]:
    """The marks of one cell."""
    factor = round(SCALES[cell.size] * largest, 3)
    return tuple(
        Mark(shape=cell.shape, fill=cell.fill, x=x, y=y, factor=factor, rotation=cell.rotation)
        for x, y in (on_grid(cell) if placed else SPOTS[cell.number])
    )


def on_grid(cell: Cell) -> Spots:
    """The centres of the squares that a cell fills."""
    return tuple((GRID / 2 + GRID * (square % 3), GRID / 2 + GRID * (square // 3)) for square in cell.positions)
