"""Infit and outfit of Rasch items: mean squares of what is left when the model has said all it can.

With x the answer, P its chance at the person's ability and v = P (1 - P): outfit = mean of (x - P)² / v over people,
infit = sum of (x - P)² / sum of v (Wright & Masters, 1982). Both are about 1 when the model holds; above 1.3 an item is
noisier than it should be, below 0.7 it follows the others too closely (Bond & Fox, 2015). Ability is Warm's (1989)
weighted likelihood estimate, which is finite for everybody.
"""

import numpy as np

from scoring.calibration.patterns import Patterns
from scoring.irt.models import logistic
from scoring.irt.parameters import Floats

#: The search for ability reaches so far beyond the outermost difficulty, in logits, and is halved so many times.
BEYOND, HALVINGS = 12.0, 45


def residual_fit(patterns: Patterns, difficulties: Floats) -> tuple[Floats, Floats]:
    """Infit and outfit of each item, shape (n,) each; `difficulties` in logits, shape (n,)."""
    there = patterns.values >= 0
    abilities = weighted_likelihood(patterns, difficulties)
    chance, variance = _chance_and_variance(abilities, difficulties)
    weight = np.where(there, patterns.counts[:, None], 0.0)
    squares = weight * (patterns.values - chance) ** 2
    return squares.sum(axis=0) / (weight * variance).sum(axis=0), (squares / variance).sum(axis=0) / weight.sum(axis=0)


def weighted_likelihood(patterns: Patterns, difficulties: Floats) -> Floats:
    """Warm's estimate for each pattern, in logits, shape (P,): zero of sum (x - P) + J / (2 I), found by halving."""
    there = patterns.values >= 0
    right = np.where(there, patterns.values, 0).sum(axis=1)
    low = np.full(len(right), difficulties.min() - BEYOND)
    high = np.full(len(right), difficulties.max() + BEYOND)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        chance, variance = (np.where(there, part, 0.0) for part in _chance_and_variance(middle, difficulties))
        bias = (variance * (1 - 2 * chance)).sum(axis=1) / (2 * variance.sum(axis=1))
        rising = right - chance.sum(axis=1) + bias > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    found: Floats = (low + high) / 2
    return found


def _chance_and_variance(abilities: Floats, difficulties: Floats) -> tuple[Floats, Floats]:
    """P and P (1 - P), shape (P, n); the second stays above 0 where the first is 1 to the last bit."""
    distance = abilities[:, None] - difficulties
    chance = logistic(distance)
    return chance, chance * logistic(-distance)
