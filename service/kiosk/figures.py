"""Where the marks of a figure go: cells of the scoring library to plain numbers for the SVG template.

Every cell is drawn in a square of 120 units; positions are a 3 × 3 grid of 40 units.
"""

from dataclasses import dataclass
from functools import lru_cache

from scoring.definition import MatrixSpec
from scoring.matrices import build
from scoring.matrices.cell import Cell, Figure

GRID = 40
SCALES = {1: 0.5, 2: 0.75, 3: 1.0}
#: One mark alone has the whole square, several share it.
ALONE, SHARED = 2.6, 1.0


@dataclass(frozen=True)
class Mark:
    """One shape: its centre, factor and turning in the cell's 120 × 120 square."""

    shape: str
    fill: str
    x: float
    y: float
    factor: float
    rotation: int


@dataclass(frozen=True)
class Drawing:
    """A figure to draw: rows of cells (None is the empty place), and the options by code."""

    columns: int
    cells: tuple[tuple[Mark, ...] | None, ...]
    options: tuple[tuple[str, tuple[Mark, ...]], ...]


@lru_cache(maxsize=512)
def drawing(spec: MatrixSpec) -> Drawing:
    """The drawing of a figure item, without a word on which option is right."""
    figure: Figure = build(spec)
    alone = all(cell.positions == (4,) for cell in (*figure.cells, *figure.options.values()))
    return Drawing(
        columns=figure.columns,
        cells=(*(marks(cell, alone) for cell in figure.cells), None),
        options=tuple((code, marks(cell, alone)) for code, cell in figure.options.items()),
    )


def marks(cell: Cell, alone: bool) -> tuple[Mark, ...]:
    """The marks of one cell."""
    factor = SCALES[cell.size] * (ALONE if alone else SHARED)
    return tuple(
        Mark(
            shape=cell.shape,
            fill=cell.fill,
            x=GRID / 2 + GRID * (position % 3),
            y=GRID / 2 + GRID * (position // 3),
            factor=round(factor, 3),
            rotation=cell.rotation,
        )
        for position in cell.positions
    )
