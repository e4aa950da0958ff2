"""The drawing of a figure item: what the browser gets must not tell which option is right."""

from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest

from scoring.definition import MatrixSpec
from scoring.keying import keys_of
from scoring.matrices import build
from service.catalogue import load
from service.config import ROOT
from service.kiosk.figures import GRID, Drawing, Mark, drawing

QUESTIONNAIRE = load(ROOT / "questionnaires").modules["leerbaarheid"].questionnaire
SPECS = [item.matrix for item in QUESTIONNAIRE.items if item.matrix]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.seed))
def test_marks_are_those_of_the_cells(spec: MatrixSpec) -> None:
    figure, drawn = build(spec), drawing(spec)
    assert drawn.columns == figure.columns
    assert drawn.cells[-1] is None
    for cell, marks in zip(figure.cells, drawn.cells[:-1], strict=True):
        assert marks is not None
        assert [(m.shape, m.fill, m.rotation) for m in marks] == [(cell.shape, cell.fill, cell.rotation)] * len(marks)
        places = [round((m.y - GRID / 2) / GRID) * 3 + round((m.x - GRID / 2) / GRID) for m in marks]
        assert tuple(places) == tuple(cell.positions)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.seed))
def test_options_differ_only_as_their_cells_do(spec: MatrixSpec) -> None:
    figure, drawn = build(spec), drawing(spec)
    assert [code for code, _ in drawn.options] == list(figure.options)
    assert len({marks for _, marks in drawn.options}) == len(drawn.options)
    assert all(isinstance(mark, Mark) for _, marks in drawn.options for mark in marks)


def test_drawing_has_no_field_beyond_what_is_drawn() -> None:
    assert {field.name for field in fields(Drawing)} == {"columns", "cells", "options"}
    assert {field.name for field in fields(Mark)} == {"shape", "fill", "x", "y", "factor", "rotation"}


def test_same_options_are_drawn_alike_whichever_is_the_key() -> None:
    """The drawing of an option follows from its cell alone, so it can't depend on being right."""
    for spec in SPECS:
        figure, drawn = build(spec), dict(drawing(spec).options)
        alone = all(cell.positions == (4,) for cell in (*figure.cells, *figure.options.values()))
        for code, cell in figure.options.items():
            assert [asdict(mark) for mark in drawn[code]] == list(expected(cell, alone)), (spec.seed, code)


def expected(cell: object, alone: bool) -> Iterator[dict[str, object]]:
    size = {1: 0.5, 2: 0.75, 3: 1.0}[cell.size] * (2.6 if alone else 1.0)
    for position in cell.positions:
        row, column = divmod(position, 3)
        yield {
            "shape": cell.shape,
            "fill": cell.fill,
            "x": 20 + 40 * column,
            "y": 20 + 40 * row,
            "factor": round(size, 3),
            "rotation": cell.rotation,
        }


def test_right_answers_are_spread_over_the_codes() -> None:
    keys = [keys_of(QUESTIONNAIRE, item)[0] for item in QUESTIONNAIRE.items if item.matrix and not item.practice]
    assert len(set(keys)) >= 4
    assert max(keys.count(key) for key in keys) <= len(keys) // 2
