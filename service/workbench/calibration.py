"""Calibration of a file: the result as JSON, and what its reader should know of it."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np

from scoring.calibration import CalibratedItem, Calibration, Model, Progress, calibrate
from service.workbench.answers import LEAST_PEOPLE, ItemAnswers, item_answers
from service.workbench.table import Table, Unusable

DECIMALS = 6
#: Well-made items have an a of about 0.5 to 2.5 per logit; beyond this two items say the same.
STEEPEST = 5.0


def calibrated(
    table: Table,
    names: Sequence[str],
    model: Model,
    missing: Collection[str] = ("NA",),
    progress: Progress | None = None,
) -> tuple[ItemAnswers, Calibration]:
    """The answers used, and what came of them. Raises `Unusable` also where the estimates don't come to rest."""
    answers = item_answers(table, names, model, missing)
    found = calibrate(answers.values, model, answers.names, progress)
    if not found.converged:
        raise Unusable(f"{table.source}: no rest after {found.rounds} rounds. {_likely_reason(found)}")
    return answers, found


def _likely_reason(found: Calibration) -> str:
    if found.latent_variance is not None:
        return (
            f"The variance of ability grows, now {found.latent_variance:.0f}: the answers are in too perfect an order."
        )
    steepest = max(found.items, key=lambda item: abs(item.a))
    return (
        f"The steepest item is {steepest.id}, with a = {steepest.a:.1f}: it may repeat another one, or almost "
        f"everybody answered it alike. Try without it: --without {steepest.id}"
    )


def as_json(answers: ItemAnswers, found: Calibration) -> str:
    """The result for other programs; a and b in logits, `b` a list for graded items. The same input, the same bytes."""
    content: dict[str, Any] = {"model": found.model, "n": found.n, "log_likelihood": _rounded(found.log_likelihood)}
    if found.latent_variance is not None:
        content["latent_variance"] = _rounded(found.latent_variance)
    content["items"] = [
        _row(item, found.model == "graded", codes) for item, codes in zip(found.items, answers.codes, strict=True)
    ]
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _row(item: CalibratedItem, graded: bool, codes: tuple[int, ...]) -> dict[str, Any]:
    b, errors = [_rounded(value) for value in item.b], [_rounded(value) for value in item.se_b]
    row: dict[str, Any] = {
        "id": item.id,
        "a": _rounded(item.a),
        "b": b if graded else b[0],
        "se_a": _rounded(item.se_a),
        "se_b": errors if graded else errors[0],
        "s_x2": _rounded(item.fit.s_x2 if item.fit else None),
        "df": item.fit.df if item.fit else None,
        "p": _rounded(item.fit.p if item.fit else None),
    }
    if item.infit is not None:
        row |= {"infit": _rounded(item.infit), "outfit": _rounded(item.outfit)}
    if _has_gap(codes):
        row["answers"] = list(codes)
    return row


def remarks(answers: ItemAnswers, found: Calibration) -> Iterator[str]:
    """One line for each thing to look at before the figures are used."""
    least = LEAST_PEOPLE[found.model]
    given = (~np.isnan(answers.values)).sum(axis=0)
    for item, codes, number in zip(found.items, answers.codes, given.tolist(), strict=True):
        if item.a < 0:
            yield f"Look at {item.id}: a is {item.a:.2f}; more ability, lower answers. Is its key turned round?"
        if item.a > STEEPEST:
            yield f"Look at {item.id}: a is {item.a:.1f}, steeper than an item can be. Does it repeat another one?"
        if _has_gap(codes):
            yield f"Look at {item.id}: not all answers were given; its thresholds b lie between {listed(codes)}."
        if number < least:
            yield f"Look at {item.id}: {number} people answered it; fewer than {least} make unsteady figures."
    if any(error is None for item in found.items for error in item.se_b):
        yield "The answers don't determine all parameters: there are no standard errors. More people or fewer items."


def listed(codes: tuple[int, ...]) -> str:
    """In words, such as `1, 2, 4`."""
    return ", ".join(str(code) for code in codes)


def _has_gap(codes: tuple[int, ...]) -> bool:
    return codes[-1] - codes[0] >= len(codes)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS) + 0.0
