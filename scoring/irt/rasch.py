"""Ability from responses one by one, as a scale of a questionnaire gives them: difficulty, right or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.irt.ability import Ability
from scoring.irt.answers import Answered
from scoring.irt.estimates import posterior_of
from scoring.irt.parameters import Bank, ItemParameters
from scoring.irt.posterior import Posterior
from scoring.irt.prior import Prior


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
