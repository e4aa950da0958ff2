import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.items import Sensitivity
from scoring.quality import Population, even_odd, halves_apart
from scoring.reliance import Comparison, Given, Sign, Statement, rule_of, statement
from scoring.reliance_rules import KINDS, Limit, Limits, Said

FLOORS = {"nl": 1000, "ti": 1500}
VALUES = {
    "least_answers": 8,
    "run": 0.5,
    "fast": 0.5,
    "even_odd": 0.3,
    "halves_apart": 1,
    "synonyms": 0.0,
    "unusual": 0.001,
    "person_fit": -2,
}
LIMITS = Limits(**{name: Limit(value=value, reference="Made up for tests.") for name, value in VALUES.items()})
AGREEING = [5.0, 5, 4, 4, 1, 2, 1, 1, 3, 3, 3, 2, 5, 4, 5, 5, 1, 1, 2, 1]


def answers(*values: float | None, ms: int | None = 4000, health: tuple[int, ...] = ()) -> list[Given]:
    """Four answers a scale."""
    return [
        Given(
            value,
            f"s{place // 4}",
            "nl",
            ms,
            sensitivity=Sensitivity.HEALTH if place in health else Sensitivity.PLAIN,
        )
        for place, value in enumerate(values)
    ]


def said(found: list[Given], comparison: Comparison | None = None, person_fit: float | None = None) -> Statement:
    return statement(found, FLOORS, LIMITS, comparison, person_fit)


def kinds(*values: float | None, ms: int | None = 4000) -> tuple[str, ...]:
    found = said(answers(*values, ms=ms))
    assert found.enough
    return found.kinds


def test_answers_that_fit_together_give_no_sign() -> None:
    assert said(answers(*AGREEING)) == Statement((), True, tuple(range(20)))


def test_each_kind_has_its_sign_and_says_where() -> None:
    run = said(answers(*AGREEING[:4], *[3.0] * 12))
    assert run.signs == (Sign("patterned", 12, tuple(range(4, 16))),)
    fast = said(answers(*AGREEING, ms=999))
    assert fast.signs == (Sign("fast", 20, tuple(range(20))),)
    mixed = said(answers(*[5.0, 1, 4, 2, 1, 5, 2, 4] * 3))
    assert mixed.kinds == ("inconsistent",)
    assert mixed.signs[0].found < 0.3
    far = Comparison(Population(np.full(20, 3.0), np.eye(20) * 0.25))
    unusual = said(answers(*AGREEING), far)
    assert (unusual.kinds, unusual.signs[0].found < 0.001) == (("unusual",), True)
    assert said(answers(*AGREEING), person_fit=-2.1).signs == (Sign("unexpected", -2.1, tuple(range(20))),)
    assert said(answers(*[3.0] * 20, ms=10)).kinds == ("patterned", "fast")


def test_like_questions_answered_against_each_other_are_a_sign() -> None:
    usual = Population(np.full(20, 3.0), np.eye(20) * 9)
    alike = Comparison(usual, ((1, 0), (5, 4), (9, 8), (13, 12)))
    assert said(answers(*AGREEING), alike).signs == ()
    against = Comparison(usual, ((4, 0), (0, 4), (12, 6), (6, 12)))
    found = said(answers(*AGREEING), against)
    assert found.kinds == ("inconsistent",)
    assert found.signs[0].places == (0, 4, 6, 12)


def test_a_level_profile_is_no_contradiction() -> None:
    """Where all scales come out alike, the correlation of halves is chance, and the answers agree all the same."""
    level = [3.0, 4, 4, 3, 4, 3, 3, 3, 3, 4, 3, 4, 4, 4, 3, 3, 4, 3, 4, 3]
    scales = [level[start : start + 4] for start in range(0, 20, 4)]
    consistency, apart = even_odd(scales), halves_apart(scales)
    assert consistency is not None
    assert consistency < 0.3
    assert apart is not None
    assert apart < 1
    assert kinds(*level) == ()
    assert halves_apart([[1.0, None], []]) is None


def test_signs_at_their_limits() -> None:
    assert kinds(*[3.0] * 7, 2) == ()
    assert kinds(*[3.0] * 8) == ("patterned",)
    assert kinds(*[3.0] * 8, *[1.0, 2] * 4) == ("patterned",)
    assert kinds(*[3.0] * 8, *[1.0, 2] * 4, 1) == ()
    half = [*answers(*[1.0, 2] * 4, ms=999), *answers(*[1.0, 2] * 4)]
    assert said(half).kinds == ()
    one_more = Given(1, "s", "nl", 999, sensitivity=Sensitivity.PLAIN)
    assert said([*half, one_more]).kinds == ("fast",)
    assert said(answers(*AGREEING), person_fit=-2.0).kinds == ()
    assert not said(answers(*[3.0] * 7)).enough
    assert not said([]).enough
    assert said(answers(*[1.0, 2] * 4, ms=None)).kinds == ()


def test_the_floor_is_that_of_the_language_of_each_answer() -> None:
    tigrinya = [Given(one.value, one.scale, "ti", 1200, sensitivity=Sensitivity.PLAIN) for one in answers(*AGREEING)]
    assert said(tigrinya).kinds == ("fast",)
    assert kinds(*AGREEING, ms=1200) == ()
    with pytest.raises(ValueError, match="no floor for the language en"):
        said([Given(1, "s", "en", 900, sensitivity=Sensitivity.PLAIN)] * 8)


def test_of_test_items_only_the_time_is_looked_at() -> None:
    right = [Given(1, "s", "nl", 4000, rating=False, sensitivity=Sensitivity.PLAIN)] * 12
    assert said(right) == Statement((), True, tuple(range(12)))
    quick = [Given(1, "s", "nl", 400, rating=False, sensitivity=Sensitivity.PLAIN)] * 12
    assert said(quick).kinds == ("fast",)


def test_a_question_of_another_kind_does_not_end_a_run_and_one_on_health_does() -> None:
    rated = answers(*[3.0] * 10)
    other = Given(0, "", "nl", 4000, rating=False, sensitivity=Sensitivity.PLAIN)
    assert said([*rated[:5], other, *rated[5:]]).signs[0].places == (0, 1, 2, 3, 4, 6, 7, 8, 9, 10)
    assert said([*rated[:5], Given(3.0, "", "nl", 4000), *rated[5:]]).kinds == ()


def test_halves_agree_in_the_direction_of_the_scale_and_runs_are_of_what_was_chosen() -> None:
    """Somebody who chooses 4 everywhere contradicts the reversed items, and answers in one pattern."""
    turned = [
        Given(value, f"s{place // 4}", "nl", 4000, 6 - value if place % 2 else value, sensitivity=Sensitivity.PLAIN)
        for place, value in enumerate([5.0, 1, 4, 2, 1, 5, 2, 4, 3, 3, 3, 4, 5, 1, 4, 2, 1, 5, 1, 4])
    ]
    assert said(turned).kinds == ()
    assert said([Given(one.value, one.scale, "nl", sensitivity=Sensitivity.PLAIN) for one in turned]).kinds == (
        "inconsistent",
    )


@given(st.lists(st.integers(1, 5).map(float), min_size=1, max_size=24), st.integers(0, 9000))
def test_nothing_is_ever_said_of_health_answers(values: list[float], ms: int) -> None:
    everything = tuple(range(len(values)))
    assert said(answers(*values, ms=ms, health=everything)) == Statement((), False)


@given(st.lists(st.none() | st.integers(1, 5).map(float), min_size=6, max_size=6), st.integers(0, 9000))
def test_what_a_health_answer_was_changes_nothing(values: list[float | None], ms: int) -> None:
    plain = answers(*AGREEING)
    comparison = Comparison(Population(np.full(26, 3.0), np.eye(26)), ((1, 0), (12, 11), (14, 3), (20, 19)))
    mixed = [*plain[:10], *(Given(value, "h", "nl", ms) for value in values), *plain[10:]]
    again = [*plain[:10], *(Given(None, "h", "nl", None) for _ in values), *plain[10:]]
    assert said(mixed, comparison) == said(again, comparison)


def test_exactly_one_thing_is_said_of_a_sitting() -> None:
    few, calm = Statement((), False), Statement((), True)
    signs = {kind: Statement((Sign(kind, 0.0, ()),), True) for kind in KINDS}
    assert rule_of([]) == rule_of([few]) == "too_few"
    assert rule_of([few, calm]) == "nothing"
    for kind, found in signs.items():
        assert rule_of([calm, found, found]) == kind
        assert {rule_of([found, other]) for name, other in signs.items() if name != kind} == {"several"}
    assert {"too_few", "nothing", "several", *KINDS} == set(Said.model_fields)


def test_a_limit_needs_its_reference() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        Limit(value=1, reference="so")
    assert KINDS == ("patterned", "fast", "inconsistent", "unusual", "unexpected")
