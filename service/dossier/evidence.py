"""What is known from files: answers of people, and what `klantbeeld simulate` wrote. Figures are the workbench's."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.definition import Item, Questionnaire, Scale
from scoring.keying import is_correct, keyed_value
from scoring.result import DECLINED, TIMED_OUT
from service.workbench import dif, reliability
from service.workbench.keys import Key
from service.workbench.reading import read_table
from service.workbench.table import Cell, Table, Unusable

MARKED = {"0": 0.0, "1": 1.0}
#: Scales whose items are each a number: what alpha is about.
ITEM_METHODS = ("mean", "sum", "count_correct", "rasch")

#: Which items were asked hangs on the answers before: what pairs of items have in common is then no longer the scale's.
DIFFERENT_PARTS = (
    "People saw different parts of an adaptive bank: no alpha and no DIF. The full bank or `simulate` can tell."
)


@dataclass(frozen=True)
class Evidence:
    """The files that were given. `group`: the column that tells two groups apart, empty for none."""

    tables: tuple[Table, ...] = ()
    simulations: tuple[dict[str, Any], ...] = ()
    files: tuple[str, ...] = ()
    group: str = ""
    missing: tuple[str, ...] = ("NA",)


@dataclass(frozen=True)
class Study:
    """What was found for one scale; None where it was not studied. `remarks`: what to look at, or why not."""

    reliability: dict[str, Any] | None = None
    dif: dict[str, Any] | None = None
    simulation: dict[str, Any] | None = None
    remarks: tuple[str, ...] = field(default=())
    dif_remarks: tuple[str, ...] = field(default=())


def read_evidence(paths: Sequence[Path], group: str, missing: tuple[str, ...]) -> Evidence:
    """Read the files. `Unusable` for one that can't be read, or that is something else."""
    simulations = tuple(_simulation(path) for path in paths if path.suffix == ".json")
    tables = tuple(read_table(path) for path in paths if path.suffix != ".json")
    return Evidence(tables, simulations, tuple(path.name for path in paths), group, missing)


def _simulation(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise Unusable(f"{path}: this can't be read as JSON.") from problem
    if not isinstance(content, dict) or not {"module", "version", "scale", "n", "adaptive"} <= set(content):
        raise Unusable(f"{path.name}: this is not what `klantbeeld simulate -o` writes.")
    return content


def study(questionnaire: Questionnaire, scale: Scale, evidence: Evidence) -> Study:
    """Everything that the files say of one scale. A simulation of another version is not used."""
    asked = (questionnaire.slug, questionnaire.version, scale.id)
    simulations = [one for one in evidence.simulations if (one["module"], one["version"], one["scale"]) == asked]
    table = _keyed(questionnaire, scale, evidence) if scale.method in ITEM_METHODS else None
    if table is None:
        return Study(simulation=simulations[-1] if simulations else None)
    plan = questionnaire.structure.adaptive
    if plan is not None and plan.scale == scale.id and any(None in table.columns[name] for name in scale.items):
        return Study(simulation=simulations[-1] if simulations else None, remarks=(DIFFERENT_PARTS,))
    found, remarks = _reliability(table, scale)
    differences, more = _differences(table, scale, evidence)
    return Study(found, differences, simulations[-1] if simulations else None, tuple(remarks), tuple(more))


def unused(evidence: Evidence, chosen: Sequence[tuple[Questionnaire, Scale]]) -> Iterator[str]:
    """A line for each file that tells nothing of these scales, and for each scale of which a file lacks some items."""
    for table in evidence.tables:
        there = [(scale, set(scale.items) - set(table.columns)) for _, scale in chosen if scale.method in ITEM_METHODS]
        touched = [(scale, lacking) for scale, lacking in there if len(lacking) < len(set(scale.items))]
        if not touched:
            yield f"{table.source}: not used; none of its columns is an item of these scales."
        for scale, lacking in touched:
            if lacking:
                yield f"{table.source}: not used for {scale.id}; it lacks {', '.join(sorted(lacking))}."
    known = {(questionnaire.slug, questionnaire.version, scale.id) for questionnaire, scale in chosen}
    for one in evidence.simulations:
        asked = (one["module"], one["version"], one["scale"])
        if asked not in known:
            yield f"Simulation of {' '.join(asked)}: not used; this is not in the dossier, or another version."


def _keyed(questionnaire: Questionnaire, scale: Scale, evidence: Evidence) -> Table | None:
    """The answers of all files that have every item of the scale, as numbers that run the same way."""
    chosen = [table for table in evidence.tables if set(scale.items) <= set(table.columns)]
    if not chosen:
        return None
    columns: dict[str, tuple[Cell, ...]] = {
        name: tuple(cell for table in chosen for cell in _numbers(questionnaire, scale, name, table, evidence.missing))
        for name in scale.items
    }
    if evidence.group:
        columns[evidence.group] = tuple(cell for table in chosen for cell in table.texts(evidence.group))
    return Table(", ".join(table.source for table in chosen), columns)


def _numbers(
    questionnaire: Questionnaire, scale: Scale, name: str, table: Table, missing: Sequence[str]
) -> Iterator[float | None]:
    item = questionnaire.by_id[name]
    for row, text in enumerate(table.texts(name)):
        if text is None or text in missing or text in (DECLINED, TIMED_OUT):
            passed = text == DECLINED and questionnaire.structure.kind == "test"
            late = text == TIMED_OUT and scale.timed_out == "unsolved"
            yield 0.0 if passed or late else None
            continue
        number = _number(questionnaire, scale, item, text)
        if number is None:
            table.refuse([(row, name)], f"which is no answer to this item of {questionnaire.slug}")
        yield number


def _number(questionnaire: Questionnaire, scale: Scale, item: Item, text: str) -> float | None:
    """A code as the scale counts it. In a test also 0 and 1, where these are no codes: already marked.

    An item without codes is typed; what is typed is right or wrong.
    """
    codes = questionnaire.codes_by_item[item.id]
    if scale.method in ("mean", "sum"):
        return keyed_value(questionnaire, scale, item.id, text) if text in codes else None
    if text in codes:
        return float(is_correct(questionnaire, item, text))
    return MARKED.get(text, None if codes else float(is_correct(questionnaire, item, text)))


def _reliability(table: Table, scale: Scale) -> tuple[dict[str, Any] | None, list[str]]:
    if len(scale.items) < 2:
        return None, []
    try:
        found = reliability.reliabilities(table, [Key(scale.id, scale.items, frozenset(scale.reversed))], ())
    except Unusable as problem:
        return None, problem.detail.splitlines()
    [figures] = json.loads(reliability.as_json(found))["scales"]
    return figures, list(reliability.remarks(found))


def _differences(table: Table, scale: Scale, evidence: Evidence) -> tuple[dict[str, Any] | None, list[str]]:
    """Mantel-Haenszel with purification; for right and wrong alone."""
    if not evidence.group or scale.method in ("mean", "sum"):
        return None, []
    try:
        groups = dif.groups(table, scale.items, evidence.group, "", evidence.missing)
        found = dif.found_by("mh", groups, purify=True)
    except Unusable as problem:
        return None, problem.detail.splitlines()
    return json.loads(dif.as_json("mh", groups, found, purify=True)), list(dif.remarks(groups, found))
