"""How one person's answering went, in figures. What they add up to is in `scoring.reliance`.

No figure says why. A long run can be agreement, a fast answer a short question.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.chi_square import upper_tail
from scoring.irt.parameters import Floats

#: With fewer scales even-odd consistency is chance, with fewer pairs their correlation.
LEAST_SCALES, LEAST_PAIRS = 5, 3

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Population:
    """What answers are compared with, per item in the order of asking: `mean` (items,), `covariance` (items, items)."""

    mean: Floats
    covariance: Floats


def longest_run(values: Sequence[Hashable | None]) -> int:
    """Most neighbours with the same answer; None ends a run. 0 without answers."""
    longest = run = 0
    last: Hashable | None = None
    for value in values:
        run = 0 if value is None else run + 1 if value == last else 1
        last, longest = value, max(longest, run)
    return longest


def variability(values: Sequence[float | None]) -> float | None:
    """Standard deviation of a person's own answers, n - 1 (Dunn et al., 2018); None for fewer than two.

    There is no cut-off that holds for every questionnaire, so it makes no statement.
    """
    given = [value for value in values if value is not None]
    return float(np.std(given, ddof=1)) if len(given) > 1 else None


def even_odd(scales: Sequence[Sequence[float | None]]) -> float | None:
    """Whether halves of scales agree within a person: -1 to 1; None with fewer than five scales, or without spread.

    Means of the answers in odd and in even places of each scale, keyed in one direction, correlated over the scales
    and lengthened by Spearman-Brown (Jackson, 1977; Curran, 2016).
    """
    halves = [(_mean(scale[0::2]), _mean(scale[1::2])) for scale in scales]
    pairs = np.array([pair for pair in halves if None not in pair], dtype=np.float64)
    if len(pairs) < LEAST_SCALES or np.ptp(pairs[:, 0]) == 0 or np.ptp(pairs[:, 1]) == 0:
        return None
    r = float(np.atleast_2d(np.corrcoef(pairs.T))[0, 1])
    return max(-1.0, 2 * r / (1 + r)) if r > -1 else -1.0


def halves_apart(scales: Sequence[Sequence[float | None]]) -> float | None:
    """How far the means of odd and of even places lie apart, on average over scales, in answer-scale points.

    A level profile has an even-odd correlation of chance; its halves lie close together all the same. None without a
    scale that has an answer in both halves.
    """
    halves = [(_mean(scale[0::2]), _mean(scale[1::2])) for scale in scales]
    apart = [abs(odd - even) for odd, even in halves if odd is not None and even is not None]
    return sum(apart) / len(apart) if apart else None


def _mean(values: Sequence[float | None]) -> float | None:
    given = [value for value in values if value is not None]
    return sum(given) / len(given) if given else None


def mahalanobis(values: Sequence[float | None], population: Population) -> tuple[float, float] | None:
    """Squared distance from the population's mean over the answered items, and the chance of at least that.

    None without answers. ValueError where sizes differ, or the covariance of these items has no inverse.
    """
    items = len(values)
    if population.mean.shape != (items,) or population.covariance.shape != (items, items):
        raise ValueError(f"{items} answers, but a population of {population.mean.shape} items")
    there = np.array([value is not None for value in values])
    if not there.any():
        return None
    distance = np.array([value for value in values if value is not None]) - population.mean[there]
    block = population.covariance[np.ix_(there, there)]
    if np.linalg.matrix_rank(block) < len(block):
        raise ValueError("the covariance of these items has no inverse: does one repeat others?")
    squared = float(distance @ np.linalg.solve(block, distance))
    return squared, upper_tail(squared, len(block))


def fast_answers(milliseconds: Sequence[int | None], language: str, floors: Mapping[str, int]) -> int:
    """How many came sooner than can be read in this language; ValueError for a language without a floor."""
    if language not in floors:
        raise ValueError(f"there is no floor for the language {language}")
    return sum(time < floors[language] for time in milliseconds if time is not None)


def synonyms_of(answers: Floats, least: float) -> tuple[tuple[int, int], ...]:
    """Pairs of items that people answer alike: places of two items whose answers correlate above `least`.

    `answers`: (people, items), NaN for none. Each pair once, later item first (Meade & Craig, 2012).
    """
    pairs = ((later, earlier) for later in range(answers.shape[1]) for earlier in range(later))
    return tuple(pair for pair in pairs if _correlation(answers[:, list(pair)]) > least)


def _correlation(columns: Floats) -> float:
    """Over the rows in which both are there; 0 without spread."""
    both = columns[~np.isnan(columns).any(axis=1)]
    flat = len(both) < LEAST_PAIRS or np.ptp(both[:, 0]) == 0 or np.ptp(both[:, 1]) == 0
    return 0.0 if flat else float(np.atleast_2d(np.corrcoef(both.T))[0, 1])


def synonyms(values: Sequence[float | None], pairs: Pairs) -> float | None:
    """Whether a person answers pairs of like items alike: the correlation over the pairs, -1 to 1.

    None with fewer than three answered pairs, or without spread on either side.
    """
    found = [(values[one], values[other]) for one, other in pairs]
    given = np.array([pair for pair in found if None not in pair], dtype=np.float64)
    if len(given) < LEAST_PAIRS or np.ptp(given[:, 0]) == 0 or np.ptp(given[:, 1]) == 0:
        return None
    return float(np.atleast_2d(np.corrcoef(given.T))[0, 1])
