"""Time limits and extra time: how long an answer may take, and what running out of time does to a score."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.answers import validate_answer
from scoring.batch import score_batch
from scoring.conditions import ItemCondition
from scoring.definition import Questionnaire, Structure
from scoring.differences import differing_parts
from scoring.facts import Facts
from scoring.parts import scope_of, with_scoring
from scoring.result import DECLINED, TIMED_OUT, AnswerValue
from scoring.rules import evaluate
from scoring.score import score
from scoring.timing import FINISH_S, LONGEST_S, Allowance, can_time_out, item_limit, part_of, spent, timed_parts
from tests.scoring.adaptive.banks import adaptive_module
from tests.scoring.building import item, module, scale

NAMES = ["a", "b", "c", "d"]


def a_test(timed_out: str | None, method: str = "count_correct", **more: Any) -> Questionnaire:
    """Four items, the first two in a block of ten minutes, the third with a minute of its own, the last without."""
    items = [item(name, scale="yes_no", **({"seconds": 60} if name == "c" else {})) for name in NAMES]
    found = module(
        items,
        kind="test",
        scales=[scale("right", NAMES, method=method, min_answered=0.5, timed_out=timed_out)],
        keys={name: ["yes"] for name in NAMES},
        difficulties={"a": -1.0, "b": 0.0, "c": 0.5, "d": 1.0} if method == "rasch" else {},
        **more,
    )
    block = {"id": "first", "items": ("a", "b"), "minutes": 10, "reference": "Made up for this test."}
    dumped = found.structure.model_dump(by_alias=True)
    structure = Structure.model_validate({**dumped, "timed": [block]})
    return Questionnaire(structure=structure, scoring=found.scoring)


def test_parts_are_the_bank_and_the_blocks() -> None:
    [block] = timed_parts(a_test("unsolved"))
    assert (block.id, block.items, block.seconds, block.is_bank) == ("first", {"a", "b"}, 600, False)
    adaptive = adaptive_module(stop={"minutes": 4})
    [bank] = timed_parts(adaptive)
    assert (bank.id, len(bank.items), bank.seconds, bank.is_bank) == ("ability", 12, 240, True)
    assert list(timed_parts(adaptive_module())) == []
    assert part_of(adaptive, "q01") == bank
    assert part_of(adaptive, "end") is None
    assert part_of(adaptive, None) is None


def test_time_can_run_out_at_an_item_with_a_limit_and_in_a_timed_part_only() -> None:
    questionnaire = a_test("unsolved")
    assert [can_time_out(questionnaire, name) for name in [*NAMES, "nowhere"]] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("allowance", "seconds"),
    [
        (Allowance(), 600),
        (Allowance(25), 750),
        (Allowance(50), 900),
        (Allowance(100), 1200),
        (Allowance(0, 10), 1200),
        (Allowance(50, 20), 2100),
        (Allowance(None), math.inf),
        (Allowance(None, 10), math.inf),
    ],
)
def test_extra_time_goes_on_top_of_a_limit(allowance: Allowance, seconds: float) -> None:
    assert allowance.seconds(600) == seconds


def test_a_part_takes_the_time_of_its_answers_and_a_pause_is_no_work() -> None:
    [block] = timed_parts(a_test("unsolved"))
    assert spent(block, {}) == 0
    assert spent(block, {"a": 90_000, "c": 50_000}) == 90
    assert spent(block, {"a": 90_000, "b": 5_000_000}) == 90 + LONGEST_S


def test_an_item_has_its_own_limit_or_what_is_left_of_its_part_and_time_to_finish() -> None:
    questionnaire = a_test("unsolved")
    assert item_limit(questionnaire, "c", 0, Allowance()) == 60
    assert item_limit(questionnaire, "c", 9999, Allowance(100, 10)) == 720
    assert item_limit(questionnaire, "a", 0, Allowance()) == 600 + FINISH_S
    assert item_limit(questionnaire, "b", 590, Allowance()) == 10 + FINISH_S
    assert item_limit(questionnaire, "b", 800, Allowance()) == FINISH_S, "who has a question open may finish it"
    assert item_limit(questionnaire, "b", 800, Allowance(50)) == 100 + FINISH_S
    assert item_limit(questionnaire, "d", 0, Allowance()) == math.inf
    assert item_limit(questionnaire, "c", 0, Allowance(None)) == math.inf


@given(st.floats(0, 5000), st.sampled_from([0, 25, 50, 100, None]), st.integers(0, 6))
def test_extra_time_never_takes_time_away(gone: float, percent: int | None, tens: int) -> None:
    questionnaire = a_test("unsolved")
    for name in NAMES:
        more = item_limit(questionnaire, name, gone, Allowance(percent, tens * 10))
        assert more >= item_limit(questionnaire, name, gone, Allowance())


def test_timed_out_is_an_answer_where_time_can_run_out_and_nowhere_else() -> None:
    questionnaire = a_test("unsolved")
    assert validate_answer(questionnaire, "a", TIMED_OUT) == ()
    [problem] = validate_answer(questionnaire, "d", TIMED_OUT)
    assert problem.kind == "no_time_limit"


def outcome(timed_out: str | None, third: AnswerValue, method: str = "count_correct") -> Any:
    answers: dict[str, AnswerValue] = {"a": "yes", "b": "yes", "c": third, "d": "no"}
    return score(a_test(timed_out, method), answers, "en").scales["right"]


def test_a_scale_says_what_running_out_of_time_counts_for() -> None:
    unsolved, left_out = outcome("unsolved", TIMED_OUT), outcome("left_out", TIMED_OUT)
    assert (unsolved.raw, unsolved.value, unsolved.answered, unsolved.timed_out) == (2, 2, 4, 1)
    assert (left_out.raw, left_out.answered, left_out.items, left_out.timed_out) == (2, 3, 4, 1)
    assert left_out.value == pytest.approx(2 * 4 / 3), "prorated, as for an item that was not reached"
    assert outcome("unsolved", DECLINED).timed_out is None
    assert outcome("unsolved", None).timed_out is None
    assert outcome(None, TIMED_OUT).answered == 3, "of a definition from before there were time limits"


def test_with_too_few_answers_left_there_is_no_score() -> None:
    answers: dict[str, AnswerValue] = {"a": "yes", "b": TIMED_OUT, "c": TIMED_OUT, "d": TIMED_OUT}
    found = score(a_test("left_out"), answers, "en").scales["right"]
    assert (found.status, found.reason, found.timed_out) == ("not_scored", "too_few_answers", 3)
    assert score(a_test("unsolved"), answers, "en").scales["right"].value == 1


@given(
    st.sampled_from(["unsolved", "left_out"]),
    st.sampled_from(["count_correct", "rasch"]),
    st.lists(st.sampled_from(["yes", "no", DECLINED, TIMED_OUT]), min_size=4, max_size=4),
    st.integers(0, 3),
)
def test_time_that_ran_out_never_makes_more_of_a_person_than_a_right_answer(
    timed_out: str, method: str, given_: list[str], place: int
) -> None:
    questionnaire = a_test(timed_out, method)
    answers: dict[str, AnswerValue] = dict(zip(NAMES, given_, strict=True))
    late, right = {**answers, NAMES[place]: TIMED_OUT}, {**answers, NAMES[place]: "yes"}
    found = [score(questionnaire, each, "en").scales["right"] for each in (late, right)]
    if found[0].value is not None and found[1].value is not None:
        assert found[0].value <= found[1].value


@given(
    st.sampled_from(["unsolved", "left_out"]),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "no"]), min_size=2, max_size=3),
    st.sampled_from(NAMES),
)
def test_a_timed_out_answer_never_raises_an_ability(timed_out: str, answers: dict[str, AnswerValue], late: str) -> None:
    """Beside the ability without this item: less where it is unsolved, the same where it is left out."""
    questionnaire = a_test(timed_out, "rasch")
    without = {name: value for name, value in answers.items() if name != late}
    before = score(questionnaire, without, "en").scales["right"]
    after = score(questionnaire, {**without, late: TIMED_OUT}, "en").scales["right"]
    if before.value is None or after.value is None:
        return
    assert after.value < before.value if timed_out == "unsolved" else after.value == before.value


def test_many_people_at_once_get_the_same() -> None:
    for timed_out in ("unsolved", "left_out"):
        columns = {name: np.array(["yes", TIMED_OUT]) for name in NAMES[:3]} | {"d": np.array(["no", "yes"])}
        found = score_batch(a_test(timed_out), columns)["right"]
        second = {name: TIMED_OUT for name in NAMES[:3]} | {"d": "yes"}
        alone = score(a_test(timed_out), second, "en").scales["right"]
        assert bool(found.scored[1]) == (alone.status == "scored")
        assert int(found.answered[1]) == alone.answered


def test_for_routing_and_flags_it_is_a_missing_answer() -> None:
    facts = Facts(a_test("unsolved"), {"a": TIMED_OUT})
    assert evaluate(ItemCondition(item="a", op="is", value="yes"), facts) is False
    assert facts.answer("a") is None


def test_a_personal_scale_has_nothing_to_count() -> None:
    personal = module([item("x"), item("y")], scales=[scale("mood", ["x", "y"], min_answered=0.5)])
    found = score(personal, {"x": "4", "y": TIMED_OUT}, "en").scales["mood"]
    assert (found.value, found.answered) == (4, 1)


def test_a_change_of_what_it_counts_for_is_told() -> None:
    old = a_test("unsolved")
    new = with_scoring(old, scales=(old.scoring.scales[0].model_copy(update={"timed_out": "left_out"}),))
    [(_, told)] = differing_parts(old, new, scope_of(old, new, "scale", "right"))
    assert told.words.startswith("rule for time-outs changed (")
    assert "left_out" in told.words
