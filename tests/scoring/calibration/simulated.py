"""Answers of invented people to invented items, always the same for the same seed."""

import numpy as np

from scoring.irt.parameters import Floats


def right_or_wrong(people: int, a: Floats, b: Floats, seed: int, sd: float = 1.0) -> Floats:
    """0 and 1, shape (people, items)."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(0.0, sd, people)[:, None]
    return (chance.random((people, len(a))) < 1 / (1 + np.exp(-a * (ability - b)))).astype(np.float64)


def graded(people: int, a: Floats, b: Floats, seed: int) -> Floats:
    """0 ... number of thresholds; `b` has shape (items, thresholds)."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(0.0, 1.0, people)[:, None, None]
    above = 1 / (1 + np.exp(-a[:, None] * (ability - b)))
    return (chance.random((people, len(a), 1)) < above).sum(axis=2).astype(np.float64)


def with_gaps(answers: Floats, share: float, seed: int) -> Floats:
    """The same with some answers missing completely at random."""
    found = answers.copy()
    found[np.random.default_rng(seed).random(answers.shape) < share] = np.nan
    return found
