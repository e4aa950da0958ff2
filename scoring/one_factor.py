"""One common factor by minimum residuals: loadings, and McDonald's omega from them."""

import numpy as np

from scoring.irt.parameters import Floats

STILL = 1e-12
MOST_ROUNDS = 20_000
#: With two items the loadings are not determined.
LEAST_ITEMS = 3


def loadings(correlations: Floats) -> Floats:
    """Loadings of one factor, shape (items,), that leave the least squares of residuals off the diagonal.

    Minimum residual (Harman & Jones, 1966), one loading after the other; none beyond 1 in size. The sign is such that
    they sum to 0 or more. ValueError with fewer than three items, or where the estimates don't come to rest.
    """
    items = len(correlations)
    if items < LEAST_ITEMS:
        raise ValueError(f"one factor needs at least {LEAST_ITEMS} items, found {items}")
    others = correlations - np.diag(np.diag(correlations))
    found = _start(correlations)
    for _ in range(MOST_ROUNDS):
        before = found.copy()
        for item in range(items):
            squares = float(found @ found - found[item] ** 2)
            found[item] = np.clip(others[item] @ found / squares, -1.0, 1.0) if squares > STILL else 0.0
        if np.abs(found - before).max() < STILL:
            return found if found.sum() >= 0 else -found
    raise ValueError(f"the loadings of one factor did not come to rest in {MOST_ROUNDS} rounds")


def _start(correlations: Floats) -> Floats:
    """The first principal component."""
    values, vectors = np.linalg.eigh(correlations)
    found: Floats = vectors[:, -1] * np.sqrt(max(float(values[-1]), 0.0))
    return found


def omega_total(found: Floats) -> float:
    """Of loadings on one factor: the share of the sum's variance that they explain (McDonald, 1999)."""
    common = float(found.sum()) ** 2
    own = float((1 - found**2).sum())
    return common / (common + own) if common + own > 0 else 1.0
