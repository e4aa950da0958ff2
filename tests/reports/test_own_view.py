"""Where own view and situations disagree, the report says so; where they agree, or one is missing, it doesn't."""

import pytest

from scoring.advice import advise
from scoring.result import AnswerValue
from scoring.score import score
from service.catalogue.catalogue import Catalogue


def contradictions(catalogue: Catalogue, rating: str | None, points: float | None) -> set[str]:
    """The rules of that section for one who rates everything so, and takes the actions with so many points."""
    questionnaire = catalogue.modules["competenties"].questionnaire
    answers: dict[str, AnswerValue] = {}
    for item in questionnaire.items:
        if item.options:
            answers[item.id] = next((option.code for option in item.options if option.value == points), None)
        else:
            answers[item.id] = rating
    result = score(questionnaire, answers, "ar")
    slug = questionnaire.slug
    found = advise(catalogue.advice.rules, {slug: questionnaire}, {slug: answers}, {slug: result})
    return {row.rule for row in found if row.section == "contradictions"}


@pytest.mark.parametrize(
    ("rating", "points", "expected"),
    [
        ("5", 2, {"con_view_high"}),
        ("4", 1, {"con_view_high"}),
        ("2", 4, {"con_view_low"}),
        ("5", 4, {"con_none"}),
        ("2", 2, {"con_none"}),
        ("3", 1, {"con_none"}),
        ("5", 3, {"con_none"}),
        (None, 4, {"con_none"}),
        ("5", None, {"con_unknown"}),
    ],
)
def test_a_disagreement_is_named(
    catalogue: Catalogue, rating: str | None, points: float | None, expected: set[str]
) -> None:
    assert contradictions(catalogue, rating, points) == expected
