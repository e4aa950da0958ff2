"""Norm tables from a file: per score and group, with the facts without which a norm means nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np

from scoring.irt.parameters import Floats
from scoring.norms import LEAST_PEOPLE, NormTable, norm_table
from service.workbench.figures import as_text, rounded
from service.workbench.keys import Key, keyed
from service.workbench.table import Table, Unusable


@dataclass(frozen=True)
class Norms:
    """The table of one score in one group (None: everybody)."""

    score: str
    group: str | None
    table: NormTable


def stated(population: str, source: str, on: str) -> dict[str, str]:
    """What stands above the tables. Raises `Unusable` where something is empty, or no date."""
    if not population.strip() or not source.strip():
        raise Unusable("Norms need a population and a source: say whom they are of, and where the answers come from.")
    try:
        day = date.fromisoformat(on)
    except ValueError as problem:
        raise Unusable(f'--date: found "{on}", which is no day such as 2026-11-26.') from problem
    return {"date": day.isoformat(), "population": population.strip(), "source": source.strip()}


def scores_of(
    table: Table, keys: Sequence[Key], names: Sequence[str], missing: Collection[str]
) -> Mapping[str, Floats]:
    """Columns of scores; with keys, a person's mean over the items of each scale that were answered."""
    if not keys:
        return dict(zip(names, table.numbers(names, missing).T, strict=True))
    return {key.scale: _mean(keyed(table, key, missing)) for key in keys}


def _mean(answers: Floats) -> Floats:
    there = (~np.isnan(answers)).sum(axis=1)
    total = np.nansum(answers, axis=1)
    found: Floats = np.divide(total, there, out=np.full(len(answers), np.nan), where=there > 0)
    return found


def groups_of(table: Table, column: str, missing: Collection[str]) -> Mapping[str | None, Sequence[int]]:
    """The rows of each group, by its name; everybody without a column of groups."""
    if not column:
        return {None: range(table.rows)}
    found: dict[str | None, list[int]] = {}
    for row, name in enumerate(table.texts(column)):
        if name is not None and name not in missing:
            found.setdefault(name, []).append(row)
    if not found:
        raise Unusable(f'{table.source}, column "{column}": nobody has a group.')
    return dict(sorted(found.items(), key=lambda one: str(one[0])))


def norms_of(
    source: str, scores: Mapping[str, Floats], groups: Mapping[str | None, Sequence[int]], least: int
) -> tuple[list[Norms], list[str]]:
    """The tables, and a line for each group that is too small. Raises `Unusable` where no group is large enough."""
    if least < LEAST_PEOPLE:
        raise Unusable(f"--least: {least} people are too few for norms; {LEAST_PEOPLE} is the smallest group.")
    found, small = [], []
    for score, values in scores.items():
        for group, rows in groups.items():
            given = values[list(rows)]
            given = given[~np.isnan(given)]
            who = f"{source}, {score}{'' if group is None else f', group {group}'}"
            if len(given) < least:
                small.append(f"{who}: {len(given)} people have a score; norms need at least {least}.")
            else:
                found.append(Norms(score, group, _table(who, given)))
    if not found:
        raise Unusable("\n".join(small))
    return found, small


def _table(who: str, given: Floats) -> NormTable:
    try:
        return norm_table(given.tolist())
    except ValueError as problem:
        raise Unusable(f"{who}: {problem}.") from problem


def as_json(head: Mapping[str, str], found: Sequence[Norms]) -> str:
    """The tables for other programs."""
    tables = [
        {
            "score": norms.score,
            "group": norms.group,
            "n": norms.table.n,
            "mean": rounded(norms.table.mean),
            "sd": rounded(norms.table.sd),
            "rows": list(_rows(norms.table)),
        }
        for norms in found
    ]
    return as_text({**head, "tables": tables})


def _rows(table: NormTable) -> Iterator[dict[str, float | int | None]]:
    for row in table.rows:
        yield {name: rounded(value) if isinstance(value, float) else value for name, value in asdict(row).items()}
