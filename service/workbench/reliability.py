"""Reliability of the scales in a file: the result as JSON, and what its reader should know of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np

from scoring.reliability import Reliability, reliability
from service.workbench.figures import as_text, rounded
from service.workbench.keys import Key, keyed, refuse_constant
from service.workbench.table import Table, Unusable

#: Yurdugül (2008): with fewer people alpha of a scale with one strong dimension is unsteady; 300 with a weak one.
LEAST_PEOPLE = 100
STEADY_PEOPLE = 300
#: Below it an item hardly belongs to its scale (Nunnally & Bernstein, 1994).
LEAST_ITEM_REST = 0.30


def reliabilities(
    table: Table, keys: Sequence[Key], missing: Collection[str], told: Callable[[int], None] = lambda _done: None
) -> list[tuple[Key, Reliability]]:
    """Of every scale; `told` how many are done. Raises `Unusable` where it can't be known, with scale and reason."""
    found = []
    for done, key in enumerate(keys, 1):
        found.append((key, _one(table, key, missing)))
        told(done)
    return found


def _one(table: Table, key: Key, missing: Collection[str]) -> Reliability:
    values = keyed(table, key, missing)
    people = int((~np.isnan(values)).any(axis=1).sum())
    if people < LEAST_PEOPLE:
        raise Unusable(
            f"{table.source}, {key.scale}: {people} people have answers; reliability needs at least {LEAST_PEOPLE}."
        )
    refuse_constant(table, key.items, values)
    try:
        return reliability(values)
    except ValueError as problem:
        raise Unusable(f"{table.source}, {key.scale}: {problem}.") from problem


def as_json(found: Sequence[tuple[Key, Reliability]]) -> str:
    """The result for other programs."""
    return as_text({"scales": [_row(key, one) for key, one in found]})


def _row(key: Key, one: Reliability) -> dict[str, Any]:
    return {
        "id": key.scale,
        "n": one.people,
        "alpha": rounded(one.alpha),
        "alpha_interval": [rounded(limit) for limit in one.interval],
        "omega": rounded(one.omega),
        "mean": rounded(one.mean),
        "sd": rounded(one.sd),
        "sem": rounded(one.sem),
        "items": [
            {
                "id": name,
                "reversed": name in key.reversed,
                "item_rest": rounded(one.item_rest[place]),
                "loading": None if one.loadings is None else rounded(one.loadings[place]),
            }
            for place, name in enumerate(key.items)
        ],
    }


def remarks(found: Sequence[tuple[Key, Reliability]]) -> Iterator[str]:
    """One line for each thing to look at before the figures are used."""
    for key, one in found:
        if one.people < STEADY_PEOPLE:
            yield f"{key.scale}: {one.people} people; with a weak common factor {STEADY_PEOPLE} are needed."
        for name, value in zip(key.items, one.item_rest, strict=True):
            if value is not None and value < 0:
                yield f"Look at {name}: it runs against the rest of {key.scale} ({value:.2f}). Is its key turned round?"
            elif value is not None and value < LEAST_ITEM_REST:
                yield f"Look at {name}: it hardly goes with the rest of {key.scale} ({value:.2f})."
        if one.loadings is not None and max(abs(value) for value in one.loadings) >= 1:
            yield f"{key.scale}: an item loads 1, more than an item can; omega is too high."
