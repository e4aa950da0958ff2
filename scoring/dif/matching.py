"""What all methods share: two groups matched on the sum score, and the search for items to leave out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.irt.parameters import Floats

MOST_ROUNDS = 10
LEAST_ITEMS = 3

Flags = NDArray[np.bool_]
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Compared:
    """Right-or-wrong answers without gaps, shape (people, items), and who belongs to the focal group, shape (people,).

    The other people are the reference group. ValueError for other answers, fewer than three items, an item that
    everybody answered alike, or an empty group.
    """

    answers: Floats
    focal: Flags

    def __post_init__(self) -> None:
        """Check what the methods rely on."""
        if self.answers.ndim != 2 or self.answers.shape[1] < LEAST_ITEMS:
            raise ValueError(f"comparing groups needs at least {LEAST_ITEMS} items, found {self.answers.shape}")
        if self.focal.shape != (len(self.answers),):
            raise ValueError(f"{len(self.answers)} people have answers, but {self.focal.shape} belong to a group")
        if not np.isin(self.answers, (0.0, 1.0)).all():
            raise ValueError("answers must be 0 or 1, without gaps")
        if self.focal.all() or not self.focal.any():
            raise ValueError("both groups must have people")
        alike = (self.answers == self.answers[0]).all(axis=0)
        if alike.any():
            raise ValueError(f"everybody answered item {int(np.argmax(alike)) + 1} alike")

    @property
    def items(self) -> int:
        """How many items there are."""
        return int(self.answers.shape[1])

    def score(self, item: int, kept: Flags) -> Floats:
        """Each person's sum over the kept items and the item itself, shape (people,)."""
        used = kept.copy()
        used[item] = True
        total: Floats = self.answers[:, used].sum(axis=1)
        return total


@dataclass(frozen=True)
class Comparison(Generic[Found]):
    """`items`: what was found of each, matched on a score without those in `left_out` (places from 0).

    `settled` is False where the search came to no rest, or would have left fewer than three items to match on.
    """

    items: tuple[Found, ...]
    left_out: tuple[int, ...] = ()
    rounds: int = 0
    settled: bool = True


def compare(
    compared: Compared,
    find: Callable[[Compared, int, Flags], Found],
    flagged: Callable[[Found], bool],
    purify: bool,
) -> Comparison[Found]:
    """`find` for every item; with `purify` again and again without the flagged ones in the score, until these stay
    the same (Candell & Drasgow, 1988), at most ten times.
    """
    nothing = np.zeros(compared.items, dtype=bool)
    found, out = _round(compared, find, nothing), nothing
    for rounds in range(MOST_ROUNDS + 1):
        flags = np.array([flagged(one) for one in found])
        rest = not purify or bool((flags == out).all())
        if rest or rounds == MOST_ROUNDS or (~flags).sum() < LEAST_ITEMS:
            break
        found, out = _round(compared, find, flags), flags
    return Comparison(found, tuple(int(item) for item in np.flatnonzero(out)), rounds, rest)


def _round(compared: Compared, find: Callable[[Compared, int, Flags], Found], out: Flags) -> tuple[Found, ...]:
    return tuple(find(compared, item, ~out) for item in range(compared.items))
