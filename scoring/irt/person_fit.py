"""Whether a person's answers fit together: lz, the standardised log-likelihood of the answers."""

import math
from collections.abc import Sequence

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
