"""Whether two pictures of a screen look the same to a person: by the colour of small squares, not by their pixels.

Another machine draws letters with other edges, moves a line by a pixel, and takes a tick from another font; none of
that is a change of the screen. So both pictures are made half as large and cut into squares of 16 by 16 pixels of the
screen. The mean colour of each square must be one that it could have had if the earlier picture lay up to two pixels to
any side. What counts is a patch of neighbouring squares, as a button, a line of words or a picture would leave. Squares
of one colour have no letters that another machine could draw otherwise: there a faint change of the colour counts too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

SCALE = 2
#: Side of a square, in pixels of the smaller picture.
SQUARE = 8
#: How far a channel's mean (0 to 255) may be off.
TOLERANCE = 10.0
#: The same in squares of one colour, and how far a square's darkest and lightest spots may lie apart to be one.
FAINT, FLAT = 4.0, 8.0
#: Squares that touch side by side: as many are a change. A glyph of another font fills four at most.
PATCH = 6
#: And as large a share of all squares, wherever they are.
SHARE = 0.015
COLOURS = 128
SHIFTS = tuple((down, along) for down in (0, -1, 1) for along in (0, -1, 1))

Squares = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Difference:
    """`squares`: which differ, in rows from above. `size_changed`: the pictures can't be compared at all."""

    squares: Squares
    size_changed: bool = False

    @property
    def patch(self) -> int:
        """Squares of the largest patch."""
        return max((len(patch) for patch in patches(self.squares)), default=0)

    @property
    def changed(self) -> bool:
        """Whether a person would call it another screen."""
        too_many = self.squares.sum() > SHARE * self.squares.size
        return bool(self.size_changed or self.patch >= PATCH or too_many)

    def __str__(self) -> str:
        if self.size_changed:
            return "another size"
        return f"{self.squares.sum()} of {self.squares.size} squares, {self.patch} of them together"


def smaller(png: bytes) -> Image.Image:
    """A screenshot at half its size."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    return picture.resize((picture.width // SCALE, picture.height // SCALE), Image.Resampling.BOX)


def to_keep(picture: Image.Image) -> Image.Image:
    """A picture with few colours, rare ones among them, so that hundreds of pictures are a few megabytes."""
    return picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)


def compare(earlier: Image.Image, now: Image.Image) -> Difference:
    """What differs between two pictures of the same size."""
    if earlier.size != now.size:
        return Difference(np.ones((1, 1), dtype=np.bool_), size_changed=True)
    before, after = colours(earlier), means(colours(now))
    moved = [means(shifted(before, down, along)) for down, along in SHIFTS]
    off = np.maximum(after - np.max(moved, axis=0), np.min(moved, axis=0) - after).max(axis=2)
    flat = np.maximum(spread(before), spread(colours(now))) <= FLAT
    return Difference((off > TOLERANCE) | (flat & (off > FAINT)))


def colours(picture: Image.Image) -> Pixels:
    """Rows, columns, channels."""
    return np.asarray(picture.convert("RGB"), dtype=np.float32)


def shifted(picture: Pixels, down: int, along: int) -> Pixels:
    """The picture moved by so many pixels; its own edge fills the gap."""
    padded = np.pad(picture, ((1, 1), (1, 1), (0, 0)), mode="edge")
    high, wide = picture.shape[:2]
    return padded[1 - down : 1 - down + high, 1 - along : 1 - along + wide]


def means(picture: Pixels) -> Pixels:
    """The mean colour of each whole square; the last square of a row or column reaches to the edge."""
    rows, columns = corners(picture)
    high = np.diff(np.append(rows, picture.shape[0]))
    wide = np.diff(np.append(columns, picture.shape[1]))
    found: Pixels = by_square(np.add, picture) / np.outer(high, wide)[:, :, None]
    return found


def spread(picture: Pixels) -> Pixels:
    """How far each square's darkest and lightest spots lie apart, in the channel where they do most."""
    found: Pixels = (by_square(np.maximum, picture) - by_square(np.minimum, picture)).max(axis=2)
    return found


def by_square(what: np.ufunc, picture: Pixels) -> Pixels:
    """Rows and columns of squares, channels: all spots of a square taken together."""
    rows, columns = corners(picture)
    found: Pixels = what.reduceat(what.reduceat(picture, rows, axis=0), columns, axis=1)
    return found


def corners(picture: Pixels) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """Where the squares begin."""
    rows, columns = (np.arange(0, length - SQUARE // 2, SQUARE) for length in picture.shape[:2])
    return rows, columns


def patches(squares: Squares) -> Iterator[set[tuple[int, int]]]:
    """The squares that differ, those that touch side by side together."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(squares), strict=True)}
    while left:
        patch, edge = set(), [left.pop()]
        while edge:
            row, column = edge.pop()
            patch.add((row, column))
            beside = {(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)} & left
            left -= beside
            edge += beside
        yield patch


def side_by_side(earlier: Image.Image, now: Image.Image, difference: Difference) -> Image.Image:
    """The earlier picture, the new one, and the new one with red over the squares that differ."""
    marked = now.convert("RGB")
    if not difference.size_changed:
        mask = Image.fromarray(difference.squares).resize(
            tuple(side * SQUARE for side in reversed(difference.squares.shape)), Image.Resampling.NEAREST
        )
        layer = Image.new("L", now.size)
        layer.paste(mask.convert("L").point(lambda value: 130 if value else 0), (0, 0))
        marked = Image.composite(Image.new("RGB", now.size, (210, 0, 0)), marked, layer)
    sheet = Image.new("RGB", (earlier.width + 2 * now.width + 20, max(earlier.height, now.height)), (128, 128, 128))
    for picture, place in ((earlier, 0), (now, earlier.width + 10), (marked, earlier.width + now.width + 20)):
        sheet.paste(picture.convert("RGB"), (place, 0))
    return sheet
