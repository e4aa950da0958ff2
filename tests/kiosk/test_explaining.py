"""Practice explained by drawing: the completed figure, with signs and frames that fit its rule."""

from typing import Any

import pytest

from scoring.definition import MatrixSpec
from scoring.matrices import build
from service.catalogue import load
from service.config import ROOT
from service.kiosk.explaining import explained
from service.kiosk.figures import drawing
from tests.support.page import find_all
from tests.support.respondent import Respondent

PRACTICE = [
    item.matrix
    for item in load(ROOT / "questionnaires").modules["leerbaarheid"].questionnaire.items
    if item.matrix and item.practice
]
KEPT = {"attribute": "fill", "rule": "constant", "over": "figure"}


def spec(layout: str, attribute: str, rule: str, seed: int = 1) -> MatrixSpec:
    rules = [KEPT, {"attribute": attribute, "rule": rule}]
    return MatrixSpec.model_validate({"layout": layout, "seed": seed, "options": 4, "rules": rules})


@pytest.mark.parametrize("practice", PRACTICE, ids=lambda each: each.layout)
def test_the_figure_is_completed_with_the_right_answer(practice: MatrixSpec) -> None:
    shown, drawn, figure = explained(practice), drawing(practice), build(practice)
    assert shown.columns == figure.columns
    assert [cell.marks for cell in shown.cells] == [*drawn.cells[:-1], dict(drawn.options)[figure.key]]
    assert [cell.solved for cell in shown.cells] == [False] * len(figure.cells) + [True]


@pytest.mark.parametrize(
    ("layout", "attribute", "rule", "signs"),
    [
        ("2x2", "shape", "constant", ["equal", ""] * 2),
        ("3x3", "number", "addition", ["plus", "equal", ""] * 3),
        ("3x3", "position", "subtraction", ["minus", "equal", ""] * 3),
        ("3x3", "size", "progression", ["on", "on", ""] * 3),
        ("3x3", "shape", "distribution_of_three", [""] * 9),
    ],
)
def test_signs_stand_between_the_cells_of_a_row(layout: str, attribute: str, rule: str, signs: list[str]) -> None:
    assert [cell.sign for cell in explained(spec(layout, attribute, rule)).cells] == signs


def test_turning_shows_which_way_round() -> None:
    seen = set()
    for seed in range(20):
        each = spec("series", "rotation", "progression", seed)
        figure = build(each)
        step = (figure.cells[1].rotation - figure.cells[0].rotation) % 360
        sign = "turn" if step <= 180 else "turn-back"
        assert [cell.sign for cell in explained(each).cells] == [sign] * 4 + [""]
        seen.add(sign)
    assert seen == {"turn", "turn-back"}


@pytest.mark.parametrize(("layout", "rule"), [("3x3", "distribution_of_three"), ("series", "distribution_of_two")])
def test_equal_cells_have_equal_frames(layout: str, rule: str) -> None:
    each = spec(layout, "shape", rule)
    figure = build(each)
    cells = [*figure.cells, figure.options[figure.key]]
    frames: dict[str, set[int]] = {}
    for cell, shown in zip(cells, explained(each).cells, strict=True):
        frames.setdefault(cell.shape, set()).add(shown.frame)
    assert sorted(frames.values(), key=min) == [{number} for number in range(1, len(frames) + 1)]


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_the_feedback_page_shows_it_left_to_right(sit: Any, language: str) -> None:
    client: Respondent = sit(language).open_module("leerbaarheid")
    client.walk(lambda me: me.item == "lb_p2")
    client.answer("a")
    [figure] = find_all(client.page, "div", role="img")
    assert figure.get("dir") == "ltr"
    assert figure.get("aria-label")
    assert client.html.count("figure__sign") == 4
    assert client.html.count("figure__cell--solved") == 1
