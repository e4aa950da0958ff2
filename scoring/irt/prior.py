"""What is assumed of ability before an answer, and the points at which it is weighed."""

from dataclasses import dataclass

import numpy as np

from scoring.irt.parameters import Floats

#: Without a quadrature of its own, the grid reaches this many prior standard deviations to each side.
REACH = 5.0
POINTS = 201


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal prior of ability, in logits. The default is wide: nothing is known yet of the people this is for."""

    mean: float = 0.0
    sd: float = 1.5

    def log_density(self, ability: Floats) -> Floats:
        """Logarithm of the density, without its constant; the shape is that of `ability`."""
        return np.asarray(-0.5 * ((ability - self.mean) / self.sd) ** 2, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Quadrature:
    """Equally spaced abilities in logits, both ends included.

    `trapezoid` halves the weight of both ends, which matters only where the range cuts off a part of the posterior.
    """

    lower: float
    upper: float
    points: int = POINTS
    trapezoid: bool = True

    @classmethod
    def around(cls, prior: Prior) -> "Quadrature":
        """From 5 standard deviations below the prior's mean to 5 above it, 201 points of equal weight."""
        return cls(prior.mean - REACH * prior.sd, prior.mean + REACH * prior.sd, trapezoid=False)

    @property
    def grid(self) -> Floats:
        """The abilities, shape (points,)."""
        return np.linspace(self.lower, self.upper, self.points)

    @property
    def log_weights(self) -> Floats:
        """Logarithm of the weight of each point, shape (points,)."""
        found = np.zeros(self.points)
        if self.trapezoid:
            found[[0, -1]] = -np.log(2.0)
        return found
