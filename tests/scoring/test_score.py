from hypothesis import given
from hypothesis import strategies as st

from scoring.definition import Sensitivity
from scoring.result import DECLINED, AnswerValue, ModuleResult
from scoring.score import score
from tests.scoring.building import flag, item, module, scale

NOT_HEALTH = frozenset({Sensitivity.PLAIN, Sensitivity.SPECIAL})
MIXED = module(
    [
        item("work"),
        item("money", sensitivity="special"),
        item("sleep", sensitivity="health"),
        item("rest", sensitivity="health", show_if={"item": "work", "op": "at_least", "value": 2}),
        item("faulty", show_if={"item": "sleep", "op": "is", "value": "1", "if_missing": True}),
    ],
    scales=[
        scale("open", ["work", "money", "faulty"], min_answered=0.5),
        scale("closed", ["sleep", "rest"]),
        scale("mixed", ["work", "sleep"]),
    ],
    cutoffs=[
        {
            "id": "closed_high",
            "scale": "closed",
            "values": [{"at_least": 4, "status": "provisional", "source": "Made up for tests.", "date": "2026"}],
        }
    ],
    flags=[
        flag("plain", {"item": "work", "op": "is", "value": "1"}),
        flag("health", {"item": "sleep", "op": "is", "value": "5"}),
        flag("scale", {"scale": "closed", "op": "cutoff", "value": "closed_high"}),
    ],
)
ANSWERS: dict[str, AnswerValue] = {"work": "3", "money": "4", "sleep": "5", "rest": "4", "faulty": "5"}


def test_everything_is_scored_in_file_order() -> None:
    result = score(MIXED, ANSWERS, "nl")
    assert list(result.scales) == ["open", "closed", "mixed"]
    assert [raised.rule for raised in result.flags] == ["health", "scale"]
    assert result.version == "1.0.0"


def test_only_leaves_out_what_looks_at_anything_else() -> None:
    open_part, health_part = (
        score(MIXED, ANSWERS, "nl", only=NOT_HEALTH),
        score(MIXED, ANSWERS, "nl", only=frozenset({Sensitivity.HEALTH})),
    )
    assert list(open_part.scales) == ["open"]
    assert not open_part.cutoffs
    assert not open_part.flags
    assert list(health_part.scales) == ["closed"]
    assert [raised.rule for raised in health_part.flags] == ["health", "scale"]


def test_the_health_part_is_routed_by_plain_answers() -> None:
    health_part = score(MIXED, {**ANSWERS, "work": "1"}, "nl", only=frozenset({Sensitivity.HEALTH}))
    assert health_part.scales["closed"].items == 1


@given(st.sampled_from(["1", "5", DECLINED, None]), st.sampled_from(["1", "5", None]))
def test_no_health_answer_changes_the_open_part(sleep: AnswerValue, rest: AnswerValue) -> None:
    """Not even through a routing fault in the definition."""
    changed = score(MIXED, {**ANSWERS, "sleep": sleep, "rest": rest}, "nl", only=NOT_HEALTH)
    assert changed.model_dump_json() == score(MIXED, ANSWERS, "nl", only=NOT_HEALTH).model_dump_json()


@given(st.dictionaries(st.sampled_from(list(ANSWERS)), st.sampled_from(["1", "3", "5", DECLINED, None])))
def test_the_same_input_gives_the_same_bytes(answers: dict[str, AnswerValue]) -> None:
    backwards = dict(reversed(list(answers.items())))
    assert score(MIXED, answers, "nl").model_dump_json() == score(MIXED, backwards, "nl").model_dump_json()


def test_a_result_survives_json() -> None:
    result = score(MIXED, ANSWERS, "nl")
    assert ModuleResult.model_validate_json(result.model_dump_json()) == result


def test_an_old_result_without_cutoffs_can_still_be_read() -> None:
    assert ModuleResult.model_validate({"version": "1.0.0", "scales": {}, "flags": []}).cutoffs == {}


def test_nobody_who_answers_nothing_gets_a_number() -> None:
    result = score(MIXED, {}, "nl")
    assert {each.value for each in result.scales.values()} == {None}
    assert not result.flags
