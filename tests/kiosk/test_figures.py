"""The drawing of a figure item: what the browser gets must not tell which option is right."""

from dataclasses import fields

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
        assert len(marks) == cell.number
        if "position" in {rule.attribute for rule in spec.rules}:
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


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.seed))
def test_an_option_is_drawn_from_its_cell_alone(spec: MatrixSpec) -> None:
    """Equal cells look equal, unequal ones differ: whichever is right, wherever they stand."""
    figure, drawn = build(spec), drawing(spec)
    shown = [*zip(figure.cells, drawn.cells, strict=False)]
    shown += [(cell, dict(drawn.options)[code]) for code, cell in figure.options.items()]
    for one, its in shown:
        for other, others in shown:
            assert (one == other) == (its == others)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.seed))
def test_marks_stay_in_their_square_and_apart(spec: MatrixSpec) -> None:
    """A shape reaches 16 units from its centre, times its factor."""
    drawn = drawing(spec)
    for marks in [*drawn.cells[:-1], *(marks for _, marks in drawn.options)]:
        for at, mark in enumerate(marks or ()):
            reach = 16 * mark.factor
            assert reach <= min(mark.x, mark.y, 120 - mark.x, 120 - mark.y) + 1
            for other in (marks or ())[at + 1 :]:
                assert max(abs(mark.x - other.x), abs(mark.y - other.y)) >= 2 * reach - 1


def test_stripes_are_equally_wide_on_every_mark() -> None:
    """A pattern for each factor and turning, and none that is not needed."""
    for spec in SPECS:
        drawn = drawing(spec)
        shown = [mark for marks in (*drawn.cells, *(marks for _, marks in drawn.options)) for mark in marks or ()]
        assert {mark.stripes for mark in drawn.striped} == {m.stripes for m in shown if m.fill == "striped"}
        assert len({mark.stripes for mark in drawn.striped}) == len(drawn.striped)


def test_right_answers_are_spread_over_the_codes() -> None:
    keys = [keys_of(QUESTIONNAIRE, item)[0] for item in QUESTIONNAIRE.items if item.matrix and not item.practice]
    assert len(set(keys)) >= 4
    assert max(keys.count(key) for key in keys) <= len(keys) // 2
