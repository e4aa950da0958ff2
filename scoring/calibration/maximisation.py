"""The M step: each item's slope and intercepts from the people expected at each point, by Fisher scoring."""

import numpy as np

from scoring.calibration.curves import ItemCurves, Parameters
from scoring.irt.parameters import Floats

STEPS, HALVINGS = 3, 12
#: No parameter moves further than this in one step, in logits.
LONGEST = 1.0


def maximised(start: Parameters, expected: Floats, common_slope: bool) -> Parameters:
    """Parameters with a higher expected log-likelihood; never lower for any item (all items, with a common slope).

    `expected`: shape (Q, n, K). A few steps will do: EM rises as long as each round improves (Dempster et al., 1977).
    """
    now, curves = start, ItemCurves.of(start)
    for _ in range(STEPS):
        step = _step(curves, expected, now, common_slope)
        now, curves, moved = _improved(now, curves, step, expected, common_slope)
        if moved < 1e-8:
            break
    return now


def _step(curves: ItemCurves, expected: Floats, now: Parameters, common_slope: bool) -> Floats:
    """The direction of Fisher scoring, shape (n, p)."""
    gradient = np.einsum("qik,qikp->ip", expected, curves.score)
    weight = np.sqrt(expected.sum(axis=2)[:, :, None] * curves.chance)
    points, items, answers, width = curves.score.shape
    root = (curves.score * weight[..., None]).transpose(1, 0, 2, 3).reshape(items, points * answers, width)
    information: Floats = root.transpose(0, 2, 1) @ root
    absent = np.column_stack((np.zeros(items, dtype=bool), ~np.isfinite(now.intercepts)))
    information[:, range(width), range(width)] += np.where(absent, 1.0, 1e-9)
    step = _with_common_slope(gradient, information) if common_slope else _solved(information, gradient)
    longest = np.abs(step).max(axis=None if common_slope else 1, keepdims=True)
    return np.asarray(step / np.maximum(1.0, longest / LONGEST))  # shortened, not bent: it must still lead upwards


def _solved(information: Floats, gradient: Floats) -> Floats:
    return np.asarray(np.linalg.solve(information, gradient[..., None])[..., 0], dtype=np.float64)


def _with_common_slope(gradient: Floats, information: Floats) -> Floats:
    """The same with one slope for all items: the intercepts are eliminated item by item, then put back."""
    inner, cross = information[:, 1:, 1:], information[:, 1:, 0]
    toward, along = _solved(inner, gradient[:, 1:]), _solved(inner, cross)
    top = (gradient[:, 0] - (cross * toward).sum(axis=1)).sum()
    slope = top / (information[:, 0, 0] - (cross * along).sum(axis=1)).sum()
    return np.column_stack((np.full(len(gradient), slope), toward - along * slope))


def _improved(
    now: Parameters, curves: ItemCurves, step: Floats, expected: Floats, common_slope: bool
) -> tuple[Parameters, ItemCurves, float]:
    """As far along the step as improves: halved for the items that it would make worse, at last not taken."""
    before = _fit(curves, expected, common_slope)
    for halving in range(HALVINGS):
        moved = now.moved(now.free + step)
        if moved.possible:
            found = ItemCurves.of(moved)
            worse = _fit(found, expected, common_slope) < before - 1e-9
            if not worse.any():
                return moved, found, float(np.abs(step).max())
            step = np.where(worse[:, None], step / 2 if halving < HALVINGS - 2 else 0.0, step)
        else:
            step = step / 2
    return now, curves, 0.0


def _fit(curves: ItemCurves, expected: Floats, common_slope: bool) -> Floats:
    """Expected log-likelihood of each item, shape (n,); of all together when they share their slope."""
    each: Floats = (expected * curves.log).sum(axis=(0, 2))
    return np.full_like(each, each.sum()) if common_slope else each
