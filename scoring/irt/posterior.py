"""What is believed of a person's ability after the answers: a weight for each point of a grid."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.irt.ability import Ability
from scoring.irt.parameters import Floats


@dataclass(frozen=True, eq=False)
class Posterior:
    """`weights` sum to 1 over the equally spaced abilities of `grid`, in logits; both have the shape (q,)."""

    grid: Floats
    weights: Floats

    @classmethod
    def of(cls, grid: Floats, log_weights: Floats) -> Self:
        """From the logarithm of prior times likelihood at each ability, up to a constant."""
        weights = np.exp(log_weights - log_weights.max())
        return cls(grid, weights / weights.sum())

    @property
    def ability(self) -> Ability:
        """Mean and standard deviation: expected a posteriori (Bock & Mislevy, 1982)."""
        mean = float(self.weights @ self.grid)
        return Ability(mean, float(np.sqrt(self.weights @ (self.grid - mean) ** 2)))

    def below(self, border: float) -> float:
        """Probability, 0 to 1, that ability is below a border. Each weight is spread evenly around its point."""
        half = (self.grid[1] - self.grid[0]) / 2
        edges = np.append(self.grid - half, self.grid[-1] + half)
        return float(np.interp(border, edges, np.append(0.0, np.cumsum(self.weights)).clip(0.0, 1.0)))
