import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors_of_measurement import error_of_mean
from scoring.result import DECLINED, AnswerValue, ScaleResult
from scoring.scales import stable
from scoring.score import score
from tests.scoring.building import item, module, scale

NAMES = [f"q{n}" for n in range(5)]
BANDS = [{"id": "low"}, {"id": "middle", "from": 2.5}, {"id": "high", "from": 3.5}]
PERSONAL = module(
    [item(name) for name in NAMES],
    scales=[
        scale("mean", NAMES, bands=BANDS),
        scale("sum", NAMES, "sum"),
        scale("turned", NAMES, reversed=["q1", "q3"]),
    ],
)
TEST = module(
    [item(name) for name in NAMES],
    kind="test",
    keys={name: ["1"] for name in NAMES},
    difficulties={name: float(n - 2) for n, name in enumerate(NAMES)},
    scales=[scale("count", NAMES, "count_correct"), scale("ability", NAMES, "rasch")],
)
CODES = st.lists(st.sampled_from("12345"), min_size=5, max_size=5)


def scored(name: str, values: list[AnswerValue]) -> ScaleResult:
    questionnaire = TEST if name in ("count", "ability") else PERSONAL
    return score(questionnaire, dict(zip(NAMES, values, strict=True)), "nl").scales[name]


def test_mean_sum_and_reversed_keys() -> None:
    answers: list[AnswerValue] = ["1", "2", "3", "4", "5"]
    assert scored("mean", answers).value == 3.0
    assert scored("sum", answers).value == 15.0
    assert scored("turned", ["5", "1", "5", "1", "5"]).value == 5.0


@pytest.mark.parametrize("missing", [DECLINED, None])
def test_one_missing_answer_is_prorated(missing: AnswerValue) -> None:
    answers: list[AnswerValue] = ["1", "2", "3", "4", missing]
    mean, total = scored("mean", answers), scored("sum", answers)
    assert (mean.value, mean.raw, mean.answered, mean.items) == (2.5, 10.0, 4, 5)
    assert (total.value, total.raw) == (12.5, 10.0)


@pytest.mark.parametrize("missing", [DECLINED, None])
def test_too_many_missing_gives_no_score_and_the_reason(missing: AnswerValue) -> None:
    result = scored("mean", ["1", "2", "3", missing, missing])
    assert result == ScaleResult(status="not_scored", reason="too_few_answers", answered=3, items=5)


def test_an_item_off_the_path_is_neither_asked_nor_counted() -> None:
    routed = module(
        [item("a"), item("b"), item("c", show_if={"item": "a", "op": "is", "value": "1"})],
        scales=[scale("both", ["b", "c"], min_answered=1), scale("only", ["c"])],
    )
    off = score(routed, {"a": "2", "b": "4", "c": "1"}, "nl").scales
    assert (off["both"].value, off["both"].items) == (4.0, 1)
    assert off["only"] == ScaleResult(status="not_scored", reason="not_asked", answered=0, items=0)
    on = score(routed, {"a": "1", "b": "4", "c": "1"}, "nl").scales
    assert (on["both"].value, on["both"].items) == (2.5, 2)
    declined = score(routed, {"a": "1", "b": "4", "c": DECLINED}, "nl").scales
    assert (declined["only"].reason, declined["only"].items) == ("too_few_answers", 1)


def test_a_band_starts_at_its_from() -> None:
    assert scored("mean", ["2", "2", "2", "2", "4"]).band == "low"
    assert scored("mean", ["2", "2", "3", "3", None]).band == "middle"
    assert scored("mean", ["3", "3", "4", "4", None]).band == "high"


def test_a_passed_test_item_is_wrong_and_an_unreached_one_is_missing() -> None:
    passed = scored("count", ["1", "1", "1", "1", DECLINED])
    unreached = scored("count", ["1", "1", "1", "1", None])
    assert (passed.value, passed.answered) == (4.0, 5)
    assert (unreached.value, unreached.answered) == (5.0, 4)
    assert scored("ability", ["1", "1", "1", "1", DECLINED]).value == scored("ability", ["1", "1", "1", "1", "2"]).value
    assert scored("count", ["1", "1", "1", None, None]).status == "not_scored"


def test_declining_a_keyed_item_of_a_personal_module_is_missing() -> None:
    keyed = module(
        [item("a"), item("b")], keys={"a": ["1"], "b": ["1"]}, scales=[scale("s", ["a", "b"], "count_correct")]
    )
    result = score(keyed, {"a": "1", "b": DECLINED}, "nl").scales["s"]
    assert (result.status, result.answered) == ("not_scored", 1)


def test_standard_errors_of_mean_and_sum() -> None:
    answers: list[AnswerValue] = ["1", "2", "3", "4", "5"]
    assert scored("mean", answers).se == pytest.approx(math.sqrt(10 / 20))
    assert scored("sum", answers).se == pytest.approx(5 * math.sqrt(10 / 20))


def test_number_correct_has_the_binomial_error_of_lord() -> None:
    for right in range(1, 5):
        answers: list[AnswerValue] = [*["1"] * right, *["2"] * (5 - right)]
        assert scored("count", answers).se == pytest.approx(math.sqrt(right * (5 - right) / 4))


@pytest.mark.parametrize("values", [[], [3.0], [2.0, 2.0, 2.0]])
def test_an_error_that_cannot_be_known_is_not_zero(values: list[float]) -> None:
    assert error_of_mean(values) is None


KNOWN = module(
    [item(name) for name in NAMES],
    scales=[
        scale("mean", NAMES, reliability=0.84, reliability_sd=0.5),
        scale("sum", NAMES, "sum", reliability=0.84, reliability_sd=2.5),
        scale("half", NAMES, reliability=0.84),
    ],
)


def test_a_known_reliability_gives_the_error_of_everybody() -> None:
    """SD × sqrt(1 - r), also where all answers are the same; without the group's SD it can't be known."""
    for codes in ("12345", "33333"):
        found = score(KNOWN, dict(zip(NAMES, codes, strict=True)), "nl").scales
        assert found["mean"].se == pytest.approx(0.5 * math.sqrt(0.16))
        assert found["sum"].se == pytest.approx(2.5 * math.sqrt(0.16))
    assert found["half"].se is None


def test_with_an_answer_missing_a_known_error_grows() -> None:
    found = score(KNOWN, dict(zip(NAMES, ["1", "2", "3", "4", DECLINED], strict=True)), "nl").scales
    assert found["mean"].se == pytest.approx(0.5 * math.sqrt(0.16) * math.sqrt(5 / 4))
    assert found["sum"].se == pytest.approx(2.5 * math.sqrt(0.16) * math.sqrt(5 / 4))


def test_declined_unanswered_and_not_asked_are_three_things() -> None:
    """Declined and unanswered count as asked, in the score as in the share needed; not asked counts for neither."""
    routed = module(
        [item("a"), item("b"), item("c", show_if={"item": "a", "op": "is", "value": "1"})],
        scales=[scale("s", ["b", "c"], min_answered=0.6)],
    )
    declined = score(routed, {"a": "1", "b": "4", "c": DECLINED}, "nl").scales["s"]
    unanswered = score(routed, {"a": "1", "b": "4", "c": None}, "nl").scales["s"]
    not_asked = score(routed, {"a": "2", "b": "4"}, "nl").scales["s"]
    assert (declined.status, declined.reason, declined.items) == ("not_scored", "too_few_answers", 2)
    assert (unanswered.status, unanswered.reason, unanswered.items) == ("not_scored", "too_few_answers", 2)
    assert (not_asked.status, not_asked.value, not_asked.items) == ("scored", 4.0, 1)


@pytest.mark.parametrize(
    ("share", "answered", "scored_"), [(0.6, 3, True), (0.6, 2, False), (0.8, 4, True), (1, 4, False)]
)
def test_prorating_ends_at_the_stated_share(share: float, answered: int, scored_: bool) -> None:
    own = module([item(name) for name in NAMES], scales=[scale("s", NAMES, "sum", min_answered=share)])
    codes = ["4"] * answered + [None] * (5 - answered)
    found = score(own, dict(zip(NAMES, codes, strict=True)), "nl").scales["s"]
    assert (found.status == "scored") is scored_
    assert found.value == (20.0 if scored_ else None)
    assert found.reason == (None if scored_ else "too_few_answers")


def test_a_number_never_becomes_negative_zero() -> None:
    assert math.copysign(1, stable(-1e-12)) == 1.0


def test_an_option_without_a_number_counts_as_missing() -> None:
    options = [{"code": "1", "value": 1}, {"code": "2", "value": 2}, {"code": "na"}]
    own = module(
        [item(name, type="single", scale=None, options=options) for name in ("a", "b")],
        scales=[scale("s", ["a", "b"], min_answered=0.5)],
    )
    result = score(own, {"a": "2", "b": "na"}, "nl").scales["s"]
    assert (result.value, result.answered, result.items) == (2.0, 1, 2)


def test_numbers_and_several_codes_can_be_summed() -> None:
    options = [{"code": "x", "value": 1}, {"code": "y", "value": 2}]
    own = module(
        [
            item("n", type="number", scale=None, minimum=0, maximum=7),
            item("m", type="multiple", scale=None, options=options),
        ],
        scales=[scale("s", ["n", "m"], "sum", reversed=["n"])],
    )
    assert score(own, {"n": 2, "m": ("x", "y")}, "nl").scales["s"].value == 5.0 + 3.0


@given(CODES)
def test_reversed_keys_mirror(codes: list[str]) -> None:
    turned = {"q1", "q3"}
    mirrored: list[AnswerValue] = [
        str(6 - int(code)) if name in turned else code for name, code in zip(NAMES, codes, strict=True)
    ]
    assert scored("turned", list[AnswerValue](codes)).value == scored("mean", mirrored).value


@given(st.lists(st.sampled_from(["1", "2", DECLINED, None]), min_size=5, max_size=5), st.integers(0, 999))
def test_the_order_of_items_changes_nothing(values: list[AnswerValue], seed: int) -> None:
    answers = dict(zip(NAMES, values, strict=True))
    order = Random(seed).sample(NAMES, 5)
    for original in (PERSONAL, TEST):
        scales = tuple(each.model_copy(update={"items": tuple(order)}) for each in original.scoring.scales)
        turned = original.model_copy(update={"scoring": original.scoring.model_copy(update={"scales": scales})})
        shuffled = {name: answers[name] for name in order}
        assert score(turned, shuffled, "nl").model_dump_json() == score(original, answers, "nl").model_dump_json()


@given(st.lists(st.sampled_from(["1", "2", DECLINED]), min_size=5, max_size=5), st.integers(0, 4))
def test_one_more_correct_answer_never_lowers_a_test_score(values: list[AnswerValue], place: int) -> None:
    better = [*values]
    better[place] = "1"
    for name in ("count", "ability"):
        before, after = scored(name, values).value, scored(name, better).value
        assert before is not None
        assert after is not None
        assert after >= before
        assert (after > before) == (values[place] != "1")
