"""Item response theory for right-or-wrong items: Rasch and two-parameter models, ability by expected a posteriori.

P(correct) = 1 / (1 + exp(-a (theta - b))), with ability theta and difficulty b in logits and discrimination a per logit
(Rasch: a = 1; Birnbaum, 1968). Ability is the mean of the posterior over a fixed grid, its standard error the
posterior standard deviation (Bock & Mislevy, 1982). The default prior is normal with mean 0 and standard deviation
1.5 logits: wide, because nothing is known yet of the people this is for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: The grid reaches this many prior standard deviations to each side.
REACH = 5.0
POINTS = 201

Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal prior of ability, in logits."""

    mean: float = 0.0
    sd: float = 1.5


@dataclass(frozen=True, slots=True, order=True)
class Response:
    """One answered item: difficulty in logits, right or wrong, discrimination per logit."""

    difficulty: float
    correct: bool
    discrimination: float = 1.0


@dataclass(frozen=True, slots=True)
class Ability:
    """Ability and its standard error, both in logits."""

    value: float
    se: float


def probability(ability: float | Grid, difficulty: float, discrimination: float = 1.0) -> Grid:
    """Chance of a correct answer, in (0, 1); the shape is that of `ability`."""
    return np.asarray(1.0 / (1.0 + np.exp(-discrimination * (np.asarray(ability) - difficulty))), dtype=np.float64)


def information(ability: float | Grid, difficulty: float, discrimination: float = 1.0) -> Grid:
    """Fisher information a² P (1 - P) per squared logit; the shape is that of `ability`."""
    chance = probability(ability, difficulty, discrimination)
    return discrimination**2 * chance * (1.0 - chance)


def eap(responses: Sequence[Response], prior: Prior | None = None) -> Ability:
    """Expected a posteriori ability. The order of the responses makes no difference, to the last bit."""
    prior = prior or Prior()
    grid = prior.mean + prior.sd * np.linspace(-REACH, REACH, POINTS)
    log_posterior = -0.5 * ((grid - prior.mean) / prior.sd) ** 2
    for response in sorted(responses):
        sign = 1.0 if response.correct else -1.0
        logit = response.discrimination * (grid - response.difficulty)
        log_posterior = log_posterior - np.logaddexp(0.0, -sign * logit)
    weights = np.exp(log_posterior - log_posterior.max())
    weights = weights / weights.sum()
    mean = float(weights @ grid)
    return Ability(mean, float(np.sqrt(weights @ (grid - mean) ** 2)))
