"""Indicated levels: which value gives which, how far a proposal reaches, and when there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definition import Scale
from scoring.levels import LEVELS, IndicatedLevel, indicated_levels, level_of
from scoring.result import DECLINED, AnswerValue
from scoring.score import score
from tests.scoring.building import item, module, scale

NAMES = ["q1", "q2", "q3", "q4"]
FROM = [{"level": 1}, *({"level": n, "from": n - 0.5} for n in (2, 3, 4, 5))]
DOMAIN = module(
    [item(name) for name in NAMES],
    scales=[
        scale("home", NAMES, levels=FROM, level_reference="Nearest answer.", higher_is="better", min_answered=0.75),
        scale("other", NAMES),
    ],
)
HOME = DOMAIN.scales_by_id["home"]


def proposed(*values: AnswerValue) -> IndicatedLevel | None:
    result = score(DOMAIN, dict(zip(NAMES, values, strict=True)), "nl")
    found = indicated_levels(DOMAIN, result)
    assert set(found) <= {"home"}, "a scale without levels proposes none"
    level = found.get("home")
    assert result.scales["home"].level == (level.level if level else None)
    return level


@pytest.mark.parametrize(
    ("value", "level"),
    [(1.0, 1), (1.499999999, 1), (1.5, 2), (2.499, 2), (2.5, 3), (3.5, 4), (4.499, 4), (4.5, 5), (5.0, 5)],
)
def test_a_level_starts_at_its_own_value(value: float, level: int) -> None:
    assert level_of(HOME, value) == level


def test_the_same_answers_throughout_leave_the_reach_unknown() -> None:
    assert proposed("3", "3", "3", "3") == IndicatedLevel(level=3)


def test_the_reach_is_one_standard_error_either_way() -> None:
    """Mean 3, error sqrt(4 / 12) = .577: from 2.42 to 3.58, so from level 2 to level 4."""
    assert proposed("2", "4", "2", "4") == IndicatedLevel(level=3, lowest=2, highest=4)


def test_a_sure_proposal_reaches_nowhere_else() -> None:
    """Mean 3.25, error .25: 3 to 3.5, which is where level 4 begins."""
    assert proposed("3", "3", "3", "4") == IndicatedLevel(level=3, lowest=3, highest=4)
    assert proposed("1", "1", "1", "2") == IndicatedLevel(level=1, lowest=1, highest=2)


def test_the_reach_stays_within_the_five_levels() -> None:
    found = proposed("5", "5", "1", "5")
    assert found is not None
    assert (found.lowest, found.highest) == (3, 5)


def test_without_a_score_nothing_is_proposed() -> None:
    assert proposed("3", DECLINED, None, "3") is None
    assert indicated_levels(DOMAIN, score(DOMAIN, {}, "nl")) == {}


def test_what_is_not_asked_has_no_level() -> None:
    routed = module(
        [item("gate"), item("q1", show_if={"item": "gate", "op": "is", "value": "5"})],
        scales=[scale("home", ["q1"], levels=FROM, level_reference="Nearest answer.", higher_is="better")],
    )
    result = score(routed, {"gate": "1", "q1": "2"}, "nl")
    assert result.scales["home"].reason == "not_asked"
    assert indicated_levels(routed, result) == {}


@given(st.lists(st.sampled_from("12345"), min_size=4, max_size=4))
def test_a_level_is_one_of_five_and_lies_in_its_own_reach(values: list[str]) -> None:
    found = proposed(*values)
    assert found is not None
    assert found.level in LEVELS
    if found.lowest is not None and found.highest is not None:
        assert found.lowest <= found.level <= found.highest


@given(st.floats(1, 5), st.floats(1, 5))
def test_a_higher_value_never_gives_a_lower_level(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert (level_of(HOME, low) or 0) <= (level_of(HOME, high) or 0)


def test_a_scale_without_levels_has_none() -> None:
    assert level_of(Scale.model_validate(scale("plain", NAMES)), 3.0) is None
