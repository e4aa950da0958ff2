"""Draws that depend on a seed and on nothing else, in every version of Python.

Of `random.Random` only `random()` is promised to give the same sequence for ever; `choice`, `sample` and `shuffle` are
not. The answers to figure items are stored as option codes, so a changed order would change their meaning.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws from one seed."""

    def __init__(self, seed: int) -> None:
        self._stream = random.Random(seed)  # noqa: S311 - order of options, not a secret

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self._stream.random() * limit)

    def choice(self, values: Sequence[T]) -> T:
        """One of the values, each as likely."""
        return values[self.below(len(values))]

    def shuffled(self, values: Sequence[T]) -> tuple[T, ...]:
        """The values in random order (Fisher and Yates)."""
        order = list(values)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return tuple(order)

    def sample(self, values: Sequence[T], count: int) -> tuple[T, ...]:
        """`count` different places of the sequence, in random order."""
        return self.shuffled(values)[:count]
