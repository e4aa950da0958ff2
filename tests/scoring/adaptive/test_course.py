"""An adaptive bank on the path of its module: for the kiosk one item at a time, for scoring what was answered."""

import math

from hypothesis import given
from hypothesis import strategies as st

from scoring.adaptive.course import AdaptiveBank, Course
from scoring.path import answers_on_path, items_on_path
from scoring.result import DECLINED, TIMED_OUT, AnswerValue
from scoring.score import score
from tests.scoring.adaptive.banks import adaptive_module

MODULE = adaptive_module()


def bank_of() -> AdaptiveBank:
    found = MODULE.adaptive_bank
    assert found is not None
    return found


def course(answers: dict[str, AnswerValue], seed: int = 1) -> Course:
    return bank_of().course(seed, answers, dict.fromkeys(answers, 1000))


def walked(answer: AnswerValue, seed: int = 1) -> dict[str, AnswerValue]:
    """The answers of someone who answers every item of the bank alike."""
    answers: dict[str, AnswerValue] = {}
    while (found := course(answers, seed)).open is not None:
        answers[found.open.item] = answer
    return answers


def kiosk_path(answers: dict[str, AnswerValue]) -> list[str]:
    return [item.id for item in items_on_path(MODULE, answers, left_out=course(answers).left_out)]


def scored_path(answers: dict[str, AnswerValue]) -> list[str]:
    return [item.id for item in items_on_path(MODULE, answers)]


def test_at_first_there_is_what_stands_before_the_bank_and_one_item_of_it() -> None:
    path = kiosk_path({})
    assert path[0] == "try"
    assert len(path) == 2
    assert path[1].startswith("q")


def test_answered_items_of_the_bank_are_behind_the_client_for_good() -> None:
    first = kiosk_path({})[1]
    second = kiosk_path({first: "yes"})[1]
    assert second != first
    assert kiosk_path({first: "yes"}) == ["try", second]


def test_after_the_bank_comes_what_stands_after_it_and_what_the_ability_asks_for() -> None:
    assert kiosk_path(walked("yes")) == ["try", "end", "more1", "more2"]
    assert kiosk_path(walked("no")) == ["try", "end"]
    assert kiosk_path(walked(DECLINED)) == ["try", "end"], "passed over counts as wrong"


def test_a_course_knows_its_choices_in_order() -> None:
    answers = walked("yes")
    found = course(answers)
    assert [choice.item for choice in found.choices] == list(answers)
    assert found.answered == len(answers)
    assert course({}).answered == 0
    assert found.end is not None
    assert found.open is None


def test_for_scoring_the_answered_items_were_asked() -> None:
    answers = {"try": "yes", "q03": "yes", "q07": "no"}
    assert scored_path(answers) == ["try", "q03", "q07", "end"]
    assert answers_on_path(MODULE, answers) == {"try": "yes", "q03": "yes", "q07": "no", "end": None}


def test_for_scoring_follow_up_items_were_asked_once_the_bank_has_ended_high_enough() -> None:
    assert scored_path(walked("yes"))[-2:] == ["more1", "more2"]
    assert scored_path(walked("no"))[-1] == "end"
    assert scored_path({"q12": "yes"})[-1] == "end", "the bank has not ended"


def test_an_answered_follow_up_item_was_asked_whatever_the_ability() -> None:
    assert scored_path({**walked("no"), "more1": "yes"})[-2:] == ["more1", "more2"]


BANK = [f"q{number:02d}" for number in range(1, 13)]


@given(st.dictionaries(st.sampled_from(BANK), st.sampled_from(["yes", "no", DECLINED, None])))
def test_every_answer_in_the_bank_counts_and_nothing_else_of_it(answers: dict[str, AnswerValue]) -> None:
    given_ = {item for item, value in answers.items() if value is not None}
    assert {item for item in scored_path(answers) if item.startswith("q")} == given_
    result = score(MODULE, answers, "nl").scales["ability"]
    assert result.answered == len(given_)
    assert result.items == max(len(given_), 3)
    assert (result.status == "scored") == (len(given_) >= 3)
    if result.chances is not None:
        assert abs(sum(result.chances.values()) - 1) < 1e-6


@given(st.integers(0, 2**31 - 1), st.randoms(use_true_random=False))
def test_the_path_of_the_kiosk_and_that_of_scoring_agree(seed: int, chance: object) -> None:
    answers: dict[str, AnswerValue] = {"try": "yes"}
    while (found := course(answers, seed)).open is not None:
        answers[found.open.item] = chance.choice(["yes", "no"])  # type: ignore[attr-defined]
    behind = [item for item in scored_path(answers) if item not in answers]
    shown = [item.id for item in items_on_path(MODULE, answers, left_out=found.left_out)]
    assert [item for item in shown if item not in answers] == behind
    assert found.end is not None
    assert found.end.ability == score(MODULE, answers, "nl").scales["ability"].value


def test_too_few_answers_give_no_score_and_say_how_many_it_takes() -> None:
    result = score(MODULE, {"q06": "yes", "q07": "yes"}, "nl").scales["ability"]
    assert (result.status, result.reason, result.answered, result.items) == ("not_scored", "too_few_answers", 2, 3)
    nothing = score(MODULE, {}, "nl").scales["ability"]
    assert (nothing.status, nothing.reason, nothing.answered, nothing.items) == ("not_scored", "too_few_answers", 0, 3)


def test_a_fixed_module_has_no_bank() -> None:
    fixed = MODULE.structure.model_copy(update={"adaptive": None})
    assert type(MODULE)(structure=fixed, scoring=MODULE.scoring).adaptive_bank is None


def timed_bank(timed_out: str, minutes: float = 1) -> AdaptiveBank:
    module = adaptive_module(stop={"minutes": minutes, "se": None})
    rows = [row.model_copy(update={"timed_out": timed_out}) for row in module.scoring.scales]
    scoring = module.scoring.model_copy(update={"scales": tuple(rows)})
    found = type(module)(structure=module.structure, scoring=scoring).adaptive_bank
    assert found is not None
    return found


def walked_with(bank: AdaptiveBank, answer_of: dict[int, str], limits: float | None, ms: int = 10_000) -> Course:
    """Everything "yes" but at these places; every answer with this limit in force."""
    answers: dict[str, AnswerValue] = {}
    while True:
        known = {} if limits is None else dict.fromkeys(answers, limits)
        found = bank.course(7, answers, dict.fromkeys(answers, ms), known)
        if found.open is None:
            return found
        answers[found.open.item] = answer_of.get(found.open.number, "yes")


def test_the_limit_that_held_with_an_answer_ends_the_bank_and_not_the_one_in_the_file() -> None:
    bank = timed_bank("left_out")
    by_file, longer, without = (walked_with(bank, {}, limit, 20_000) for limit in (None, 120.0, math.inf))
    assert by_file.end is not None
    assert (by_file.end.reason, by_file.end.items) == ("time", 3)
    assert longer.end is not None
    assert (longer.end.reason, longer.end.items) == ("maximum", 6)
    assert without.end is not None
    assert without.end.reason == "maximum"


def test_extra_time_that_comes_after_the_end_opens_nothing_again() -> None:
    bank, answers = timed_bank("left_out"), {}
    while (found := bank.course(7, answers, dict.fromkeys(answers, 20_000), dict.fromkeys(answers, 60.0))).open:
        answers[found.open.item] = "yes"
    assert found.end is not None
    again = bank.course(7, {**answers, "end": "yes"}, dict.fromkeys(answers, 20_000), dict.fromkeys(answers, 60.0))
    assert again.end == found.end, "the limit is kept with each answer, not with the person"


def test_an_item_without_time_is_asked_once_and_tells_nothing_where_it_is_left_out() -> None:
    bank = timed_bank("left_out", minutes=60)
    found = walked_with(bank, {2: TIMED_OUT}, None)
    assert len({choice.item for choice in found.choices}) == 6
    third = found.choices[2]
    assert (third.ability, third.se) == (found.choices[1].ability, found.choices[1].se)
    nothing = walked_with(bank, dict.fromkeys(range(1, 20), TIMED_OUT), None)
    assert nothing.end is not None
    assert (nothing.end.reason, nothing.end.items) == ("maximum", 6), "never before the minimum of answers"


@given(st.sampled_from(["unsolved", "left_out"]), st.integers(1, 6), st.integers(0, 999))
def test_a_timed_out_answer_never_raises_the_ability_of_a_run(timed_out: str, place: int, seed: int) -> None:
    bank = timed_bank(timed_out, minutes=60)
    answers: dict[str, AnswerValue] = {}
    for _ in range(place - 1):
        found = bank.course(seed, answers, {})
        assert found.open is not None
        answers[found.open.item] = "yes"
    before = bank.course(seed, answers, {})
    assert before.open is not None
    after = bank.course(seed, {**answers, before.open.item: TIMED_OUT}, {})
    assert after.step.estimate.value <= before.step.estimate.value
