"""Covariances and correlations of columns with gaps: each pair over the people who answered both."""

import numpy as np

from scoring.irt.parameters import Floats


def pairwise_covariances(values: Floats) -> Floats:
    """Shape (people, items) with NaN for missing; gives shape (items, items), divided by one less than the pairs.

    ValueError where fewer than two people answered both items of a pair.
    """
    there, filled, pairs = _pairs(values)
    sums = filled.T @ there  # of the row's item, over the people who also answered the column's
    products: Floats = (filled.T @ filled - sums * sums.T / pairs) / (pairs - 1)
    return products


def pairwise_correlations(values: Floats) -> Floats:
    """As `pairwise_covariances`; each correlation uses the spread among the people of its own pair.

    ValueError too where an item has no spread among the people of a pair.
    """
    there, filled, pairs = _pairs(values)
    sums = filled.T @ there
    products = filled.T @ filled - sums * sums.T / pairs
    squares = (filled**2).T @ there - sums**2 / pairs
    if not (squares > 1e-12 * pairs).all():
        raise ValueError("an item has one and the same answer of everybody who answered it and some other item")
    found: Floats = products / np.sqrt(squares * squares.T)
    np.fill_diagonal(found, 1.0)
    return found


def _pairs(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Who answered (1 or 0), the answers around their mean with 0 for none, and how many answered both of a pair."""
    there = (~np.isnan(values)).astype(np.float64)
    pairs = there.T @ there
    if not (pairs >= 2).all():
        raise ValueError("fewer than two people answered both items of some pair")
    centred = values - np.nanmean(values, axis=0)
    return there, np.where(there == 1, centred, 0.0), pairs
