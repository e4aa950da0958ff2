"""Ability from responses one by one, as a scale of a questionnaire gives them: difficulty, right or wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.irt.ability import Ability
from scoring.irt.answers import Answered
from scoring.irt.estimates import posterior_of
from scoring.irt.models import log_chances
from scoring.irt.parameters import Bank, ItemParameters
from scoring.irt.posterior import Posterior
from scoring.irt.prior import Prior, Quadrature


@dataclass(frozen=True, slots=True, order=True)
class Response:
    """One answered item: difficulty in logits, right or wrong, discrimination per logit (Rasch: 1)."""

    difficulty: float
    correct: bool
    discrimination: float = 1.0


def eap(responses: Sequence[Response], prior: Prior | None = None) -> Ability:
    """Expected a posteriori ability. The order of the responses makes no difference, to the last bit."""
    return posterior(responses, prior).ability


def posterior(responses: Sequence[Response], prior: Prior | None = None) -> Posterior:
    """What is believed of ability after these responses."""
    bank = Bank.of([ItemParameters(a=one.discrimination, b=(one.difficulty,)) for one in responses])
    return posterior_of(Answered.of(bank, [int(one.correct) for one in responses]), prior or Prior())


class RaschTable:
    """The chances of Rasch items over the grid of a prior, worked out once, for one person after the other.

    `posterior` gives to the last bit what the function of that name gives for the same responses.
    """

    def __init__(self, difficulties: Iterable[float], prior: Prior) -> None:
        distinct = sorted(set(difficulties))
        quadrature = Quadrature.around(prior)
        self.grid = quadrature.grid
        self._prior = quadrature.log_weights + prior.log_density(self.grid)
        self._place = {difficulty: place for place, difficulty in enumerate(distinct)}
        bank = Bank.of([ItemParameters(b=(difficulty,)) for difficulty in distinct])
        self._log = log_chances(bank, self.grid).reshape(len(self.grid), 2 * len(distinct))

    def posterior(self, responses: Iterable[tuple[float, bool]]) -> Posterior:
        """What is believed of ability after (difficulty, right or wrong); KeyError for a difficulty it wasn't made of.

        Columns in rising order, wrong before right: the order in which numbers are added up can change the last bit.
        """
        columns = sorted(2 * self._place[difficulty] + correct for difficulty, correct in responses)
        return Posterior.of(self.grid, self._prior + np.ascontiguousarray(self._log[:, columns]).sum(axis=1))
