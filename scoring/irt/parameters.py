"""What is known of an item: discrimination, difficulty or thresholds, guessing. One item, and a bank as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator, model_validator

from scoring.conditions import Frozen

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class ItemParameters(Frozen):
    """One calibrated item.

    `a`: discrimination per logit (Rasch: 1). `b`: difficulty in logits, or for a graded item the thresholds, strictly
    rising; one threshold is a right-or-wrong item. `c`: the lower asymptote ("guessing"), only with one threshold. The
    upper asymptote is 1. Answers are 0 ... number of thresholds.
    """

    id: str = ""
    a: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    b: tuple[float, ...] = Field(min_length=1)
    c: float = Field(default=0.0, ge=0, lt=1)

    @field_validator("b", mode="before")
    @classmethod
    def _as_thresholds(cls, value: object) -> object:
        return (value,) if isinstance(value, int | float) else value

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if not all(np.isfinite(self.b)):
            raise ValueError(f"b must be finite, found {self.b}")
        if not all(low < high for low, high in pairwise(self.b)):
            raise ValueError(f"the thresholds b must rise, found {self.b}")
        if self.c and len(self.b) > 1:
            raise ValueError("a graded item has no c")
        return self

    @property
    def categories(self) -> int:
        """How many answers there are; 2 for right or wrong."""
        return len(self.b) + 1


@dataclass(frozen=True, eq=False)
class Bank:
    """Items as arrays, to calculate with. Made by `Bank.of`; the arrays can't be written to.

    Shapes for n items with at most m thresholds: `a` (n,), `b` (n, m) with +inf where an item has fewer, `c` (n,).
    """

    a: Floats
    b: Floats
    c: Floats

    def __post_init__(self) -> None:
        for array in (self.a, self.b, self.c):
            array.setflags(write=False)

    @classmethod
    def of(cls, items: Sequence[ItemParameters]) -> Self:
        """The bank of these items, in this order."""
        widest = max((len(item.b) for item in items), default=1)
        b = np.full((len(items), widest), np.inf)
        for place, item in enumerate(items):
            b[place, : len(item.b)] = item.b
        return cls(np.array([item.a for item in items]), b, np.array([item.c for item in items]))

    def __len__(self) -> int:
        return len(self.a)

    @property
    def top(self) -> Integers:
        """The highest answer of each item, shape (n,)."""
        thresholds: Integers = np.isfinite(self.b).sum(axis=1)
        return thresholds

    def take(self, places: Sequence[int] | Integers) -> "Bank":
        """Only the items at these places, in this order."""
        chosen = np.asarray(places, dtype=np.int64)
        return Bank(self.a[chosen], self.b[chosen], self.c[chosen])
