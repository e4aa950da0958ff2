"""Ability of one person from answers to calibrated items, in four ways, each with its standard error in logits.

| method | value | standard error |
| --- | --- | --- |
| `eap` | mean of the posterior over a grid (Bock & Mislevy, 1982) | standard deviation of the posterior |
| `map` | top of the posterior (Lord, 1986) | 1 / sqrt(I + 1 / prior variance) |
| `ml` | top of the likelihood; infinite when all answers are wrong, or all right | 1 / sqrt(I) |
| `wle` | weighted likelihood, without first-order bias (Warm, 1989) | 1 / sqrt(I) |

I is the expected (Fisher) information at the estimate. With `errors="observed"` the standard error is 1 / sqrt of the
curvature of what was maximised instead, which for graded items and guessing depends on the answers given.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from scoring.irt.ability import Ability
from scoring.irt.answers import Answer, Answered
from scoring.irt.information import bank_information
from scoring.irt.maximum import (
    Slope,
    curvature,
    highest,
    slope_of_likelihood,
    slope_of_posterior,
    slope_of_weighted_likelihood,
)
from scoring.irt.parameters import Bank
from scoring.irt.posterior import Posterior
from scoring.irt.prior import Prior, Quadrature

Errors = Literal["expected", "observed"]
Method = Literal["eap", "map", "ml", "wle"]


def estimate(
    bank: Bank,
    answers: Sequence[Answer],
    method: Method = "eap",
    prior: Prior | None = None,
    quadrature: Quadrature | None = None,
    errors: Errors = "expected",
) -> Ability:
    """Ability from one answer per item, None for a missing one; `prior` for `eap` and `map`, `quadrature` for `eap`.

    ValueError for an answer that an item doesn't have, a wrong number of answers, or a method that doesn't exist.
    """
    if method not in _METHODS and method != "eap":
        raise ValueError(f"method is one of eap, map, ml, wle; found {method!r}")
    answered, prior = Answered.of(bank, answers), prior or Prior()
    if method == "eap":
        return eap_of(answered, prior, quadrature)
    return _METHODS[method](answered, prior, errors)


def eap_of(answered: Answered, prior: Prior, quadrature: Quadrature | None = None) -> Ability:
    """Expected a posteriori. Without answers the prior remains."""
    return posterior_of(answered, prior, quadrature).ability


def posterior_of(answered: Answered, prior: Prior, quadrature: Quadrature | None = None) -> Posterior:
    """Prior times likelihood over the grid."""
    quadrature = quadrature or Quadrature.around(prior)
    log_prior = quadrature.log_weights + prior.log_density(quadrature.grid)
    return Posterior.of(quadrature.grid, log_prior + answered.log_likelihood(quadrature.grid))


def _map(answered: Answered, prior: Prior, errors: Errors) -> Ability:
    if not len(answered):
        return Ability(prior.mean, prior.sd)
    return _top(answered, slope_of_posterior(answered, prior), errors, prior)


def _ml(answered: Answered, _prior: Prior, errors: Errors) -> Ability:
    extreme = answered.extreme
    if extreme == "all_lowest":
        return Ability(-math.inf, math.inf, "all_lowest")
    if extreme == "all_highest":
        return Ability(math.inf, math.inf, "all_highest")
    return _without_prior(answered, slope_of_likelihood(answered), errors)


def _wle(answered: Answered, _prior: Prior, errors: Errors) -> Ability:
    return _without_prior(answered, slope_of_weighted_likelihood(answered), errors)


def _without_prior(answered: Answered, slope: Slope, errors: Errors) -> Ability:
    return _top(answered, slope, errors) if len(answered) else Ability(math.nan, math.inf, "no_answers")


def _top(answered: Answered, slope: Slope, errors: Errors, prior: Prior | None = None) -> Ability:
    value = highest(answered, slope, prior.mean if prior else None)
    if math.isinf(value):
        return Ability(value, math.inf, "no_maximum")
    if errors == "observed":
        return Ability(value, _error(curvature(slope, value)))
    known = 1 / prior.sd**2 if prior else 0.0
    return Ability(value, _error(float(bank_information(answered.bank, value).sum()) + known))


def _error(information: float) -> float:
    return 1 / math.sqrt(information) if information > 0 else math.inf


_METHODS: Mapping[str, Callable[[Answered, Prior, Errors], Ability]] = {"map": _map, "ml": _ml, "wle": _wle}
