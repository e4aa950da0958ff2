"""Where a client is: the pinned order, consent, and what routing knows of sealed answers."""

from collections.abc import Sequence
from random import Random

from scoring.result import AnswerValue
from service.audio.numbers import about
from service.catalogue import load
from service.config import ROOT
from service.kiosk.entry import item_order
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
    assert asked("trauma", low) == ["tr_gate", *core, "tr_safety", "tr_danger", "tr_help"]
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


def test_a_fixed_module_is_asked_as_written() -> None:
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
    assert not any(module.is_supplementary for module in MODULES.values())


def test_lists_from_the_database_become_tuples() -> None:
    assert as_answer(["a", "b"]) == ("a", "b")
    assert as_answer("a") == "a"
    assert as_answer(None) is None


CORE = ("tr_core_memory", "tr_core_away", "tr_core_alert", "tr_core_far", "tr_core_guilt")


def trauma_path(gate: str, core: Sequence[str], second: str = "0") -> list[str]:
    """The path of who gives these answers to the core, and this one throughout tier 2."""
    values: dict[str, AnswerValue] = {"tr_gate": gate, **dict(zip(CORE, core, strict=True))}
    return asked("trauma", answered({**values, **dict.fromkeys(SECOND, second)}))


SECOND = ("tr_int_dream", "tr_avo_remind", "tr_mood_joy", "tr_aro_startle", "tr_dis_world", "tr_fun_tasks")
EVERYONE = {"tr_safety", "tr_danger", "tr_help"}


def test_three_tiers_of_six_twelve_and_twenty_four_and_three_questions_for_everyone() -> None:
    tiers = [trauma_path("no", "00000"), trauma_path("yes", "11000"), trauma_path("yes", "11000", "2")]
    assert [len(set(path) - EVERYONE) for path in tiers] == [6, 12, 24]
    for path in tiers:
        assert set(path) >= EVERYONE
        assert path[-1] == "tr_help"
        assert path.index("tr_safety") == 6, "who stops half-way has been asked"


def test_a_gate_that_is_denied_or_left_open_hides_no_complaints() -> None:
    for gate, core, second in (
        ("no", "11111", False),
        ("no", "22000", False),
        ("no", "22200", True),
        ("no", "33311", True),
        ("declined", "11000", True),
        ("declined", "10000", False),
        ("yes", "30000", False),
    ):
        assert (set(trauma_path(gate, core)) > set(SECOND)) is second, (gate, core)


def test_two_questions_of_tier_two_that_are_often_present_open_tier_three() -> None:
    start: dict[str, AnswerValue] = {"tr_gate": "yes", "tr_core_memory": "1", "tr_core_far": "1"}
    for often, third in ((("tr_int_dream",), False), (("tr_int_dream", "tr_fun_tasks"), True)):
        path = asked("trauma", answered({**start, **dict.fromkeys(often, "2")}))
        assert ("tr_int_again" in path) is third
    unasked = {"tr_gate": "no", **dict.fromkeys(SECOND, "3")}
    assert "tr_int_again" not in asked("trauma", answered(unasked)), "answers off the path open nothing"


def test_who_uses_nothing_or_would_rather_not_say_is_asked_no_more_about_use() -> None:
    more = {"zr_use_more", "zr_use_stop", "zr_use_urge", "zr_use_well", "zr_use_tasks"}
    for use in ("never", "declined", None):
        path = asked("zelfredzaamheid", answered({"zr_use": use}))
        assert more.isdisjoint(path)
        assert len(path) == 27
    for use in ("sometimes", "weekly", "daily"):
        assert len(asked("zelfredzaamheid", answered({"zr_use": use}))) == 32


def test_the_time_that_it_is_said_to_take_is_that_of_the_parts() -> None:
    """The first page says two and a half hours, the overview adds up the minutes."""
    path = [module for module in MODULES.values() if not module.is_supplementary]
    assert about(sum(module.questionnaire.structure.minutes for module in path)) == 150
