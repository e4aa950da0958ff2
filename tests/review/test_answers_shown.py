"""Answers in words, whatever their kind."""

import pytest

from scoring.result import AnswerValue
from service.catalogue import load
from service.review.answers_shown import words_of
from service.review.scores_shown import range_of
from tests.catalogue.conftest import SAMPLE

CATALOGUE = load(SAMPLE)


@pytest.mark.parametrize(
    ("slug", "item", "value", "words"),
    [
        ("woorden", "wo_p2", ("huis", "gr"), "huis · gr"),
        ("woorden", "wo_p2", ("", "groot"), "– · groot"),
        ("woorden", "wo_p2", "declined", ""),
        ("woorden", "wo_p2", None, ""),
        ("woorden", "wo_02", "huis", "huis"),
        ("werkdag", "wd_hours", 20, "20"),
        ("werkdag", "wd_travel", ("foot", "bus"), "English on foot · English by bus"),
        ("werkdag", "wd_place", "work", "At work"),
    ],
)
def test_an_answer_in_words(slug: str, item: str, value: AnswerValue, words: str) -> None:
    module = CATALOGUE.modules[slug]
    said = words_of(module, module.questionnaire.by_id[item], value, "en", CATALOGUE.lists)
    assert said == words


def test_a_c_test_scale_goes_from_nothing_to_all_gaps() -> None:
    questionnaire = CATALOGUE.modules["woorden"].questionnaire
    found = range_of(questionnaire, questionnaire.scales_by_id["text"], 1)
    assert found is not None
    assert (found.lowest, found.highest, found.place(25.0)) == (0, 100, 25.0)
