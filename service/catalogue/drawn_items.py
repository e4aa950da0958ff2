"""Items without words as attribute values: figures with their rules, pairs to learn, texts with gaps."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.definition import Item, MatrixSpec, PairSpec, Questionnaire
from scoring.keying import pair_question
from scoring.matrices import Cell, build, difficulty
from scoring.matrices.fit import is_still
from scoring.symbols import Tile, pairs_of, study_order


def drawn(questionnaire: Questionnaire, item: Item) -> Mapping[str, Any]:
    """The key `figure`, `pairs`, `pair` or `c_test` with what the item shows; nothing for an item of words."""
    if item.matrix is not None:
        return {"figure": figure(item.matrix)}
    if item.pairs is not None:
        return {"pairs": pairs(item)}
    if item.pair is not None:
        return {"pair": pair(questionnaire, item.pair)}
    return {"c_test": c_test(questionnaire, item)} if item.id in questionnaire.c_tests else {}


def figure(spec: MatrixSpec) -> dict[str, Any]:
    """Cells row by row, the last one missing (null); options by code; rules; the error behind each wrong option."""
    built = build(spec)
    cells: list[dict[str, Any] | None] = [*map(cell_values, built.cells), None]
    return {
        "layout": spec.layout,
        "seed": spec.seed,
        "rows": len(cells) // built.columns,
        "columns": built.columns,
        "cells": [cells[start : start + built.columns] for start in range(0, len(cells), built.columns)],
        "options": {code: cell_values(cell) for code, cell in built.options.items()},
        "key": built.key,
        "rules": [
            {"attribute": rule.attribute, "rule": rule.rule, "over": "figure" if is_still(spec, rule) else "row"}
            for rule in spec.rules
        ],
        "errors": dict(built.errors),
        "breaks": {
            code: [rule.attribute for rule in spec.rules if rule.attribute in built.wrong[code]]
            for code in built.errors
        },
        "predicted_difficulty": difficulty(spec),
    }


def cell_values(cell: Cell) -> dict[str, Any]:
    """A cell; `position` lists the filled squares of a 3 × 3 grid, 0 to 8 in reading order."""
    return {
        "shape": cell.shape,
        "number": cell.number,
        "size": cell.size,
        "rotation": cell.rotation,
        "fill": cell.fill,
        "position": list(cell.positions),
    }


def pairs(item: Item) -> list[dict[str, Any]]:
    """The pairs of a study screen by number, and the place at which each is shown."""
    assert item.pairs is not None  # noqa: S101 - for the type checker; the caller looked
    places = {pair.number: place for place, pair in enumerate(study_order(item.pairs), start=1)}
    return [
        {
            "number": pair.number,
            "shown_at": places[pair.number],
            "symbol": symbol(pair.symbol),
            "picture": asdict(pair.picture),
        }
        for pair in pairs_of(item.pairs)
    ]


def pair(questionnaire: Questionnaire, spec: PairSpec) -> dict[str, Any]:
    """A question about a pair: the symbol shown, the pictures to choose from by code, the key."""
    asked = pair_question(questionnaire, spec)
    return {
        "study": spec.study,
        "number": spec.ask,
        "symbol": symbol(asked.symbol),
        "options": {code: asdict(picture) for code, picture in asked.options.items()},
        "key": asked.key,
    }


def symbol(tile: Tile) -> list[str]:
    """The four quarters: top left, top right, bottom left, bottom right."""
    return list(tile.quarters)


def c_test(questionnaire: Questionnaire, item: Item) -> dict[str, Any]:
    """The text around the gaps and what is missing in each, with the words that are accepted besides."""
    text = questionnaire.c_tests[item.id]
    accepted = questionnaire.scoring.accepted.get(item.id, {})
    return {
        "between": list(text.between),
        "gaps": [
            {
                "number": gap.number,
                "shown": gap.shown,
                "missing": gap.missing,
                "accepted": list(accepted.get(str(gap.number), ())),
            }
            for gap in text.gaps
        ],
    }
