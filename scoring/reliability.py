"""How well the items of a scale go together: alpha with its interval, omega, item-rest correlations, SEM."""

from dataclasses import dataclass

import numpy as np

from scoring.covariances import pairwise_correlations, pairwise_covariances
from scoring.f_distribution import f_quantile
from scoring.irt.parameters import Floats
from scoring.one_factor import LEAST_ITEMS, loadings, omega_total

CERTAINTY = 0.95


@dataclass(frozen=True)
class Reliability:
    """Of one scale. `people`: who answered at least one item. `mean`, `sd`, `sem`: of a person's mean over the items
    that he answered, in the unit of the answers. `omega` and `loadings` are None with fewer than three items, and where
    one factor can't be estimated; `item_rest` has None where the rest has no spread.
    """

    people: int
    alpha: float
    interval: tuple[float, float]
    omega: float | None
    loadings: tuple[float, ...] | None
    item_rest: tuple[float | None, ...]
    mean: float
    sd: float
    sem: float


def reliability(answers: Floats, certainty: float = CERTAINTY) -> Reliability:
    """Of answers that all run the same way: shape (people, items), NaN for missing.

    Alpha from covariances of pairs (Cronbach, 1951), its interval by Feldt (1965) as if everybody answered all, omega
    total of one factor by minimum residual on correlations of pairs (McDonald, 1999), SEM = sd * sqrt(1 - alpha).
    ValueError for fewer than two items or people, an item without spread, pairs of items that hardly anybody answered.
    """
    answers = answers[(~np.isnan(answers)).any(axis=1)] if answers.ndim == 2 else answers
    _check(answers)
    people, items = answers.shape
    covariances = pairwise_covariances(answers)
    alpha = alpha_of(covariances)
    means = np.nanmean(answers, axis=1)
    sd = float(means.std(ddof=1))
    found = _loadings(answers)
    return Reliability(
        people=people,
        alpha=alpha,
        interval=feldt_interval(alpha, people, items, certainty),
        omega=None if found is None else omega_total(found),
        loadings=None if found is None else tuple(found.tolist()),
        item_rest=item_rest_of(covariances),
        mean=float(means.mean()),
        sd=sd,
        sem=sd * max(0.0, 1 - alpha) ** 0.5,
    )


def alpha_of(covariances: Floats) -> float:
    """Cronbach's alpha from covariances, shape (items, items). ValueError where the sum has no variance."""
    items, total = len(covariances), float(covariances.sum())
    if total <= 0:
        raise ValueError("the sum of the items has no variance: do they run in opposite directions?")
    return items / (items - 1) * (1 - float(np.trace(covariances)) / total)


def feldt_interval(alpha: float, people: int, items: int, certainty: float = CERTAINTY) -> tuple[float, float]:
    """Of alpha, lower and upper, by the F distribution (Feldt, 1965). ValueError for fewer than two people or items."""
    df1, df2 = people - 1, (people - 1) * (items - 1)
    tail = (1 - certainty) / 2
    return 1 - (1 - alpha) * f_quantile(1 - tail, df1, df2), 1 - (1 - alpha) * f_quantile(tail, df1, df2)


def _check(answers: Floats) -> None:
    if answers.ndim != 2 or answers.shape[0] < 2 or answers.shape[1] < 2:
        raise ValueError(f"reliability needs at least two people and two items, found the shape {answers.shape}")
    for item, column in enumerate(answers.T):
        given = column[~np.isnan(column)]
        if len(given) == 0 or (given == given[0]).all():
            raise ValueError(f"item {item + 1} has no spread")


def _loadings(answers: Floats) -> Floats | None:
    if answers.shape[1] < LEAST_ITEMS:
        return None
    try:
        return loadings(pairwise_correlations(answers))
    except ValueError:
        return None


def item_rest_of(covariances: Floats) -> tuple[float | None, ...]:
    """Correlation of each item with the sum of the others, from covariances, shape (items, items)."""
    own, row = np.diag(covariances), covariances.sum(axis=1)
    rest = covariances.sum() - 2 * row + own
    return tuple(
        float((row[item] - own[item]) / np.sqrt(own[item] * rest[item])) if rest[item] > 0 else None
        for item in range(len(own))
    )
