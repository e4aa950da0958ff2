"""Scales of many people at once: the same definitions and the same numbers, to the last bit, as one person at a time.

Sums of keyed values are exact in either path, because option values are multiples of a power of two (whole numbers,
halves) and sums stay far below 2^53; means, prorated sums and errors are then each one correctly rounded operation on
the same numbers. A scale whose values are none such is refused rather than scored a bit differently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.definition import Questionnaire, Scale
from scoring.errors_of_measurement import known_error
from scoring.keying import keyed_value, keys_of
from scoring.result import DECLINED, TIMED_OUT
from scoring.scales import DECIMALS

Floats = NDArray[np.float64]
Codes = NDArray[np.str_]
#: Values are whole multiples of this.
FINEST = 2.0**-20
#: People whose keyed values are in memory at once.
AT_ONCE = 20_000
METHODS = ("mean", "sum", "count_correct")


class NotInBatch(ValueError):
    """This scale can't be scored for many people at once; the message says why."""


@dataclass(frozen=True, eq=False)
class ScaleBatch:
    """One scale of n people. Not scored: NaN; `se` NaN also where it is unknown. `band`: its place, or -1."""

    scored: NDArray[np.bool_]
    raw: Floats
    value: Floats
    se: Floats
    answered: NDArray[np.int64]
    band: NDArray[np.int64]


def score_batch(questionnaire: Questionnaire, answers: Mapping[str, Codes]) -> dict[str, ScaleBatch]:
    """Scale id to the numbers of all people. `answers`: item id to codes, shape (n,); "" where there is no answer.

    Everybody is asked every item: routing is left out, so that this is for items that all people get. NotInBatch for a
    scale by another method than mean, sum and number correct; ValueError for an unknown code, naming item and person.
    """
    return {scale.id: score_scale_batch(questionnaire, scale, answers) for scale in questionnaire.scoring.scales}


def score_scale_batch(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Codes]) -> ScaleBatch:
    """One scale of all people."""
    if scale.method not in METHODS:
        raise NotInBatch(f"{scale.id}: {scale.method} is scored one person at a time")
    tables = [_values(questionnaire, scale, item) for item in scale.items]
    columns = [answers[item] for item in scale.items]
    people = len(columns[0])
    parts = [
        _scored(scale, _keyed(scale.items, tables, [column[start : start + AT_ONCE] for column in columns], start))
        for start in range(0, max(people, 1), AT_ONCE)
    ]
    return ScaleBatch(*(np.concatenate(rows) for rows in zip(*parts, strict=True)))


def _values(questionnaire: Questionnaire, scale: Scale, item: str) -> dict[str, float]:
    """Code to number; NaN for what counts as missing."""
    codes = questionnaire.codes_by_item[item]
    is_test = questionnaire.structure.kind == "test"
    if scale.method == "count_correct":
        keys = keys_of(questionnaire, questionnaire.by_id[item])
        found = {code: float(code in keys) for code in codes}
    else:
        values = {code: keyed_value(questionnaire, scale, item, code) for code in codes}
        found = {code: np.nan if value is None else value for code, value in values.items()}
    if any(np.isfinite(value) and value % FINEST for value in found.values()):
        raise NotInBatch(f"{scale.id}: a value of {item} is no multiple of {FINEST}")
    passed = 0.0 if is_test and scale.method == "count_correct" else np.nan
    late = 0.0 if scale.timed_out == "unsolved" and scale.method == "count_correct" else np.nan
    return {**found, DECLINED: passed, TIMED_OUT: late, "": np.nan}


def _keyed(items: Sequence[str], tables: Sequence[Mapping[str, float]], columns: Sequence[Codes], start: int) -> Floats:
    """Keyed values, shape (n, items)."""
    keyed = np.empty((len(columns[0]), len(items)))
    for place, (item, table, column) in enumerate(zip(items, tables, columns, strict=True)):
        known = np.zeros(len(column), dtype=np.bool_)
        for code, value in table.items():
            hit = column == code
            keyed[hit, place] = value
            known |= hit
        if not known.all():
            person = int(np.argmin(known))
            raise ValueError(f"item {item}, person {start + person + 1}: unknown code {str(column[person])!r}")
    return keyed


def _scored(scale: Scale, keyed: Floats) -> tuple[NDArray[np.generic], ...]:
    there = ~np.isnan(keyed)
    count = there.sum(axis=1)
    asked = keyed.shape[1]
    filled = np.where(there, keyed, 0.0)
    total, squares = filled.sum(axis=1), (filled * filled).sum(axis=1)
    scored = (count > 0) & ~(count < scale.min_answered * asked - 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / count
        spread = count * squares - total * total
        error = np.sqrt(spread / (count * count * (count - 1)))
        value = mean if scale.method == "mean" else total * asked / count
    error = np.where((count >= 2) & (spread > 0), error, np.nan)
    known = known_error(scale)
    if known is not None:
        with np.errstate(divide="ignore"):
            error = known * np.sqrt(len(scale.items) / count)
    se = error if scale.method == "mean" else error * asked
    rounded = [np.where(scored, _stable(numbers), np.nan) for numbers in (total, value, se)]
    return scored, *rounded, count.astype(np.int64), _bands(scale, rounded[1])


def _stable(values: Floats) -> Floats:
    """As `scoring.scales.stable`, number by number: numpy's rounding is not Python's in the last decimal."""
    distinct, where = np.unique(values, return_inverse=True)
    rounded = [number if np.isnan(number) else round(number, DECIMALS) + 0.0 for number in distinct.tolist()]
    return np.array(rounded, dtype=np.float64)[where]


def _bands(scale: Scale, value: Floats) -> NDArray[np.int64]:
    borders = [-np.inf if band.from_ is None else band.from_ for band in scale.bands]
    reached = np.searchsorted(np.array(borders, dtype=np.float64), value, side="right") - 1
    return np.where(np.isnan(value), -1, reached).astype(np.int64)
