import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.items import Sensitivity
from scoring.quality import (
    Given,
    Population,
    Statement,
    even_odd,
    fast_answers,
    longest_run,
    mahalanobis,
    statement,
    variability,
)
from tests.support.reference import rows

FLOORS = {"nl": 1000, "ti": 1500}
ITEMS = [f"{scale}{number}" for scale in "ACENO" for number in range(1, 6)]
PEOPLE = [[float(row[item]) for item in ITEMS] for row in rows("bfi.csv") if all(row[item] for item in ITEMS)]
VALUES = st.lists(st.none() | st.integers(1, 5).map(float), min_size=1, max_size=30)
NOTHING = Statement((), "none", True)


def bfi_population() -> Population:
    return Population(np.mean(PEOPLE, axis=0), np.cov(np.array(PEOPLE).T))


def test_equal_to_the_reference() -> None:
    population = bfi_population()
    for person, row in zip(PEOPLE, rows("bfi_careless_indices.csv"), strict=True):
        assert longest_run(person) == int(row["longstring"])
        assert variability(person) == pytest.approx(float(row["irv"]), abs=1e-9)
        found = mahalanobis(person, population)
        assert found is not None
        assert found[0] == pytest.approx(float(row["mahad"]), abs=1e-9)


def answers(*values: float | None, ms: int | None = 4000, health: tuple[int, ...] = ()) -> list[Given]:
    """Four answers a scale."""
    return [
        Given(value, f"s{place // 4}", ms, Sensitivity.HEALTH if place in health else Sensitivity.PLAIN)
        for place, value in enumerate(values)
    ]


AGREEING = [5.0, 5, 4, 4, 1, 2, 1, 1, 3, 3, 3, 2, 5, 4, 5, 5, 1, 1, 2, 1]


def test_each_kind_has_its_sign() -> None:
    assert statement(answers(*AGREEING), "nl", FLOORS) == NOTHING
    assert statement(answers(*AGREEING[:4], *[3.0] * 12), "nl", FLOORS).kinds == ("patterned",)
    assert statement(answers(*AGREEING, ms=999), "nl", FLOORS) == Statement(("fast",), "one", True)
    assert statement(answers(*[5.0, 1, 4, 2, 1, 5, 2, 4] * 3), "nl", FLOORS).kinds == ("inconsistent",)
    far = Population(np.full(20, 3.0), np.eye(20) * 0.25)
    assert statement(answers(*AGREEING), "nl", FLOORS, far).kinds == ("unusual",)
    assert statement(answers(*[3.0] * 20, ms=10), "nl", FLOORS) == Statement(("patterned", "fast"), "several", True)


def test_signs_at_their_limits() -> None:
    assert statement(answers(*[3.0] * 7, 2), "nl", FLOORS) == NOTHING
    assert statement(answers(*[3.0] * 8), "nl", FLOORS).kinds == ("patterned",)
    assert statement(answers(*[3.0] * 8, *[1.0, 2] * 4), "nl", FLOORS).kinds == ("patterned",)
    assert statement(answers(*[3.0] * 8, *[1.0, 2] * 4, 1), "nl", FLOORS) == NOTHING
    half = [*answers(*[1.0, 2] * 4, ms=999), *answers(*[1.0, 2] * 4)]
    assert statement(half, "nl", FLOORS) == NOTHING
    assert statement([*half, Given(1, "s", 999, Sensitivity.PLAIN)], "nl", FLOORS).kinds == ("fast",)
    assert statement(answers(*[3.0] * 7), "nl", FLOORS) == Statement((), "none", False)
    assert statement([], "nl", FLOORS) == Statement((), "none", False)


def test_floors_belong_to_a_language() -> None:
    times = [900, 1200, 1499, 1500, None]
    assert (fast_answers(times, "nl", FLOORS), fast_answers(times, "ti", FLOORS)) == (1, 3)
    assert fast_answers([1000], "nl", FLOORS) == 0
    with pytest.raises(ValueError, match="no floor for the language en"):
        statement(answers(*AGREEING), "en", FLOORS)


@given(st.lists(st.integers(1, 5).map(float), min_size=1, max_size=24), st.integers(0, 9000))
def test_nothing_is_ever_said_of_health_answers(values: list[float], ms: int) -> None:
    everything = tuple(range(len(values)))
    assert statement(answers(*values, ms=ms, health=everything), "nl", FLOORS) == Statement((), "none", False)


@given(st.lists(st.integers(1, 5).map(float), min_size=6, max_size=6), st.integers(0, 9000))
def test_what_a_health_answer_was_changes_nothing(values: list[float], ms: int) -> None:
    plain = answers(*AGREEING)
    population = Population(np.full(26, 3.0), np.eye(26))
    mixed = [*plain[:10], *(Given(value, "h", ms) for value in values), *plain[10:]]
    again = [*plain[:10], *(Given(3, "h", 9000, Sensitivity.HEALTH) for _ in values), *plain[10:]]
    assert statement(mixed, "nl", FLOORS, population) == statement(again, "nl", FLOORS, population)


@given(VALUES)
def test_a_scale_turned_round_answers_alike(values: list[float | None]) -> None:
    turned = [None if value is None else 6 - value for value in values]
    assert longest_run(turned) == longest_run(values) == longest_run(values[::-1])
    one, other = variability(values), variability(turned)
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)
    population = Population(np.full(len(values), 3.0), np.eye(len(values)))
    assert mahalanobis(turned, population) == mahalanobis(values, population)


@given(st.permutations(range(25)), st.integers(0, len(PEOPLE) - 1))
def test_the_order_of_items_changes_no_distance(order: list[int], person: int) -> None:
    there = bfi_population_once()
    mixed = Population(there.mean[order], there.covariance[np.ix_(order, order)])
    assert mahalanobis([PEOPLE[person][item] for item in order], mixed) == pytest.approx(
        mahalanobis(PEOPLE[person], there)
    )


def bfi_population_once(kept: list[Population] = []) -> Population:  # noqa: B006 - kept between examples on purpose
    if not kept:
        kept.append(bfi_population())
    return kept[0]


@given(st.permutations(range(6)))
def test_the_order_of_scales_changes_no_consistency(order: list[int]) -> None:
    scales = [[1.0, 2, 1, None], [5.0, 4, 5, 4], [3.0, 3, 2, 4], [2.0, 1, 1, 1], [4.0, 5, 3, 4], [2.0, 4, 4, 1]]
    found = even_odd(scales)
    assert found is not None
    assert even_odd([scales[scale] for scale in order]) == pytest.approx(found)
    odd, even = [4 / 4, 5, 2.5, 1.5, 3.5, 3], [2, 4, 3.5, 1, 4.5, 2.5]
    r = np.corrcoef(odd, even)[0, 1]
    assert found == pytest.approx(2 * r / (1 + r))


def test_what_shows_nothing_is_none() -> None:
    assert even_odd([[1.0, 2]] * 4) is None
    assert even_odd([[3.0, 3]] * 8) is None
    assert even_odd([[float(n), None] for n in range(8)]) is None
    assert even_odd([[float(n), 6.0 - n] for n in range(6)]) == -1
    assert (variability([]), variability([3.0, None])) == (None, None)
    assert (longest_run([]), longest_run([None, None]), longest_run(["a", "a", None, "a"])) == (0, 0, 2)
    assert mahalanobis([None, None], Population(np.zeros(2), np.eye(2))) is None


def test_gaps_shorten_the_distance() -> None:
    population = Population(np.array([1.0, 2, 3]), np.diag([1.0, 4, 9]))
    found = mahalanobis([2.0, None, 6.0], population)
    assert found is not None
    assert found[0] == pytest.approx(2)
    assert found[1] == pytest.approx(np.exp(-1))


def test_a_population_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 answers, but a population"):
        mahalanobis([1.0, 2], Population(np.zeros(3), np.eye(3)))
    with pytest.raises(ValueError, match="no inverse"):
        mahalanobis([1.0, 2], Population(np.zeros(2), np.ones((2, 2))))
