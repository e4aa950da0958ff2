"""Standard errors of measurement of a mean or a sum: of one person, or from a reliability that is known."""

import math
from collections.abc import Sequence

from scoring.measures import Scale


def error_of(scale: Scale, values: Sequence[float]) -> float | None:
    """Standard error of the mean of these answers, in answer-scale points.

    From the scale's reliability where a measured group gave it, else the person's own (`error_of_mean`). With answers
    missing it grows by sqrt(items / answers), because the error variance of a mean falls with the number of answers.
    """
    known = known_error(scale)
    return error_of_mean(values) if known is None else known * math.sqrt(len(scale.items) / len(values))


def known_error(scale: Scale) -> float | None:
    """SD × sqrt(1 - r), per answered item's mean; None without both the reliability and the group's SD.

    `reliability_sd` is in the points of the scale itself, so a sum's is divided by its items.
    """
    if scale.reliability is None or scale.reliability_sd is None:
        return None
    error = scale.reliability_sd * math.sqrt(1 - scale.reliability)
    return error if scale.method == "mean" else error / len(scale.items)


def error_of_mean(values: Sequence[float]) -> float | None:
    """Conditional standard error of measurement of a mean over items, in answer-scale points.

    sqrt(sum((x - mean)²) / (n (n - 1))), as sqrt((n sum(x²) - sum(x)²) / (n² (n - 1))), which is exact for whole and
    half values and so the same, to the last bit, for one person and for many (`scoring.batch`). It is the absolute
    error of one person over items taken as a sample of all items that could have been asked (Brennan, 1998). For
    right-or-wrong items, times n, it is Lord's (1955) binomial error sqrt(x (n - x) / (n - 1)). None with fewer than
    two answers, and when all answers are the same: the formula then gives 0, which would claim a certainty that nobody
    has.
    """
    count = len(values)
    if count < 2 or len(set(values)) == 1:
        return None
    total, squares = math.fsum(values), math.fsum(value * value for value in values)
    return math.sqrt(max(0.0, count * squares - total * total) / (count * count * (count - 1)))
