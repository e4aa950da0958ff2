"""One person's answers to the items of a bank, sorted so that their order can't change a bit of the result."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.irt.models import Curves, curves, log_chances
from scoring.irt.parameters import Bank, Floats, Integers

#: 0 is wrong or the lowest answer, 1 right, more for graded items; None is missing, and left out.
Answer = int | None


@dataclass(frozen=True, eq=False)
class Answered:
    """The answered items, and the answers, shape (n,)."""

    bank: Bank
    values: Integers

    @classmethod
    def of(cls, bank: Bank, answers: Sequence[Answer]) -> "Answered":
        """One answer per item of the bank. ValueError for another number of answers, or one that an item lacks."""
        if len(answers) != len(bank):
            raise ValueError(f"{len(bank)} items need as many answers, found {len(answers)}")
        given = [place for place, answer in enumerate(answers) if answer is not None]
        taken, values = bank.take(given), np.array([answers[place] for place in given], dtype=np.int64)
        wrong = np.flatnonzero((values < 0) | (values > taken.top))
        if len(wrong):
            place = given[wrong[0]]
            raise ValueError(f"item {place + 1}: answers are 0 to {bank.top[place]}, found {answers[place]}")
        order = np.lexsort((values, taken.c, taken.a, *taken.b.T))
        return cls(taken.take(order), values[order])

    def __len__(self) -> int:
        return len(self.values)

    @property
    def extreme(self) -> str | None:
        """`all_lowest` or `all_highest` (all wrong, all right) when every answer is; None else, or without answers."""
        if not len(self):
            return None
        if not self.values.any():
            return "all_lowest"
        return "all_highest" if (self.values == self.bank.top).all() else None

    def log_likelihood(self, ability: float | Floats) -> Floats:
        """Logarithm of the chance of all these answers together, shape (q,)."""
        return self._total(log_chances(self.bank, ability))

    def slope(self, found: Curves) -> Floats:
        """First derivative of the log-likelihood, per logit, shape (q,)."""
        return self._total(found.slope)

    def curves(self, ability: float | Floats) -> Curves:
        """Curves of the answered items."""
        return curves(self.bank, ability)

    def _total(self, array: Floats) -> Floats:
        picked = np.ascontiguousarray(array[:, np.arange(len(self)), self.values])
        total: Floats = picked.sum(axis=1)
        return total
