"""How much an answer tells of ability: Fisher information, per squared logit. 1 / its root is a standard error."""

import numpy as np

from scoring.irt.models import Curves, curves, probability
from scoring.irt.parameters import Bank, Floats


def information(
    ability: float | Floats,
    difficulty: float | Floats,
    discrimination: float | Floats = 1.0,
    guessing: float | Floats = 0.0,
) -> Floats:
    """Information of a right-or-wrong item: a² (Q / P) ((P - c) / (1 - c))² (Birnbaum, 1968); the arguments broadcast.

    Without guessing it is a² P Q, greatest at the difficulty. Written with L = (P - c) / (1 - c), which stays exact
    where P is very small.
    """
    rising = probability(ability, difficulty, discrimination)
    chance = guessing + (1.0 - guessing) * rising
    share = np.divide(rising, chance, out=np.ones_like(chance), where=np.asarray(guessing) > 0)
    found = np.square(discrimination) * (1.0 - guessing) * (1.0 - rising) * rising * share
    return np.asarray(found, dtype=np.float64)


def bank_information(bank: Bank, ability: float | Floats) -> Floats:
    """Expected information of each item at each ability, shape (q, n): the sum of P'² / P (Samejima, 1969)."""
    return expected_information(curves(bank, ability))


def expected_information(found: Curves) -> Floats:
    """The same from ready curves."""
    total: Floats = np.einsum("qnk,qnk->qn", found.chance, found.slope**2)
    return total
