"""Whether a person's answers fit together: the log-likelihood lz, and the mean squares of what is left."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.irt.answers import Answer, Answered
from scoring.irt.models import log_chances
from scoring.irt.parameters import Bank


def lz(bank: Bank, answers: Sequence[Answer], ability: float) -> float | None:
    """The index lz = (l - E) / sqrt(V) at this ability, in standard deviations; at -2, answers seldom go together.

    l is the log-likelihood of the answers, E = sum P log P its expectation, V = sum P (log P)² - (sum P log P)² its
    variance, summed over the answered items (Drasgow, Levine & Williams, 1985; graded: their polytomous form). At an
    estimated ability its spread is a little below 1, so that a cut-off of -1.645 or -2 is on the careful side
    (Molenaar & Hoijtink, 1990). None without answers, where nothing varies, or for an infinite ability.
    """
    answered = Answered.of(bank, answers)
    if not len(answered) or not math.isfinite(ability):
        return None
    log = log_chances(answered.bank, ability)[0]
    chance = np.exp(log)
    log = np.where(chance > 0, log, 0.0)
    mean = (chance * log).sum(axis=1)
    variance = float(((chance * log**2).sum(axis=1) - mean**2).sum())
    if variance <= 0:
        return None
    return (float(answered.log_likelihood(ability)[0]) - float(mean.sum())) / math.sqrt(variance)


@dataclass(frozen=True)
class MeanSquares:
    """About 1 when the model holds, more for surprising answers. `outfit` is led by items far from the person, `infit`
    by near ones; `z_outfit` and `z_infit` are the same as standard normal figures.
    """

    outfit: float
    z_outfit: float
    infit: float
    z_infit: float


#: The spread of a mean square, beyond which the cube root is no longer near to normal; as mirt has it.
MOST_SPREAD = 1.4142


def mean_squares(bank: Bank, answers: Sequence[Answer], ability: float) -> MeanSquares | None:
    """Person outfit and infit at this ability (Wright & Masters, 1982, also for graded answers).

    With E the expected answer, W its variance and C its fourth central moment, summed over the J answered items:
    outfit = sum (x - E)² / W / J, q² = sum (C / W²) / J² - 1 / J; infit = sum (x - E)² / sum W, q² = sum (C - W²) /
    (sum W)²; z = (cube root - 1) 3 / q + q / 3. None without answers, where nothing varies, or for an infinite ability.
    """
    answered = Answered.of(bank, answers)
    if not len(answered) or not math.isfinite(ability):
        return None
    chance = np.exp(log_chances(answered.bank, ability)[0])
    steps = np.arange(chance.shape[1])
    expected = chance @ steps
    away = steps - expected[:, None]
    variance, fourth = ((chance * away**power).sum(axis=1) for power in (2, 4))
    if not variance.all() or not (fourth > variance**2).any():
        return None
    squares, items = (answered.values - expected) ** 2, len(answered)
    outfit, infit = float((squares / variance).mean()), float(squares.sum() / variance.sum())
    spread_out = float((fourth / variance**2).sum()) / items**2 - 1 / items
    spread_in = float((fourth - variance**2).sum()) / float(variance.sum()) ** 2
    return MeanSquares(outfit, _standardised(outfit, spread_out), infit, _standardised(infit, spread_in))


def _standardised(mean_square: float, variance: float) -> float:
    """Wilson & Hilferty (1931): the cube root of a mean square is near to normal."""
    spread = min(math.sqrt(variance), MOST_SPREAD)
    return (math.cbrt(mean_square) - 1) * 3 / spread + spread / 3
