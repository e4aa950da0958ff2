"""What the keys of two modules promise: nothing is won by one answer to everything or by the look of a text."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from scoring.definition import Item, Scale
from scoring.score import score
from service.catalogue import Module, load
from service.catalogue.check import QUESTIONNAIRES

LANGUAGES = ("nl", "en", "ar", "ti")


@pytest.fixture(scope="module")
def persoonlijkheid() -> Module:
    return load(QUESTIONNAIRES).modules["persoonlijkheid"]


@pytest.fixture(scope="module")
def competenties() -> Module:
    return load(QUESTIONNAIRES).modules["competenties"]


def _situations(module: Module) -> list[Item]:
    return [module.questionnaire.by_id[name] for name in module.questionnaire.scales_by_id["situations"].items]


def _factors(module: Module) -> tuple[Scale, ...]:
    return module.questionnaire.scoring.scales


def test_half_of_the_sentences_of_each_factor_are_turned(persoonlijkheid: Module) -> None:
    assert len(_factors(persoonlijkheid)) == 6
    for scale in _factors(persoonlijkheid):
        assert (len(scale.items), len(scale.reversed)) == (6, 3), scale.id


@pytest.mark.parametrize("code", ["1", "2", "4", "5"])
def test_one_answer_to_everything_gives_the_middle_word(persoonlijkheid: Module, code: str) -> None:
    questionnaire = persoonlijkheid.questionnaire
    result = score(questionnaire, {item.id: code for item in questionnaire.items}, "ti")
    assert {scale.value for scale in result.scales.values()} == {3.0}


@pytest.mark.parametrize("code", ["1", "5"])
def test_one_missing_sentence_keeps_one_answer_in_the_middle_band(persoonlijkheid: Module, code: str) -> None:
    questionnaire = persoonlijkheid.questionnaire
    for missing in questionnaire.items:
        result = score(questionnaire, {item.id: code for item in questionnaire.items if item is not missing}, "ti")
        assert {scale.band for scale in result.scales.values()} == {"middle"}, missing.id


def test_factors_and_keys_are_mixed_in_the_order_of_asking(persoonlijkheid: Module) -> None:
    turned = {name for scale in _factors(persoonlijkheid) for name in scale.reversed}
    of = {name: scale.id for scale in _factors(persoonlijkheid) for name in scale.items}
    order = [item.id for item in persoonlijkheid.questionnaire.items]
    assert all(of[first] != of[second] for first, second in pairwise(order))
    keys = [name in turned for name in order]
    assert not any(len(set(keys[start : start + 4])) == 1 for start in range(len(keys) - 3))


def test_a_competence_has_four_ratings_and_two_situations(competenties: Module) -> None:
    scales = competenties.questionnaire.scales_by_id
    competences = [name for name in scales if name not in ("own_view", "situations")]
    assert len(competences) == 10
    ratings = [item for name in competences for item in scales[name].items]
    assert {len(scales[name].items) for name in competences} == {4}
    assert sorted(ratings) == sorted(scales["own_view"].items)
    about = Counter(item.intent.partition(":")[0] for item in _situations(competenties))
    assert about == {f"Situation on {name.replace('_', ' ')}": 2 for name in competences}


def test_each_letter_has_each_number_of_points_five_times(competenties: Module) -> None:
    places = Counter((option.code, option.value) for item in _situations(competenties) for option in item.options)
    assert places == {(code, value): 5 for code in "abcd" for value in (1, 2, 3, 4)}
    best = [next(o.code for o in item.options if o.value == 4) for item in _situations(competenties)]
    assert all(len(set(best[start : start + 3])) > 1 for start in range(len(best) - 2))


def test_every_action_has_its_reason(competenties: Module) -> None:
    reasons = [option.why for item in _situations(competenties) for option in item.options]
    assert None not in reasons
    assert len(set(reasons)) > len(reasons) - 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_best_action_is_never_the_longest_text(competenties: Module, language: str) -> None:
    for item in _situations(competenties):
        lengths = {o.value: len(competenties.text(language, f"item.{item.id}.option.{o.code}")) for o in item.options}
        assert lengths[4] < max(lengths.values()), item.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("taken", [min, max])
def test_going_by_the_length_of_the_text_stays_low(
    competenties: Module, language: str, taken: Callable[..., str]
) -> None:
    def by_length(item: Item) -> str:
        codes = [option.code for option in item.options]
        return taken(codes, key=lambda code: len(competenties.text(language, f"item.{item.id}.option.{code}")))

    answers = {item.id: by_length(item) for item in _situations(competenties)}
    assert score(competenties.questionnaire, answers, language).scales["situations"].band == "low"
