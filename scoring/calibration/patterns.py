"""The answers that a calibration works on: each different row once, with the number of people who gave it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.irt.parameters import Floats, Integers

#: Stands for a missing answer.
MISSING = -1


@dataclass(frozen=True, eq=False)
class Patterns:
    """P different rows of answers to n items.

    `values`: shape (P, n), 0 ... highest answer, -1 for missing. `counts`: people per row, shape (P,). `categories`:
    answers per item, shape (n,). Made by `Patterns.of`.
    """

    values: NDArray[np.int16]
    counts: Floats
    categories: Integers

    @classmethod
    def of(cls, answers: Floats) -> "Patterns":
        """From answers that `check_answers` lets through. People without any answer are left out."""
        values = np.where(np.isnan(answers), MISSING, answers)
        kept = values[(values >= 0).any(axis=1)].astype(np.int16)
        rows, counts = np.unique(kept, axis=0, return_counts=True)
        return cls(rows, counts.astype(np.float64), rows.max(axis=0).astype(np.int64) + 1)

    @property
    def people(self) -> int:
        """How many gave at least one answer."""
        return int(self.counts.sum())

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.categories)

    @property
    def widest(self) -> int:
        """The largest number of answers of an item."""
        return int(self.categories.max())

    @cached_property
    def chosen(self) -> Floats:
        """1 where this answer was given, else 0: shape (P, n × widest), all answers of an item side by side."""
        found = np.zeros((len(self.values), self.items, self.widest))
        rows, items = np.nonzero(self.values >= 0)
        found[rows, items, self.values[rows, items]] = 1.0
        return found.reshape(len(self.values), -1)

    @property
    def possible(self) -> NDArray[np.bool_]:
        """Whether an item has an answer, shape (n, widest)."""
        return np.arange(self.widest) < self.categories[:, None]


def check_answers(answers: Floats, most: int | None = None) -> None:
    """One row a person, one column an item, NaN for missing; whole numbers from 0 for each item, without a gap.

    ValueError names the item (counted from 1) where that isn't so, where everybody gave the same answer, or where there
    are more than `most` different ones.
    """
    if answers.ndim != 2 or not answers.size:
        raise ValueError(f"answers need rows and columns, found shape {answers.shape}")
    for item, column in enumerate(answers.T, 1):
        given = np.unique(column[~np.isnan(column)]).tolist()
        if len(given) < 2:
            raise ValueError(f"item {item}: everybody gave the same answer, or none did")
        if given != list(range(len(given))):
            raise ValueError(f"item {item}: answers must be 0 to {len(given) - 1} without a gap, found {given}")
        if most is not None and len(given) > most:
            raise ValueError(f"item {item}: answers must be 0 to {most - 1}, found {given}")
