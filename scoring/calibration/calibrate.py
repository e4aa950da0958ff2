"""Item parameters from answers: marginal maximum likelihood by EM (Bock & Aitkin, 1981).

Ability is taken to be normal with mean 0; its variance is 1, or free with the Rasch model, whose a is 1. A missing
answer adds nothing to the likelihood, which is right when what is missing does not depend on what it would have been.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scoring.calibration.curves import Parameters
from scoring.calibration.outcome import calibration_of
from scoring.calibration.patterns import Patterns, check_answers
from scoring.calibration.result import Calibration, Model
from scoring.calibration.rounds import MOST_ROUNDS, Progress, estimated
from scoring.irt.parameters import Floats

#: Marginal chances are flatter than those at one ability by about this much; where the search for intercepts begins.
STEEPER = 1.2


def calibrate(
    answers: Floats,
    model: Model,
    ids: Sequence[str] = (),
    progress: Progress | None = None,
    most_rounds: int = MOST_ROUNDS,
) -> Calibration:
    """Calibrate items from one row a person, one column an item, NaN for missing; answers as `Patterns.of` wants them.

    The order of items and people makes no difference. ValueError for answers that can't be used, or that are not right
    or wrong (0 or 1) with `rasch` and `2pl`, and for another number of ids than items.
    """
    names = list(ids) or [str(place + 1) for place in range(answers.shape[1])]
    if len(names) != answers.shape[1]:
        raise ValueError(f"{answers.shape[1]} items need as many ids, found {len(names)}")
    check_answers(answers, 2 if model != "graded" else None)
    order = _order(answers)
    patterns = Patterns.of(answers[:, order])
    found = estimated(patterns, _start(patterns), model == "rasch", progress, most_rounds)
    result = calibration_of(patterns, found, model, [names[place] for place in order])
    return replace(result, items=tuple(result.items[place] for place in np.argsort(order)))


def _order(answers: Floats) -> list[int]:
    """Items by what was answered, so that their order in the file can't change a bit of the result."""

    def content(place: int) -> tuple[list[float], bytes]:
        column = answers[:, place]
        return np.sort(column).tolist(), column.tobytes()

    return sorted(range(answers.shape[1]), key=content)


def _start(patterns: Patterns) -> Parameters:
    """Slope 1, and the intercepts that give each answer about its share."""
    given = (patterns.counts @ patterns.chosen).reshape(patterns.items, patterns.widest)
    above = np.cumsum(given[:, ::-1], axis=1)[:, -2::-1] / given.sum(axis=1, keepdims=True)
    possible = patterns.possible[:, 1:]
    share = np.where(possible, above, 0.5)
    return Parameters(np.ones(patterns.items), np.where(possible, STEEPER * np.log(share / (1 - share)), -np.inf))
