"""The drawings beside the answers of a scale: each shows more, or each shows less, than the one before it."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from service.catalogue import load
from service.config import ROOT
from service.kiosk.amounts import DRAWN, Amount, amounts, amounts_of
from tests.support.page import find_all
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]
CATALOGUE = load(ROOT / "questionnaires")
SCALES = [
    (module, name, options)
    for module in CATALOGUE.modules.values()
    for name, options in module.questionnaire.structure.answer_scales.items()
    if len(options) > 2
]


def outlines(path: str) -> list[list[tuple[float, float]]]:
    """The corners of each closed figure of a path; only M, L, H, V and Z are drawn with."""
    figures: list[list[tuple[float, float]]] = []
    for sign, written in re.findall(r"([A-Z])([^A-Z]*)", path):
        numbers = [float(number) for number in written.split()]
        x, y = figures[-1][-1] if figures else (0.0, 0.0)
        if sign == "M":
            figures.append([])
        if sign != "Z":
            figures[-1].append((x if sign == "V" else numbers[0], y if sign == "H" else numbers[-1]))
    return figures


def area(path: str) -> float:
    """How much is filled, in the square of 24 by 24: by the shoelace formula."""
    total = 0.0
    for corners in outlines(path):
        total += abs(sum(a * d - c * b for (a, b), (c, d) in pairwise([*corners, corners[0]]))) / 2
    return total


@pytest.mark.parametrize("count", range(3, 8))
@pytest.mark.parametrize("kind", DRAWN)
def test_each_drawing_shows_more_or_each_shows_less(kind: str, count: int) -> None:
    filled = [area(drawn.fill) for drawn in amounts(kind, count)]  # type: ignore[arg-type]
    steps = [after - before for before, after in pairwise(filled)]
    assert len(filled) == count
    assert min(steps) > 5 or max(steps) < -5, "a difference that can be seen"
    assert min(filled) == 0, "the least is empty"


@pytest.mark.parametrize("count", range(3, 8))
@pytest.mark.parametrize("kind", DRAWN)
def test_drawings_stay_in_their_square(kind: str, count: int) -> None:
    for drawn in amounts(kind, count):  # type: ignore[arg-type]
        corners = [corner for path in (drawn.line, drawn.fill) for figure in outlines(path) for corner in figure]
        assert all(0 <= place <= 24 for corner in corners for place in corner)


def test_every_answer_scale_of_ours_has_a_drawing() -> None:
    without = [name for module, name, _ in SCALES if name not in module.questionnaire.structure.answer_pictures]
    assert without == []


def test_the_same_words_have_the_same_drawing_everywhere() -> None:
    found: dict[tuple[str, ...], set[str]] = {}
    for module, name, options in SCALES:
        words = tuple(module.text("en", f"option.{name}.{option.code}") for option in options)
        found.setdefault(words, set()).add(module.questionnaire.structure.answer_pictures[name])
    assert all(len(kinds) == 1 for kinds in found.values())


def test_drawings_follow_the_values_of_their_answers() -> None:
    seen = 0
    for module in CATALOGUE.modules.values():
        for item in module.questionnaire.items:
            drawn = amounts_of(module.questionnaire, item)
            values = module.questionnaire.values_by_item[item.id]
            by_value = [drawn[code] for code in sorted(drawn, key=lambda code: values[code])]
            assert by_value == list(drawn.values())
            seen += bool(drawn)
    assert seen > 100


def test_an_item_without_a_scale_has_none() -> None:
    questionnaire = CATALOGUE.modules["achtergrond"].questionnaire
    assert amounts_of(questionnaire, questionnaire.by_id["ac_birth_year"]) == {}
    assert amounts_of(questionnaire, questionnaire.by_id["ac_worked"]) == {}


@pytest.mark.parametrize(("language", "mirrored"), [("nl", 0), ("ar", 4)])
def test_the_page_draws_them_for_eyes_only(sit: Sit, language: str, mirrored: int) -> None:
    client = sit(language).open_module("achtergrond").walk_to("ac_read_own")
    drawn = find_all(client.page, "svg", class_="amount")
    assert len(drawn) == len(client.codes) == 4
    assert {svg.get("aria-hidden") for svg in drawn} == {"true"}
    assert client.html.count("matrix(-1 0 0 1 24 0)") == mirrored, "they grow in the direction of reading"


def test_an_amount_is_paths_and_nothing_else() -> None:
    assert set(Amount.__dataclass_fields__) == {"line", "fill"}
