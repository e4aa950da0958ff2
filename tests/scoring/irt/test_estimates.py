import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.irt import Answered, Bank, ItemParameters, Prior, Quadrature, bank_information, estimate
from scoring.irt.estimates import Method
from tests.support.reference import LSAT6, SCIENCE, figures, items_of, rows, tcals

STANDARD = Prior(0.0, 1.0)
METHODS: tuple[Method, ...] = ("eap", "map", "ml", "wle")
CATR: dict[str, Method] = {"ML": "ml", "BM": "map", "EAP": "eap", "WL": "wle"}


@pytest.mark.parametrize("model", ["twoPL", "rasch_latent_var_free"])
def test_right_or_wrong_answers_give_the_scores_of_mirt(model: str) -> None:
    found = figures("lsat6_mirt_models.json")[model]
    bank, prior = Bank.of(items_of(found)), Prior(0.0, math.sqrt(found.get("latent_var", 1.0)))
    name = "lsat6_mirt_2pl_scores.csv" if model == "twoPL" else "lsat6_mirt_rasch_scores.csv"
    for row in rows(name):
        answers = [int(row[item]) for item in LSAT6]
        ability = estimate(bank, answers, row["method"].lower(), prior, errors="observed")  # type: ignore[arg-type]
        if row["method"] == "ML" and len(set(answers)) == 1:
            assert ability.value == float(row["theta"])
            assert ability.problem == ("all_highest" if answers[0] else "all_lowest")
        else:
            assert ability.value == pytest.approx(float(row["theta"]), abs=5e-3)
            assert ability.se == pytest.approx(float(row["se"]), abs=5e-3)


def test_graded_answers_give_the_scores_of_mirt() -> None:
    bank = Bank.of(items_of(figures("science_mirt_graded_gpcm.json")["graded"]))
    checked = 0
    for row in rows("science_mirt_graded_scores_patterns.csv"):
        if not math.isfinite(float(row["theta"] or "nan")):
            continue
        answers = [int(row[item]) - 1 for item in SCIENCE]
        ability = estimate(bank, answers, row["method"].lower(), STANDARD, errors="observed")  # type: ignore[arg-type]
        assert ability.value == pytest.approx(float(row["theta"]), abs=5e-3), row
        assert ability.se == pytest.approx(float(row["se"]), abs=5e-3), row
        checked += 1
    assert checked >= 260


def test_three_parameters_give_the_scores_of_catr() -> None:
    bank = Bank.of(tcals()[:10])
    for row in rows("catR_thetaEst_items1to10.csv"):
        answers = [int(answer) for answer in row["pattern"]]
        ability = estimate(bank, answers, CATR[row["method"]], STANDARD, Quadrature(-4, 4, 33))
        if row["method"] == "ML" and len(set(answers)) == 1:
            assert not ability.finite  # catR stops at the end of its search, -4 or 4
        else:
            assert ability.value == pytest.approx(float(row["theta"]), abs=5e-3), row
            assert ability.se == pytest.approx(float(row["se"]), abs=5e-3), row


@pytest.mark.parametrize("errors", ["expected", "observed"])
def test_without_guessing_both_errors_of_map_and_ml_are_the_same(errors: str) -> None:
    bank = Bank.of([ItemParameters(a=1.3, b=(place,)) for place in (-1.0, 0.0, 1.0)])
    for method, known in (("ml", 0.0), ("map", 1.0)):
        found = estimate(bank, [1, 1, 0], method, STANDARD, errors=errors)  # type: ignore[arg-type]
        information = float(bank_information(bank, found.value).sum()) + known
        assert found.se == pytest.approx(1 / math.sqrt(information), abs=1e-5)


def test_missing_answers_are_left_out() -> None:
    bank = Bank.of(tcals()[:6])
    for method in METHODS:
        assert estimate(bank, [1, None, 0, 1, None, 0], method) == estimate(
            bank.take([0, 2, 3, 5]), [1, 0, 1, 0], method
        )


def test_without_answers_the_prior_remains_or_nothing() -> None:
    bank = Bank.of(tcals()[:2])
    assert estimate(bank, [None, None], "eap", STANDARD).value == pytest.approx(0.0, abs=1e-9)
    assert estimate(bank, [None, None], "map", Prior(0.4, 1.2)) == estimate(bank, [None, None], "map", Prior(0.4, 1.2))
    assert estimate(bank, [None, None], "map", Prior(0.4, 1.2)).value == 0.4
    for method in ("ml", "wle"):
        found = estimate(bank, [None, None], method)  # type: ignore[arg-type]
        assert math.isnan(found.value)
        assert (found.problem, found.se, found.finite) == ("no_answers", math.inf, False)


def test_guessing_may_leave_the_likelihood_without_a_maximum() -> None:
    """The easy item wrong, the hard one right by chance: the lower the ability, the likelier."""
    bank = Bank.of([ItemParameters(a=2.0, b=(-2.0,), c=0.3), ItemParameters(a=2.0, b=(2.0,), c=0.3)])
    found = estimate(bank, [0, 1], "ml")
    assert (found.value, found.se, found.problem) == (-math.inf, math.inf, "no_maximum")


def test_of_two_hills_the_higher_one_is_found() -> None:
    items = [ItemParameters(a=3.0, b=(place,), c=0.2) for place in (-2.0, -1.8, -1.6, 1.5, 2.0, 2.5)]
    bank, answers = Bank.of(items), [1, 0, 0, 1, 1, 0]
    grid = np.linspace(-6, 6, 12001)
    likelihood = Answered.of(bank, answers).log_likelihood(grid)
    assert estimate(bank, answers, "ml").value == pytest.approx(float(grid[likelihood.argmax()]), abs=1e-3)


def test_wrong_use_is_told() -> None:
    bank = Bank.of(tcals()[:2])
    with pytest.raises(ValueError, match="2 items need as many answers, found 1"):
        estimate(bank, [1])
    with pytest.raises(ValueError, match="item 2: answers are 0 to 1, found 2"):
        estimate(bank, [1, 2])
    with pytest.raises(ValueError, match="method is one of eap, map, ml, wle; found 'mle'"):
        estimate(bank, [1, 0], "mle")  # type: ignore[arg-type]


ITEMS = st.builds(ItemParameters, a=st.floats(0.3, 2.5), b=st.tuples(st.floats(-4, 4)))
ANSWERED = st.lists(st.tuples(ITEMS, st.integers(0, 1)), min_size=1, max_size=12)


@given(ANSWERED, st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_the_order_of_items_makes_no_difference_to_the_last_bit(pairs, method: Method, chance) -> None:
    shuffled = chance.sample(pairs, len(pairs))
    found = [
        estimate(Bank.of([item for item, _ in some]), [answer for _, answer in some], method)
        for some in (pairs, shuffled)
    ]
    assert repr(found[0]) == repr(found[1])


@given(ANSWERED, st.sampled_from(["eap", "map", "wle"]), st.integers(0, 11))
def test_one_more_correct_answer_never_lowers_the_ability(pairs, method: Method, place: int) -> None:
    bank, answers = Bank.of([item for item, _ in pairs]), [answer for _, answer in pairs]
    better = [1 if number == place % len(pairs) else answer for number, answer in enumerate(answers)]
    assert estimate(bank, better, method).value >= estimate(bank, answers, method).value - 1e-9


@pytest.mark.parametrize("method", METHODS)
def test_every_pattern_of_five_items_is_scored(method: Method) -> None:
    bank = Bank.of(items_of(figures("lsat6_mirt_models.json")["twoPL"]))
    for answers in product((0, 1), repeat=5):
        found = estimate(bank, answers, method)
        assert found.finite or (method == "ml" and len(set(answers)) == 1)
        assert found.se > 0
