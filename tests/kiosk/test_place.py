"""Where a client is: the pinned order, consent, and what routing knows of sealed answers."""

from random import Random

from scoring.result import AnswerValue
from service.catalogue import load
from service.config import ROOT
from service.kiosk.entry import is_supplementary, item_order
from service.kiosk.place import Answered, as_answer, path_of

MODULES = load(ROOT / "questionnaires").modules


def answered(values: dict[str, AnswerValue], sealed: frozenset[str] = frozenset()) -> Answered:
    return Answered(values=values, revisions={}, sealed=sealed, copy={})


def asked(slug: str, known: Answered, health: bool = True) -> list[str]:
    module = MODULES[slug]
    order = item_order(module.questionnaire, 1)
    return [item.id for item in path_of(module, order, known, health)]


def test_without_consent_no_health_item_is_on_any_path() -> None:
    for slug, module in MODULES.items():
        path = asked(slug, answered({}), health=False)
        kinds = {module.questionnaire.by_id[item].sensitivity.value for item in path}
        assert "health" not in kinds, slug
    assert asked("trauma", answered({}), health=False) == []


def test_answers_open_and_close_the_tiers() -> None:
    core = ["tr_core_memory", "tr_core_away", "tr_core_alert", "tr_core_far", "tr_core_guilt"]
    low = answered({"tr_gate": "no", **dict.fromkeys(core, "0")})
    high = answered({"tr_gate": "yes", **dict.fromkeys(core, "3")})
    assert asked("trauma", low) == ["tr_gate", *core, "tr_safety", "tr_danger"]
    assert "tr_int_dream" in asked("trauma", high)


def test_where_sealed_answers_are_out_of_reach_more_is_asked() -> None:
    """After a pause the answers of the first tier can't be read: the branch that asks more is taken."""
    first_tier = frozenset(asked("trauma", answered({})))
    core = ["tr_core_memory", "tr_core_away", "tr_core_alert", "tr_core_far", "tr_core_guilt"]
    sealed = answered({}, frozenset({"tr_gate", "tr_safety", "tr_danger", *core}))
    assert set(asked("trauma", sealed)) > first_tier


def test_answered_knows_what_is_out_of_reach() -> None:
    known = Answered({"a": "1"}, {"a": 1, "b": 1, "c": 1}, frozenset({"b", "c"}), {"c": "2"})
    assert known.unknown == {"b"}
    assert known.for_routing == {"a": "1", "c": "2"}


def test_order_is_fixed_by_the_seed_and_starts_with_practice() -> None:
    questionnaire = MODULES["leerbaarheid"].questionnaire
    assert item_order(questionnaire, 5) == item_order(questionnaire, 5)
    assert item_order(questionnaire, 5) == [item.id for item in questionnaire.items]


def test_a_shuffled_module_differs_between_seeds_but_not_in_its_items() -> None:
    questionnaire = MODULES["taal_nl"].questionnaire
    shuffled = questionnaire.model_copy(
        update={"structure": questionnaire.structure.model_copy(update={"item_order": "shuffled"})}
    )
    orders = {tuple(item_order(shuffled, Random(n).randrange(10**6))) for n in range(5)}
    assert len(orders) == 5
    for order in orders:
        assert order[:2] == ("nl_p1", "nl_p2")
        assert sorted(order) == sorted(item.id for item in questionnaire.items)


def test_supplementary_modules_are_those_from_fifty_on() -> None:
    assert not any(is_supplementary(module) for module in MODULES.values())


def test_lists_from_the_database_become_tuples() -> None:
    assert as_answer(["a", "b"]) == ("a", "b")
    assert as_answer("a") == "a"
    assert as_answer(None) is None
