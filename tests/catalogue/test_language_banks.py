"""The two language banks: enough items at each level, bands by their own rule, nothing that gives an answer away."""

from collections import Counter
from statistics import fmean

import pytest

from scoring.definition import Item, ItemType
from scoring.irt import probability
from service.catalogue import Module, load
from service.catalogue.check import QUESTIONNAIRES

LEVELS = ("A1", "A2", "B1", "B2")
#: Where a task makes sense: single words and drawings say little about B2.
TASKS = {
    "word_picture": ("A1", "A2", "B1"),
    "word_word": LEVELS,
    "sentence": LEVELS,
    "reading": LEVELS,
}


@pytest.fixture(scope="module", params=["taal_nl", "taal_en"])
def bank(request: pytest.FixtureRequest) -> Module:
    return load(QUESTIONNAIRES).modules[request.param]


def _scored(bank: Module) -> list[Item]:
    return [bank.questionnaire.by_id[name] for name in bank.questionnaire.scales_by_id["level"].items]


def _choices(bank: Module) -> list[Item]:
    return [item for item in _scored(bank) if item.options]


def test_every_level_and_task_has_its_items(bank: Module) -> None:
    by_level = Counter(item.level for item in _scored(bank))
    assert sum(by_level.values()) >= 64
    assert min(by_level[level] for level in LEVELS) >= 15
    for task, levels in TASKS.items():
        for level in levels:
            assert [item for item in _scored(bank) if (item.task, item.level) == (task, level)], f"{task} {level}"


def test_a_band_starts_where_60_percent_of_the_level_is_expected_right(bank: Module) -> None:
    difficulties = bank.questionnaire.scoring.difficulties
    starts = {band.id: band.from_ for band in bank.questionnaire.scales_by_id["level"].bands}
    for level in LEVELS:
        start = starts[level.lower()]
        assert start is not None
        own = [difficulties[item.id] for item in _scored(bank) if item.level == level]
        expected = fmean(float(probability(start, difficulty)) for difficulty in own)
        assert expected == pytest.approx(0.6, abs=0.002), f"{level} at {start}"


def test_difficulties_rise_with_the_levels_and_differ_within_them(bank: Module) -> None:
    difficulties = bank.questionnaire.scoring.difficulties
    means = []
    for level in LEVELS:
        own = [difficulties[item.id] for item in _scored(bank) if item.level == level]
        means.append(fmean(own))
        assert max(own) - min(own) >= 1
    assert means == sorted(means)
    assert all(-3 <= difficulty <= 3 for difficulty in difficulties.values())


def test_the_place_of_the_key_says_nothing(bank: Module) -> None:
    keys = bank.questionnaire.scoring.keys
    places = Counter(keys[item.id][0] for item in _choices(bank))
    assert set(places) == set("abcd")
    assert max(places.values()) - min(places.values()) <= 2
    for level in LEVELS:
        at_level = Counter(keys[item.id][0] for item in _choices(bank) if item.level == level)
        assert max(at_level.values()) <= 6


def test_a_drawing_is_the_answer_of_one_item_only(bank: Module) -> None:
    keys = bank.questionnaire.scoring.keys
    shown = [
        item.picture or option.picture
        for item in _choices(bank)
        for option in item.options
        if option.code in keys[item.id] and (item.picture or option.picture)
    ]
    assert [name for name, times in Counter(shown).items() if times > 1] == []


def test_each_stimulus_and_each_answer_of_an_item_is_there_once(bank: Module) -> None:
    stimuli = [bank.content_text(f"item.{item.id}.stimulus") for item in _scored(bank) if not item.picture]
    assert [text for text, times in Counter(stimuli).items() if times > 1] == []
    for item in _choices(bank):
        words = [bank.option_text("en", item, option.code) for option in item.options]
        assert len(set(words)) == len(words) == 4, item.id


def test_a_typed_part_is_the_second_half_of_its_word(bank: Module) -> None:
    for item in bank.questionnaire.items:
        if item.type is ItemType.GAP:
            ending, word = bank.questionnaire.scoring.keys[item.id]
            assert word.endswith(ending)
            assert len(ending) == len(word) - len(word) // 2
            assert f"{word.removesuffix(ending)}___" in bank.content_text(f"item.{item.id}.stimulus")


def test_no_other_item_shows_a_word_that_has_to_be_typed(bank: Module) -> None:
    keys = bank.questionnaire.scoring.keys
    shown = " ".join(entry.text.lower() for entry in bank.content.entries.values()) if bank.content else ""
    for item in _scored(bank):
        if item.type is ItemType.GAP:
            assert keys[item.id][-1] not in shown, item.id


def test_both_languages_share_the_same_drawings() -> None:
    dutch, english = (load(QUESTIONNAIRES).modules[slug].pictures for slug in ("taal_nl", "taal_en"))
    shared = set(dutch) & set(english)
    assert len(shared) >= 20
    assert [name for name in shared if dutch[name] != english[name]] == []
