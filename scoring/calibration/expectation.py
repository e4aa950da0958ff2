"""The E step: how likely each pattern is, and where on the scale the people who gave it are likely to be."""

from dataclasses import dataclass

import numpy as np

from scoring.calibration.curves import WEIGHTS, ItemCurves
from scoring.calibration.patterns import Patterns
from scoring.irt.parameters import Floats


@dataclass(frozen=True, eq=False)
class Expectation:
    """`log_likelihood`: of all answers, ability integrated out. `posterior`: of each pattern over the Q points, (P, Q).

    `expected`: people expected at each point with each answer, shape (Q, n, K) (Bock & Aitkin, 1981).
    """

    log_likelihood: float
    posterior: Floats
    expected: Floats


def expectation(patterns: Patterns, curves: ItemCurves) -> Expectation:
    """From the chances at the points; a missing answer adds nothing."""
    points, items, widest = curves.log.shape
    joint = patterns.chosen @ curves.log.reshape(points, -1).T + np.log(WEIGHTS)
    top = joint.max(axis=1, keepdims=True)
    np.exp(joint - top, out=joint)
    total = joint.sum(axis=1, keepdims=True)
    log_likelihood = float(patterns.counts @ (np.log(total) + top)[:, 0])
    joint /= total
    weighted = joint * patterns.counts[:, None]
    return Expectation(log_likelihood, joint, (weighted.T @ patterns.chosen).reshape(points, items, widest))
