"""What one place of a figure shows, and the closed lists that its attributes come from.

A cell is drawn as `number` copies of one shape of one size, turning and fill, at `positions` of a 3 × 3 grid of
squares, numbered 0 to 8 in reading order from the top left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Attribute = Literal["shape", "number", "size", "rotation", "fill", "position"]
Value = str | int | tuple[int, ...]
#: The values of one attribute over the figure, row by row.
Rows = tuple[tuple[Value, ...], ...]

#: Shapes that look different at every turn of 45 degrees; only these appear where rotation matters.
TURNING: tuple[str, ...] = ("triangle", "arrow", "half_moon")
SHAPES: tuple[str, ...] = ("circle", "square", "diamond", "hourglass", "star", *TURNING)
FILLS: tuple[str, ...] = ("empty", "striped", "full")
NUMBERS: tuple[int, ...] = (1, 2, 3, 4)
SIZES: tuple[int, ...] = (1, 2, 3)
#: Clockwise, in degrees.
ROTATIONS: tuple[int, ...] = tuple(range(0, 360, 45))
#: The eight outer squares, clockwise from the top left: the road of a figure that moves.
RING: tuple[int, ...] = (0, 1, 2, 5, 8, 7, 6, 3)
#: Where 1, 2, 3 or 4 copies stand when position carries no rule.
STANDARD_POSITIONS: Mapping[int, tuple[int, ...]] = {1: (4,), 2: (3, 5), 3: (1, 6, 8), 4: (0, 2, 6, 8)}
PLACES: tuple[tuple[int, ...], ...] = tuple((square,) for square in range(9))

DOMAINS: Mapping[Attribute, tuple[Value, ...]] = {
    "shape": SHAPES,
    "number": NUMBERS,
    "size": SIZES,
    "rotation": ROTATIONS,
    "fill": FILLS,
    "position": PLACES,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a figure. `size` 1 to 3, `rotation` in degrees clockwise, `number` equals `len(positions)`."""

    shape: str
    number: int
    size: int
    rotation: int
    fill: str
    positions: tuple[int, ...]

    def value(self, attribute: Attribute) -> Value:
        """The value of one attribute, in the terms of the rules."""
        value: Value = getattr(self, "positions" if attribute == "position" else attribute)
        return value


def cell_of(values: Mapping[Attribute, Value]) -> Cell:
    """A cell from its attribute values; with a position the number follows from it, else the positions do."""
    place, number = values.get("position"), values["number"]
    positions = place if isinstance(place, tuple) else STANDARD_POSITIONS[int(str(number))]
    return Cell(
        shape=str(values["shape"]),
        number=len(positions),
        size=int(str(values["size"])),
        rotation=int(str(values["rotation"])),
        fill=str(values["fill"]),
        positions=positions,
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure item ready to draw. `cells` are the shown ones, row-major: the last place of the figure is missing.

    `options` by code in the order of showing; `errors` tells for each wrong option by which known error it is reached
    and `wrong` in which attributes it differs from the key.
    """

    columns: int
    cells: tuple[Cell, ...]
    options: Mapping[str, Cell]
    key: str
    errors: Mapping[str, str]
    wrong: Mapping[str, tuple[Attribute, ...]]
