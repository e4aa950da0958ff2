"""Every number that a page can tell has a sentence of its own, in every language, and only these have."""

from itertools import combinations

import pytest

from service.audio.numbers import STEPS, TOGETHER, about, at_most, number_phrases, occurring
from service.catalogue import load
from service.config import ROOT
from service.i18n import Languages, load_translators


@pytest.fixture(scope="module")
def catalogue():
    return load(ROOT / "questionnaires")


def test_whatever_is_left_of_the_way_has_a_sentence(catalogue):
    lengths = [module.questionnaire.structure.minutes for module in catalogue.modules.values()]
    known = {numbers["minutes"] for message, numbers in occurring(catalogue) if message == TOGETHER}
    for count in range(1, len(lengths) + 1):
        assert {about(sum(some)) for some in combinations(lengths, count)} <= known
    assert known <= set(STEPS)


@pytest.mark.parametrize(("minutes", "told"), [(0.2, 1), (9.9, 9), (37.5, 35), (60, 60), (69, 60), (500, 240)])
def test_nobody_has_less_time_than_is_told(minutes, told):
    assert at_most(minutes) == told


@pytest.mark.parametrize(("minutes", "told"), [(8, 8), (12, 10), (13, 15), (148, 150), (64, 60)])
def test_what_is_about_is_the_nearest(minutes, told):
    assert about(minutes) == told


def test_each_sentence_is_whole_and_has_its_number_in_every_language(catalogue):
    translators = load_translators(ROOT / "locales", Languages.load(ROOT / "locales"))
    keys = []
    for translator in translators.values():
        found = list(number_phrases(catalogue, translator))
        keys.append([phrase.key for phrase in found])
        for phrase in found:
            assert "%" not in phrase.text
            assert all(number in phrase.text for number in phrase.key.split(".")[2:])
    assert all(each == keys[0] for each in keys)
    assert len(keys[0]) == len(set(keys[0]))
