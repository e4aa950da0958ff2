"""How one person's answering went: facts about it, and one careful statement. Never about health answers.

No fact says why. A long run can be agreement, a fast answer a short question. A sign is a reason to talk, no judgement
of a person, and never a reason to leave out a score.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.chi_square import upper_tail
from scoring.irt.parameters import Floats
from scoring.items import Sensitivity

#: Fewer answers than this show nothing.
LEAST_ANSWERS = 8
#: A run of half the answers (Curran, 2016), more than half below the floor (Huang et al., 2012), even-odd below .30
#: (Jackson, 1977), a distance that one in a thousand has.
RUN_SHARE, FAST_SHARE, LEAST_CONSISTENCY, UNUSUAL = 0.5, 0.5, 0.30, 0.001
#: With fewer scales even-odd consistency is chance.
LEAST_SCALES = 5

Kind = Literal["patterned", "fast", "inconsistent", "unusual"]


@dataclass(frozen=True)
class Given:
    """One answer in the order of asking. `value`: a code as a number, None for no answer. `milliseconds`: to answer.

    An answer of which nobody says otherwise counts as a health answer, and is not looked at.
    """

    value: float | None
    scale: str
    milliseconds: int | None = None
    sensitivity: Sensitivity = Sensitivity.HEALTH


@dataclass(frozen=True, eq=False)
class Population:
    """What answers are compared with, per item in the order of asking: `mean` (items,), `covariance` (items, items)."""

    mean: Floats
    covariance: Floats


@dataclass(frozen=True)
class Statement:
    """Kinds of signs; `strength`: none, one, or several. None of it can be said with `enough` False."""

    kinds: tuple[Kind, ...]
    strength: Literal["none", "one", "several"]
    enough: bool


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


def statement(
    answers: Sequence[Given], language: str, floors: Mapping[str, int], population: Population | None = None
) -> Statement:
    """Of one module. Health answers are taken out before anything is looked at, from the population too."""
    seen = [place for place, answer in enumerate(answers) if answer.sensitivity is not Sensitivity.HEALTH]
    # an answer that is taken out ends a run, so that nobody can tell from a run what it was
    run = longest_run([None if one.sensitivity is Sensitivity.HEALTH else one.value for one in answers])
    given = [answers[place] for place in seen]
    count = sum(answer.value is not None for answer in given)
    if count < LEAST_ANSWERS:
        return Statement((), "none", False)
    timed = [answer.milliseconds for answer in given if answer.value is not None and answer.milliseconds is not None]
    consistency = even_odd(_by_scale(given))
    distance = None if population is None else mahalanobis([one.value for one in given], _part(population, seen))
    signs: tuple[tuple[Kind, bool], ...] = (
        ("patterned", run >= LEAST_ANSWERS and run >= RUN_SHARE * count),
        ("fast", bool(timed) and fast_answers(timed, language, floors) > FAST_SHARE * len(timed)),
        ("inconsistent", consistency is not None and consistency < LEAST_CONSISTENCY),
        ("unusual", distance is not None and distance[1] < UNUSUAL),
    )
    kinds = tuple(kind for kind, seen_here in signs if seen_here)
    return Statement(kinds, "none" if not kinds else "one" if len(kinds) == 1 else "several", True)


def _by_scale(given: Sequence[Given]) -> list[list[float | None]]:
    found: dict[str, list[float | None]] = {}
    for answer in given:
        found.setdefault(answer.scale, []).append(answer.value)
    return list(found.values())


def _part(population: Population, places: Sequence[int]) -> Population:
    return Population(population.mean[places], population.covariance[np.ix_(places, places)])
