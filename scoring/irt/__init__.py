"""Item response theory: models, information, and ability with its standard error. Rasch, 2PL, 3PL, graded response.

Everything is in logits on the logistic metric. `Bank` holds items as arrays; `estimate` is the way in for one person.
"""

from scoring.irt.ability import Ability
from scoring.irt.answers import Answer, Answered
from scoring.irt.estimates import estimate
from scoring.irt.information import bank_information, information
from scoring.irt.models import Curves, curves, log_chances, probability
from scoring.irt.parameters import Bank, ItemParameters
from scoring.irt.person_fit import MeanSquares, lz, mean_squares
from scoring.irt.posterior import Posterior
from scoring.irt.prior import Prior, Quadrature
from scoring.irt.rasch import Response, eap, posterior

__all__ = [
    "Ability",
    "Answer",
    "Answered",
    "Bank",
    "Curves",
    "ItemParameters",
    "MeanSquares",
    "Posterior",
    "Prior",
    "Quadrature",
    "Response",
    "bank_information",
    "curves",
    "eap",
    "estimate",
    "information",
    "log_chances",
    "lz",
    "mean_squares",
    "posterior",
    "probability",
]
