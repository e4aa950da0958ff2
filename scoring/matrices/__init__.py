"""Figure items as rules: cells, key, wrong options and predicted difficulty from a spec. Nothing here draws."""

from scoring.matrices.cell import FILLS, RING, SHAPES, SIZES, STANDARD_POSITIONS, TURNING, Attribute, Cell, Figure
from scoring.matrices.difficulty import difficulty
from scoring.matrices.figure import build
from scoring.matrices.fit import problems

__all__ = [
    "FILLS",
    "RING",
    "SHAPES",
    "SIZES",
    "STANDARD_POSITIONS",
    "TURNING",
    "Attribute",
    "Cell",
    "Figure",
    "build",
    "difficulty",
    "problems",
]
