"""Differential item functioning by logistic regression: uniform, non-uniform, both."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.chi_square import upper_tail
from scoring.dif.matching import Compared, Comparison, Flags, compare
from scoring.irt.parameters import Floats

SIGNIFICANCE = 0.05
#: Of the difference in Nagelkerke's R² (Jodoin & Gierl, 2001).
NEGLIGIBLE, LARGE = 0.035, 0.070
STILL, MOST_ROUNDS = 1e-12, 100

Size = Literal["A", "B", "C"]


@dataclass(frozen=True)
class LikelihoodRatio:
    """Of two nested models: likelihood ratio chi-square, its chance, and the difference in Nagelkerke's R²."""

    statistic: float
    df: int
    p: float
    r2_difference: float


@dataclass(frozen=True)
class Logistic:
    """Of one item. `uniform`: group beside score; `non_uniform`: score x group beside both; `both`: these two at once.

    `size`: of `both`: A negligible (or p above .05), B below .070, C from there (Jodoin & Gierl, 2001). All None where
    score or group foretell the answers perfectly, so that no model can be fitted.
    """

    uniform: LikelihoodRatio | None
    non_uniform: LikelihoodRatio | None
    both: LikelihoodRatio | None
    size: Size | None


def logistic(compared: Compared, purify: bool = False) -> Comparison[Logistic]:
    """Each item by Swaminathan & Rogers (1990); `purify` leaves items with p ≤ .05 for both out of the score."""
    return compare(compared, _item, lambda found: found.both is not None and found.both.p <= SIGNIFICANCE, purify)


def _item(compared: Compared, item: int, kept: Flags) -> Logistic:
    answers, group = compared.answers[:, item], compared.focal.astype(np.float64)
    score = compared.score(item, kept)
    score = (score - score.mean()) / (score.std() or 1.0)  # the same models, steadier figures
    columns = np.column_stack((np.ones_like(score), score, group, score * group))
    deviances = [_deviance(columns[:, :width], answers) for width in (1, 2, 3, 4)]
    if any(deviance is None for deviance in deviances):
        return Logistic(None, None, None, None)
    none, matched, uniform, full = (float(deviance or 0.0) for deviance in deviances)
    people = len(answers)
    both = _test(matched, full, 2, none, people)
    return Logistic(
        _test(matched, uniform, 1, none, people), _test(uniform, full, 1, none, people), both, size_of(both)
    )


def size_of(both: LikelihoodRatio) -> Size:
    """By the difference in R², and A where chance explains it."""
    if both.p > SIGNIFICANCE or both.r2_difference < NEGLIGIBLE:
        return "A"
    return "C" if both.r2_difference >= LARGE else "B"


def _test(smaller: float, larger: float, df: int, none: float, people: int) -> LikelihoodRatio:
    statistic = max(0.0, smaller - larger)
    difference = nagelkerke(larger, none, people) - nagelkerke(smaller, none, people)
    return LikelihoodRatio(statistic, df, upper_tail(statistic, df), difference)


def nagelkerke(deviance: float, none: float, people: int) -> float:
    """R² from the deviances of a model and of the one without predictors (Nagelkerke, 1991)."""
    return float(np.expm1((deviance - none) / people) / np.expm1(-none / people))


def _deviance(columns: Floats, answers: Floats) -> float | None:
    """Minus twice the greatest log-likelihood, by Newton's method; None where it has no greatest value."""
    weights, before = np.zeros(columns.shape[1]), np.inf
    for _ in range(MOST_ROUNDS):
        logits = columns @ weights
        deviance = 2 * float(np.logaddexp(0, np.where(answers == 1, -logits, logits)).sum())
        if abs(before - deviance) <= STILL * (abs(deviance) + 0.1):
            return None if _perfect(logits) else deviance
        chance = 1 / (1 + np.exp(-np.clip(logits, -500, 500)))
        information = columns.T @ (columns * (chance * (1 - chance))[:, None])
        try:
            weights = weights + np.linalg.solve(information, columns.T @ (answers - chance))
        except np.linalg.LinAlgError:
            return None
        before = deviance
    return None


def _perfect(logits: Floats) -> bool:
    """Whether some answer is foretold as surely as no people can show: the sign of weights that grow for ever."""
    return bool(np.abs(logits).max() > 15)
