"""What a calibration returns."""

from dataclasses import dataclass
from typing import Literal

from scoring.calibration.score_fit import ScoreFit
from scoring.irt.parameters import ItemParameters

Model = Literal["rasch", "2pl", "graded"]


@dataclass(frozen=True, slots=True)
class CalibratedItem:
    """One item: discrimination `a` per logit, difficulty or thresholds `b` in logits, with their standard errors.

    `se_a` is None for Rasch, whose a is fixed at 1; all errors are None where the data don't determine the parameters.
    `infit` and `outfit` are there for Rasch; `fit` is S-X², None with too few complete answers.
    """

    id: str
    a: float
    b: tuple[float, ...]
    se_a: float | None
    se_b: tuple[float | None, ...]
    fit: ScoreFit | None
    infit: float | None = None
    outfit: float | None = None

    @property
    def parameters(self) -> ItemParameters:
        """To score people with. ValueError for an item that runs the wrong way (a not above 0)."""
        return ItemParameters(id=self.id, a=self.a, b=self.b)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All items in the order they were given. `n`: people with at least one answer.

    `latent_variance` of ability in logits², with its standard error, is there for Rasch; the other models take 1.
    `converged` is False when the estimates still moved after the last of `rounds`.
    """

    model: Model
    n: int
    log_likelihood: float
    items: tuple[CalibratedItem, ...]
    rounds: int
    converged: bool
    latent_variance: float | None = None
    se_latent_variance: float | None = None
