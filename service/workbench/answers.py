"""From columns of a table to answers that a model can be fitted to; every reason why not, with its place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.calibration import Model
from scoring.irt.parameters import Floats
from service.workbench.table import Table, Unusable

#: The least people for stable estimates: Linacre (1994), half a logit with 95 % certainty; Drasgow (1989) for the
#: two-parameter model; half of what Reise & Yu (1990) advise for the graded one.
LEAST_PEOPLE: dict[Model, int] = {"rasch": 100, "2pl": 200, "graded": 250}
#: With fewer items the slopes are not determined.
LEAST_ITEMS = 3
#: More different values than this are not answers, but a number or an age.
MOST_ANSWERS = 12


@dataclass(frozen=True, eq=False)
class ItemAnswers:
    """`values`: shape (people, items), from 0 without a gap, NaN for missing. `codes`: what they are in the file."""

    names: tuple[str, ...]
    values: Floats
    codes: tuple[tuple[int, ...], ...]


def item_answers(table: Table, names: Sequence[str], model: Model, missing: Collection[str] = ("NA",)) -> ItemAnswers:
    """Answers to these items. Raises `Unusable` when the model can't be fitted to them."""
    if len(names) < LEAST_ITEMS:
        raise Unusable(f"{table.source}: {len(names)} columns were chosen; at least {LEAST_ITEMS} items are needed.")
    values = table.numbers(names, missing)
    _refuse_other_values(table, names, values, model)
    people = int((~np.isnan(values)).any(axis=1).sum())
    if people < LEAST_PEOPLE[model]:
        raise Unusable(
            f"{table.source}: {people} people have answers; the model {model} needs at least {LEAST_PEOPLE[model]}."
        )
    codes = tuple(_codes(table, name, column) for name, column in zip(names, values.T, strict=True))
    ranks = np.full_like(values, np.nan)
    for place, found in enumerate(codes):
        there = ~np.isnan(values[:, place])
        ranks[there, place] = np.searchsorted(found, values[there, place])
    return ItemAnswers(tuple(names), ranks, codes)


def _refuse_other_values(table: Table, names: Sequence[str], values: Floats, model: Model) -> None:
    if model == "graded":
        wrong, why = ~np.isnan(values) & (values % 1 != 0), "not a whole number, as answers are"
    else:
        wrong, why = ~(np.isnan(values) | (values == 0) | (values == 1)), f"but {model} is for 0 (wrong) and 1 (right)"
    if wrong.any():
        table.refuse([(int(row), names[place]) for row, place in np.argwhere(wrong)], why)


def _codes(table: Table, name: str, column: Floats) -> tuple[int, ...]:
    """The values of one item in the file. Raises `Unusable` for an item that tells nothing, and for what is no item."""
    found = tuple(int(value) for value in np.unique(column[~np.isnan(column)]))
    what = f'{table.source}, column "{name}"'
    leave_out = f"Leave it out: --without {name}"
    if not found:
        raise Unusable(f"{what}: nobody answered. {leave_out}")
    if len(found) == 1:
        raise Unusable(f"{what}: everybody who answered has {found[0]}, which tells nothing. {leave_out}")
    if len(found) > MOST_ANSWERS:
        raise Unusable(f"{what}: {len(found)} different values; {MOST_ANSWERS} answers are the most. {leave_out}")
    return found
