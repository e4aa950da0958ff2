import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.quality import (
    Population,
    even_odd,
    fast_answers,
    longest_run,
    mahalanobis,
    synonyms,
    synonyms_of,
    variability,
)
from tests.support.reference import rows

FLOORS = {"nl": 1000, "ti": 1500}
ITEMS = [f"{scale}{number}" for scale in "ACENO" for number in range(1, 6)]
PEOPLE = [[float(row[item]) for item in ITEMS] for row in rows("bfi.csv") if all(row[item] for item in ITEMS)]
VALUES = st.lists(st.none() | st.integers(1, 5).map(float), min_size=1, max_size=30)


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


def test_synonyms_equal_the_reference() -> None:
    """Where one side of the pairs has no spread, the reference draws which side is which by chance; we say nothing."""
    pairs = synonyms_of(np.array(PEOPLE), 0.5)
    assert len(pairs) == 6
    nothing = 0
    for person, row in zip(PEOPLE, rows("bfi_careless_indices.csv"), strict=True):
        found = synonyms(person, pairs)
        if found is None:
            nothing += 1
            assert any(len({person[pair[side]] for pair in pairs}) == 1 for side in (0, 1))
        else:
            assert found == pytest.approx(float(row["psychsyn_50"]), abs=1e-9)
    assert nothing == 66


def test_every_column_of_the_reference_is_compared() -> None:
    assert set(rows("bfi_careless_indices.csv")[0]) == {"row", "longstring", "irv", "mahad", "psychsyn_50"}


def test_synonyms_are_found_where_answers_are_missing_too() -> None:
    like = np.array([[1.0, 1, 5], [2, 2, 1], [3, 3, 4], [4, np.nan, 2], [5, 5, 3]])
    assert synonyms_of(like, 0.9) == ((1, 0),)
    assert synonyms([1.0, 2, 3, None], [(0, 1), (1, 2), (2, 3)]) is None
    assert synonyms([1.0, 2, 3, 4], [(1, 0), (2, 1), (3, 2)]) == pytest.approx(1)
    assert synonyms([1.0, 1, 1, 4], [(1, 0), (2, 1), (3, 2)]) is None
    assert synonyms([], []) is None


def test_floors_belong_to_a_language() -> None:
    times = [900, 1200, 1499, 1500, None]
    assert (fast_answers(times, "nl", FLOORS), fast_answers(times, "ti", FLOORS)) == (1, 3)
    assert fast_answers([1000], "nl", FLOORS) == 0
    with pytest.raises(ValueError, match="no floor for the language en"):
        fast_answers(times, "en", FLOORS)


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
