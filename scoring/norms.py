"""What a raw score means among people who took the same scale: percentile, z, T, stanine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

#: Percentiles where the next stanine begins (4, 7, 12, 17, 20, 17, 12, 7, 4 % of people).
STANINE_CUTS = (4.0, 11.0, 23.0, 40.0, 60.0, 77.0, 89.0, 96.0)
T_MEAN, T_SD = 50.0, 10.0
#: The smallest group, for decisions that are not the most important ones (COTAN, 2010: 200 sufficient, 300 good).
LEAST_PEOPLE = 200
#: Scores that are the same to so many decimals are one score.
DECIMALS = 12


@dataclass(frozen=True)
class Norm:
    """One raw score and how many people had it. `z` and `t_linear` from mean and sd, 0 and 50 for the average score;
    `percentile`: share below and half of those at it, above 0 and below 100; `t_normalised` is the T of a normal
    distribution at that percentile, `stanine` (1 to 9) the one of the percentile, `stanine_linear` that of z.
    """

    raw: float
    n: int
    z: float
    t_linear: float
    percentile: float
    t_normalised: float
    stanine: int
    stanine_linear: int


@dataclass(frozen=True)
class NormTable:
    """Of one group. `sd` is divided by one less than `n`. `rows`: each raw score that was found, rising."""

    n: int
    mean: float
    sd: float
    rows: tuple[Norm, ...]

    def place(self, raw: float) -> Norm:
        """What any raw score means in this group, also one that nobody had; ValueError for one that is not finite."""
        if not math.isfinite(raw):
            raise ValueError(f"a raw score is a finite number, found {raw}")
        raw = round(raw, DECIMALS)
        below = sum(row.n for row in self.rows if row.raw < raw)
        same = next((row.n for row in self.rows if row.raw == raw), 0)
        return _norm(raw, below, same, self.n, (self.mean, self.sd))


def norm_table(scores: Sequence[float]) -> NormTable:
    """Of the scores of one group, one a person. ValueError for fewer than two, gaps, or no spread."""
    values = np.round(np.asarray(scores, dtype=np.float64), DECIMALS)
    if values.ndim != 1 or len(values) < 2:
        raise ValueError(f"a norm table needs at least two people, found {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("scores must be finite numbers")
    found, counts = np.unique(values, return_counts=True)
    if len(found) == 1:
        raise ValueError(f"all {len(values)} people have the same score, {found[0]:g}")
    spread = float(values.mean()), float(values.std(ddof=1))
    below = np.concatenate(([0], np.cumsum(counts)[:-1]))
    rows = [
        _norm(float(raw), int(lower), int(n), len(values), spread)
        for raw, lower, n in zip(found, below, counts, strict=True)
    ]
    return NormTable(len(values), *spread, tuple(rows))


def _norm(raw: float, below: int, same: int, people: int, spread: tuple[float, float]) -> Norm:
    mean, sd = spread
    z = (raw - mean) / sd
    percentile = 100 * (below + same / 2) / people
    return Norm(
        raw=raw,
        n=same,
        z=z,
        t_linear=T_MEAN + T_SD * z,
        percentile=percentile,
        t_normalised=normalised_t(percentile, people),
        stanine=stanine(percentile),
        stanine_linear=min(9, max(1, round(5 + 2 * z))),
    )


def normalised_t(percentile: float, people: int) -> float:
    """T of a normal distribution; beyond everybody, as if half a person were there. ValueError outside 0 to 100."""
    if not 0 <= percentile <= 100:
        raise ValueError(f"a percentile lies between 0 and 100, found {percentile}")
    edge = 0.5 / people
    return T_MEAN + T_SD * NormalDist().inv_cdf(min(1 - edge, max(edge, percentile / 100)))


def stanine(percentile: float) -> int:
    """1 to 9; a percentile at a cut belongs to the higher one."""
    return 1 + sum(percentile >= cut for cut in STANINE_CUTS)
