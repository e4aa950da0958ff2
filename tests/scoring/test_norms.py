import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.norms import STANINE_CUTS, norm_table, normalised_t, stanine
from tests.support.reference import rows

SCORES = st.lists(st.integers(0, 12).map(float), min_size=2, max_size=60).filter(lambda found: len(set(found)) > 1)


def test_equal_to_the_reference() -> None:
    table = norm_table([float(row["extraversion"]) for row in rows("bfi_scores_impute_none.csv")])
    assert table.n == 2800
    for found, row in zip(table.rows, rows("bfi_extraversion_norm_table.csv"), strict=True):
        assert found.raw == pytest.approx(float(row["raw"]), abs=1e-9)
        assert found.z == pytest.approx(float(row["z"]), abs=1e-9)
        assert found.t_linear == pytest.approx(float(row["T_linear"]), abs=1e-9)
        assert found.percentile == pytest.approx(float(row["percentile_midrank"]), abs=1e-9)
        assert found.t_normalised == pytest.approx(float(row["T_normalized"]), abs=1e-9)
        assert (found.stanine, found.stanine_linear) == (
            int(row["stanine_from_percentile"]),
            int(row["stanine_linear"]),
        )


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(scores: list[float], shuffle: object) -> None:
    mixed = list(scores)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = norm_table(scores), norm_table(mixed)
    assert [(row.raw, row.n, row.percentile, row.stanine) for row in one.rows] == [
        (row.raw, row.n, row.percentile, row.stanine) for row in other.rows
    ]
    assert [row.z for row in one.rows] == pytest.approx([row.z for row in other.rows])


@given(SCORES)
def test_higher_scores_never_mean_less(scores: list[float]) -> None:
    found = norm_table(scores).rows
    for name in ("z", "percentile", "t_normalised", "stanine", "stanine_linear"):
        values = [getattr(row, name) for row in found]
        assert values == sorted(values)
    assert sum(row.n for row in found) == len(scores)
    assert sum(row.n * row.percentile for row in found) / len(scores) == pytest.approx(50)
    assert sum(row.n * row.z for row in found) == pytest.approx(0, abs=1e-9)


@given(SCORES)
def test_turned_round_scores_mirror(scores: list[float]) -> None:
    there, back = norm_table(scores).rows, norm_table([12 - score for score in scores]).rows
    for one, other in zip(there, reversed(back), strict=True):
        assert one.percentile == pytest.approx(100 - other.percentile)
        assert one.z == pytest.approx(-other.z, abs=1e-9)
        assert one.t_normalised == pytest.approx(100 - other.t_normalised)


@given(SCORES, st.floats(-5, 20))
def test_any_score_has_its_place(scores: list[float], raw: float) -> None:
    table = norm_table(scores)
    assert all(table.place(row.raw) == row for row in table.rows)
    found = table.place(raw)
    assert 0 <= found.percentile <= 100
    assert math.isfinite(found.t_normalised)
    assert found.percentile == pytest.approx(
        100 * np.mean([score < round(raw, 12) or (score == round(raw, 12)) / 2 for score in scores])
    )


def test_a_normal_distribution_has_the_known_shares() -> None:
    assert [stanine(cut) for cut in STANINE_CUTS] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert [stanine(cut - 1e-9) for cut in STANINE_CUTS] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (stanine(0), stanine(100)) == (1, 9)
    assert normalised_t(50, 200) == 50
    assert normalised_t(84.1344746, 200) == pytest.approx(60, abs=1e-6)
    assert normalised_t(0, 200) == normalised_t(0.25, 200)
    assert normalised_t(100, 200) == pytest.approx(100 - normalised_t(0, 200))


def test_scores_that_differ_only_by_rounding_are_one() -> None:
    assert [row.n for row in norm_table([0.1 + 0.2, 0.3, 1.0]).rows] == [2, 1]


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        ([], "two people"),
        ([3.0], "two people"),
        ([3.0, 3.0, 3.0], "the same score, 3"),
        ([1.0, float("nan")], "finite"),
        ([1.0, float("inf")], "finite"),
    ],
)
def test_what_has_no_norm_is_refused(scores: list[float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        norm_table(scores)


def test_what_has_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        norm_table([1, 2]).place(float("nan"))
    for percentile in (-1, 101):
        with pytest.raises(ValueError, match="between 0 and 100"):
            normalised_t(percentile, 10)
