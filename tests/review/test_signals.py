"""No flag is lost, and the most urgent decides. Pure."""

from datetime import UTC, datetime, timedelta

import pytest

from scoring.result import FlagResult, ModuleResult
from service.review.signals import HealthResult, Signal, Urgency, merged, raised, urgency_of
from service.review.transitions import STAGES, TRANSITIONS, Stage, State, Step, may

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=2)


def flag(rule: str = "tr_safety", level: str = "acute", *evidence: str) -> FlagResult:
    return FlagResult(rule=rule, level=level, evidence=evidence or ("tr_safety",))  # type: ignore[arg-type]


def scored(*flags: FlagResult) -> dict[str, ModuleResult]:
    return {"trauma": ModuleResult(version="1.0.0", scales={}, flags=flags)}


def test_a_flag_raised_at_once_stays_when_the_last_answers_no_longer_raise_it() -> None:
    (signal,) = merged(raised([("trauma", flag(), AT)]), scored())
    assert (signal.level, signal.raised_at, signal.holds) == ("acute", AT, False)


def test_a_flag_raised_twice_is_one_with_both_moments_and_all_evidence() -> None:
    (signal,) = raised([("trauma", flag(), AT), ("trauma", flag("tr_safety", "acute", "tr_danger"), LATER)])
    assert signal.raised_at == AT
    assert signal.raised_again_at == LATER
    assert signal.evidence == ("tr_safety", "tr_danger")


def test_scored_flags_join_those_raised_at_once_and_come_after_the_acute() -> None:
    found = merged(raised([("trauma", flag(), AT)]), scored(flag("tr_core", "elevated"), flag()))
    assert [(signal.rule, signal.holds, signal.raised_at) for signal in found] == [
        ("tr_safety", True, AT),
        ("tr_core", True, None),
    ]


def test_the_same_rule_of_two_modules_is_two_signals() -> None:
    assert len(raised([("a", flag(), AT), ("b", flag(), AT)])) == 2


def test_what_was_raised_again_is_another_occasion() -> None:
    (once,) = raised([("trauma", flag(), AT)])
    (twice,) = raised([("trauma", flag(), AT), ("trauma", flag(), LATER)])
    assert once.name == twice.name
    assert once.occasion != twice.occasion


def test_an_occasion_is_the_same_before_and_after_sealing() -> None:
    before = HealthResult(signals=raised([("trauma", flag(), AT)]))
    after = HealthResult.model_validate_json(before.model_dump_json())
    assert [signal.occasion for signal in after.signals] == [signal.occasion for signal in before.signals]


@pytest.mark.parametrize(
    ("levels", "is_scored", "unreadable", "expected"),
    [
        (("attention", "acute", "elevated"), True, False, Urgency.ACUTE),
        (("attention", "elevated"), True, False, Urgency.ELEVATED),
        (("attention",), False, False, Urgency.ATTENTION),
        ((), True, False, Urgency.NONE),
        ((), False, False, Urgency.UNSCORED),
        ((), True, True, Urgency.UNREADABLE),
        (("acute",), True, True, Urgency.UNREADABLE),
    ],
)
def test_the_most_urgent_decides(levels: tuple[str, ...], is_scored: bool, unreadable: bool, expected: Urgency) -> None:
    signals = [Signal(slug="m", rule=f"r_{level}", level=level, evidence=()) for level in levels]  # type: ignore[arg-type]
    assert urgency_of(signals, scored=is_scored, unreadable=unreadable) is expected


def test_the_order_of_urgency() -> None:
    assert [urgency.value for urgency in sorted(Urgency, key=lambda urgency: urgency.rank)] == [
        "unreadable",
        "acute",
        "elevated",
        "attention",
        "none",
        "unscored",
    ]


LEGAL = {
    (Step.RELEASE, State.WAITING, Stage.FINISHED),
    (Step.RELEASE, State.IN_REVIEW, Stage.FINISHED),
    (Step.CLOSE, State.WAITING, Stage.WITHDRAWN),
    (Step.CLOSE, State.IN_REVIEW, Stage.WITHDRAWN),
    (Step.SCORE, State.WAITING, Stage.FINISHED),
    (Step.SCORE, State.IN_REVIEW, Stage.FINISHED),
    *((Step.WORK, state, stage) for state in (State.WAITING, State.IN_REVIEW) for stage in Stage),
    *((Step.FOLLOW_UP, state, Stage.FINISHED) for state in (State.WAITING, State.IN_REVIEW, State.RELEASED)),
}


def test_what_is_legal_and_nothing_else() -> None:
    every = {(step, state, stage) for step in Step for state in State for stage in Stage}
    assert {row for row in every if may(*row)} == LEGAL


def test_nothing_leads_out_of_released_or_closed() -> None:
    for row in TRANSITIONS.values():
        assert row.get(State.RELEASED, State.RELEASED) is State.RELEASED
        assert State.CLOSED not in row
    assert set(STAGES) == set(TRANSITIONS) == set(Step)
