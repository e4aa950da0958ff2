"""Symbols: tiles of four quarters. No letter, digit or sign of any script or faith is made in this way.

A tile that looks the same after a half or a quarter turn is left out: such pinwheels are signs in many cultures.
"""

from dataclasses import dataclass

from scoring.matrices.chance import Chance

#: What one quarter shows. A slope is a triangle that fills the named corner, a round a quarter of a disc about the
#: middle of the tile.
SLOPES = ("slope_nw", "slope_ne", "slope_se", "slope_sw")
QUARTERS: tuple[str, ...] = ("empty", "full", "dot", "round", *SLOPES)
#: The same quarter after a turn of 90 degrees, clockwise; the others stay what they are.
TURNED = {"slope_nw": "slope_ne", "slope_ne": "slope_se", "slope_se": "slope_sw", "slope_sw": "slope_nw"}
#: In how many quarters two tiles of one set differ at least.
APART = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """Four quarters: top left, top right, bottom left, bottom right."""

    quarters: tuple[str, str, str, str]

    @property
    def is_plain(self) -> bool:
        """Too little to see or to tell apart: fewer than three kinds of quarters."""
        return len(set(self.quarters)) < 3

    @property
    def is_pinwheel(self) -> bool:
        """Whether a half turn leaves it as it is, and so perhaps a quarter turn."""
        top_left, top_right, bottom_left, bottom_right = self.quarters
        half = (turned(bottom_right, 2), turned(bottom_left, 2), turned(top_right, 2), turned(top_left, 2))
        return half == self.quarters

    def differs(self, other: "Tile") -> int:
        """In how many quarters."""
        return sum(one != two for one, two in zip(self.quarters, other.quarters, strict=True))


def turned(quarter: str, times: int) -> str:
    """A quarter after some quarter turns of the tile."""
    for _ in range(times):
        quarter = TURNED.get(quarter, quarter)
    return quarter


def draw_tiles(count: int, chance: Chance) -> tuple[Tile, ...]:
    """So many tiles that are easy to tell apart."""
    found: list[Tile] = []
    while len(found) < count:
        first, second, third, fourth = (chance.choice(QUARTERS) for _ in range(4))
        tile = Tile((first, second, third, fourth))
        fits = not tile.is_plain and not tile.is_pinwheel and tile.quarters.count("empty") <= 1
        if fits and all(tile.differs(other) >= APART for other in found):
            found.append(tile)
    return tuple(found)
