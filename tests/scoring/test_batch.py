"""Many people at once: the same numbers, to the last bit, as one person at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.batch import NotInBatch, score_batch, score_scale_batch
from scoring.path import answers_on_path
from scoring.result import DECLINED
from scoring.scales import score_scale
from service.catalogue import load
from service.config import ROOT

MODULES = load(ROOT / "questionnaires").modules
#: Modules in which everybody gets every item of these scales.
UNROUTED = [
    (module.questionnaire, scale)
    for module in MODULES.values()
    for scale in module.questionnaire.scoring.scales
    if scale.method in ("mean", "sum", "count_correct")
    and all(module.questionnaire.by_id[item].show_if is None for item in scale.items)
    and all(module.questionnaire.by_id[item].type in ("scale", "single", "yes_no", "matrix") for item in scale.items)
]


def one_by_one(questionnaire, scale, answers):
    """The single path, person by person."""
    people = len(next(iter(answers.values())))
    return [
        score_scale(questionnaire, scale, {item: codes[person] or None for item, codes in answers.items()})
        for person in range(people)
    ]


def same(batch, singles, scale):
    bands = [band.id for band in scale.bands]
    for person, single in enumerate(singles):
        assert bool(batch.scored[person]) is (single.status == "scored")
        for numbers, expected in ((batch.raw, single.raw), (batch.value, single.value), (batch.se, single.se)):
            if expected is None:
                assert math.isnan(numbers[person])
            else:
                assert float(numbers[person]).hex() == expected.hex()
        assert batch.answered[person] == single.answered
        assert (bands[batch.band[person]] if batch.band[person] >= 0 else None) == single.band


def drawn(questionnaire, scale, people, seed):
    stream = np.random.default_rng(seed)
    return {
        item: stream.choice([*questionnaire.codes_by_item[item], "", DECLINED], people).astype(np.str_)
        for item in scale.items
    }


def test_there_is_something_to_compare():
    assert len(UNROUTED) > 20


@pytest.mark.parametrize(("questionnaire", "scale"), UNROUTED, ids=[f"{q.slug}.{s.id}" for q, s in UNROUTED])
def test_every_scale_is_the_same_in_both_paths(questionnaire, scale):
    answers = drawn(questionnaire, scale, 300, 7)
    same(score_scale_batch(questionnaire, scale, answers), one_by_one(questionnaire, scale, answers), scale)


@given(seed=st.integers(0, 2**32 - 1), place=st.integers(0, 10**6), people=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_the_same_whatever_is_answered(seed, place, people):
    questionnaire, scale = UNROUTED[place % len(UNROUTED)]
    answers = drawn(questionnaire, scale, people, seed)
    same(score_scale_batch(questionnaire, scale, answers), one_by_one(questionnaire, scale, answers), scale)


@pytest.mark.parametrize("place", range(0, len(UNROUTED), 5))
def test_a_known_reliability_is_the_same_in_both_paths(place):
    questionnaire, scale = UNROUTED[place]
    known = scale.model_copy(update={"reliability": 0.81, "reliability_sd": 0.7})
    answers = drawn(questionnaire, known, 200, place)
    batch = score_scale_batch(questionnaire, known, answers)
    same(batch, one_by_one(questionnaire, known, answers), known)
    assert not np.isnan(batch.se[batch.scored]).any()


def test_the_size_of_the_group_changes_nothing(monkeypatch):
    questionnaire, scale = UNROUTED[0]
    answers = drawn(questionnaire, scale, 100, 3)
    whole = score_scale_batch(questionnaire, scale, answers)
    monkeypatch.setattr("scoring.batch.AT_ONCE", 7)
    parts = score_scale_batch(questionnaire, scale, answers)
    assert whole.value.tobytes() == parts.value.tobytes()
    assert whole.se.tobytes() == parts.se.tobytes()


def test_a_whole_module_at_once():
    questionnaire = MODULES["persoonlijkheid"].questionnaire
    items = [item for scale in questionnaire.scoring.scales for item in scale.items]
    stream = np.random.default_rng(1)
    answers = {item: stream.choice(questionnaire.codes_by_item[item], 50).astype(np.str_) for item in items}
    found = score_batch(questionnaire, answers)
    person = {item: str(codes[0]) for item, codes in answers.items()}
    on_path = answers_on_path(questionnaire, person)
    for scale in questionnaire.scoring.scales:
        assert found[scale.id].value[0] == score_scale(questionnaire, scale, on_path).value


def test_an_unknown_code_names_item_and_person():
    questionnaire, scale = UNROUTED[0]
    answers = drawn(questionnaire, scale, 5, 1)
    answers[scale.items[1]] = np.array([*answers[scale.items[1]][:3], "what", ""])
    with pytest.raises(ValueError, match=f"item {scale.items[1]}, person 4: unknown code 'what'"):
        score_scale_batch(questionnaire, scale, answers)


def test_a_scale_of_another_method_is_refused():
    questionnaire = MODULES["taal_nl"].questionnaire
    with pytest.raises(NotInBatch, match="one person at a time"):
        score_scale_batch(questionnaire, questionnaire.scales_by_id["level"], {})


def test_nobody_is_nobody():
    questionnaire, scale = UNROUTED[0]
    found = score_scale_batch(questionnaire, scale, {item: np.array([], dtype=np.str_) for item in scale.items})
    assert found.value.shape == (0,)
