"""From where EM ended to what is reported: a and b with their errors (delta method), and how each item fits."""

import math
from collections.abc import Sequence

import numpy as np

from scoring.calibration.curves import ItemCurves
from scoring.calibration.patterns import Patterns
from scoring.calibration.precision import covariance
from scoring.calibration.residual_fit import residual_fit
from scoring.calibration.result import CalibratedItem, Calibration, Model
from scoring.calibration.rounds import Estimated
from scoring.calibration.score_fit import score_fit
from scoring.irt.parameters import Floats


def calibration_of(patterns: Patterns, found: Estimated, model: Model, names: Sequence[str]) -> Calibration:
    """Everything about the items, in the order of `patterns`."""
    rasch = model == "rasch"
    blocks = _blocks(patterns, found, rasch)
    slope = float(found.parameters.slopes[0])
    slope_error = _root(blocks[0, 0, 0])
    return Calibration(
        model=model,
        n=patterns.people,
        log_likelihood=found.expectation.log_likelihood,
        items=tuple(_items(patterns, found, blocks, rasch, names)),
        rounds=found.rounds,
        converged=found.converged,
        latent_variance=slope**2 if rasch else None,
        se_latent_variance=2 * slope * slope_error if rasch and slope_error is not None else None,
    )


def _blocks(patterns: Patterns, found: Estimated, common_slope: bool) -> Floats:
    """Covariance of slope and intercepts of each item, shape (n, p, p); NaN where it is not known."""
    items, width = found.parameters.free.shape
    known = covariance(patterns, found.parameters, found.expectation, common_slope)
    if known is None:
        return np.full((items, width, width), np.nan)
    inner, spread = known
    whole = (spread @ inner @ spread.T).reshape(items, width, items, width)
    return np.stack([whole[item, :, item, :] for item in range(items)])


def _items(
    patterns: Patterns, found: Estimated, blocks: Floats, rasch: bool, names: Sequence[str]
) -> list[CalibratedItem]:
    curves = ItemCurves.of(found.parameters)
    infit, outfit = residual_fit(patterns, -found.parameters.intercepts[:, 0]) if rasch else (None, None)
    made = []
    for place, name in enumerate(names):
        slope = float(found.parameters.slopes[place])
        intercepts = found.parameters.intercepts[place, : patterns.categories[place] - 1]
        scale = 1.0 if rasch else slope
        errors = (_error_of_threshold(blocks[place], k, float(d), scale, rasch) for k, d in enumerate(intercepts, 1))
        made.append(
            CalibratedItem(
                id=name,
                a=scale,
                b=tuple(float(-intercept / scale) for intercept in intercepts),
                se_a=None if rasch else _root(blocks[place, 0, 0]),
                se_b=tuple(errors),
                fit=score_fit(patterns, curves, place, 1 if rasch else 1 + len(intercepts)),
                infit=None if infit is None else float(infit[place]),
                outfit=None if outfit is None else float(outfit[place]),
            )
        )
    return made


def _error_of_threshold(block: Floats, threshold: int, intercept: float, slope: float, rasch: bool) -> float | None:
    """Of b = -d / a: the gradient is (d / a², -1 / a); Rasch: of b = -d."""
    along = np.array([0.0 if rasch else intercept / slope**2, -1.0 / slope])
    part = block[np.ix_([0, threshold], [0, threshold])]
    return _root(float(along @ part @ along))


def _root(variance: float) -> float | None:
    return math.sqrt(variance) if math.isfinite(variance) and variance >= 0 else None
