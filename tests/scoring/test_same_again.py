"""The modules that ship, with made-up answers: the order changes nothing, the same input the same bytes."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.definition import Item, ItemType, Questionnaire
from scoring.result import DECLINED, AnswerValue
from scoring.score import score
from service.catalogue import load
from service.config import ROOT

MODULES = {slug: found.questionnaire for slug, found in load(ROOT / "questionnaires").modules.items()}


def answer_of(questionnaire: Questionnaire, item: Item, chance: Random) -> AnswerValue:
    """Any answer, declined, or none."""
    codes = questionnaire.codes_by_item.get(item.id, ())
    kind = chance.randrange(8)
    if kind < 2:
        return DECLINED if kind else None
    if item.type is ItemType.MULTIPLE:
        return tuple(code for code in codes if chance.random() < 0.4) or (codes[0],)
    if item.type is ItemType.NUMBER:
        return chance.randint(int(item.minimum or 0), int(item.maximum or 9))
    if item.type is ItemType.C_TEST:
        return tuple(gap.missing if chance.random() < 0.5 else "" for gap in questionnaire.c_tests[item.id].gaps)
    return chance.choice(codes) if codes else None


def answers_of(questionnaire: Questionnaire, seed: int) -> dict[str, AnswerValue]:
    chance = Random(seed)
    return {item.id: answer_of(questionnaire, item, chance) for item in questionnaire.items if item.takes_answer}


@pytest.mark.parametrize("slug", MODULES)
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_answers_and_of_a_scales_items_changes_no_byte(slug: str, seed: int) -> None:
    questionnaire, chance = MODULES[slug], Random(seed)
    given_answers = answers_of(questionnaire, seed)
    once = score(questionnaire, given_answers, "nl").model_dump_json()
    assert score(questionnaire, given_answers, "nl").model_dump_json() == once
    names = list(given_answers)
    shuffled = {name: given_answers[name] for name in chance.sample(names, len(names))}
    scales = tuple(
        scale.model_copy(update={"items": tuple(chance.sample(scale.items, len(scale.items)))})
        for scale in questionnaire.scoring.scales
    )
    turned = questionnaire.model_copy(update={"scoring": questionnaire.scoring.model_copy(update={"scales": scales})})
    assert score(turned, shuffled, "nl").model_dump_json() == once


#: Module and scale, of the scales that everybody gets whole, on an answer scale.
MIRRORED = [
    (slug, scale.id)
    for slug, questionnaire in MODULES.items()
    for scale in questionnaire.scoring.scales
    if scale.method == "mean"
    and all(questionnaire.by_id[name].scale and not questionnaire.by_id[name].show_if for name in scale.items)
]


@pytest.mark.parametrize(("slug", "name"), MIRRORED)
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_reversed_keys_mirror(slug: str, name: str, seed: int) -> None:
    """Every item turned round and every answer turned round is the same person."""
    questionnaire, scale = MODULES[slug], MODULES[slug].scales_by_id[name]
    given_answers = answers_of(questionnaire, seed)
    mirrored = {item: _mirrored(questionnaire, item, given_answers[item]) for item in scale.items}
    other = scale.model_copy(update={"reversed": tuple(set(scale.items) - set(scale.reversed))})
    scoring = questionnaire.scoring.model_copy(update={"scales": (other,), "cutoffs": (), "flags": ()})
    turned = questionnaire.model_copy(update={"scoring": scoring})
    found = score(turned, {**given_answers, **mirrored}, "nl").scales[name]
    assert found == score(questionnaire, given_answers, "nl").scales[name]


def test_there_is_something_to_mirror() -> None:
    assert len(MIRRORED) > 20
    assert sum(bool(MODULES[slug].scales_by_id[name].reversed) for slug, name in MIRRORED) >= 6


def _mirrored(questionnaire: Questionnaire, name: str, answer: AnswerValue) -> AnswerValue:
    """The code with the value on the other side of the middle."""
    if not isinstance(answer, str) or answer == DECLINED:
        return answer
    values = questionnaire.values_by_item[name]
    wanted = min(values.values()) + max(values.values()) - values[answer]
    return next(code for code, value in values.items() if value == wanted)
