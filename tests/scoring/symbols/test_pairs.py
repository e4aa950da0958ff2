"""Pairs to learn: fixed by their seed, easy to tell apart, and with nothing to go by but having learned them."""

import hashlib
from collections import Counter
from itertools import combinations

import pytest

from scoring.definition import PairSet, PairSpec
from scoring.symbols import Pair, pairs_of, question, study_order
from scoring.symbols.picture import APART as PARTS_APART
from scoring.symbols.tile import APART as QUARTERS_APART
from scoring.symbols.tile import Tile
from service.catalogue import load
from service.config import ROOT

QUESTIONNAIRE = load(ROOT / "questionnaires").modules["leerbaarheid"].questionnaire
SETS = [PairSet(seed=seed, count=8) for seed in range(40)]
TESTS = {
    letter: [item for item in QUESTIONNAIRE.items if item.pair and item.id.startswith(f"lb_{letter}")]
    for letter in "abc"
}


def asked(letter: str) -> list[PairSpec]:
    return [item.pair for item in TESTS[letter] if item.pair]


def learned() -> PairSet:
    found = QUESTIONNAIRE.by_id["lb_s1"].pairs
    assert found is not None
    return found


@pytest.mark.parametrize("spec", SETS, ids=lambda spec: str(spec.seed))
def test_symbols_and_pictures_of_a_set_are_easy_to_tell_apart(spec: PairSet) -> None:
    pairs = pairs_of(spec)
    assert [pair.number for pair in pairs] == list(range(1, 9))
    for one, other in combinations(pairs, 2):
        assert one.symbol.differs(other.symbol) >= QUARTERS_APART
        assert one.picture.differs(other.picture) >= PARTS_APART
    assert not any(pair.symbol.is_plain or pair.symbol.is_pinwheel for pair in pairs)


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        (("slope_nw", "slope_ne", "slope_sw", "slope_se"), True),
        (("slope_ne", "dot", "dot", "slope_sw"), True),
        (("full", "dot", "empty", "full"), False),
        (("slope_nw", "full", "dot", "slope_nw"), False),
    ],
)
def test_a_tile_that_looks_the_same_when_turned_is_known(quarters: tuple[str, str, str, str], expected: bool) -> None:
    assert Tile(quarters).is_pinwheel is expected


def test_a_set_stays_as_it_was_for_ever_and_the_order_changes_no_pair() -> None:
    """Answers are stored as codes: a set that changed would change what was answered."""
    digest = hashlib.sha256(repr([pairs_of(spec) for spec in SETS]).encode()).hexdigest()
    assert digest[:16] == "91e08bc63685c8e7"
    one, other = (PairSet(seed=13, count=8, order=order) for order in (1, 2))
    assert pairs_of(one) == pairs_of(other)
    assert sorted(pair.number for pair in study_order(one)) == list(range(1, 9))
    assert study_order(one) != study_order(other)


def test_nothing_about_a_picture_follows_from_its_symbol() -> None:
    """Over many sets no quarter of the symbol goes with a part of the picture more often than chance."""
    pairs = [pair for seed in range(400) for pair in pairs_of(PairSet(seed=1000 + seed, count=8))]
    for quarter, body in (("full", "round"), ("dot", "tent"), ("round", "drop")):
        having = [pair for pair in pairs if pair.symbol.quarters[0] == quarter]
        share = sum(pair.picture.body == body for pair in having) / len(having)
        overall = sum(pair.picture.body == body for pair in pairs) / len(pairs)
        assert abs(share - overall) < 0.06


def test_a_question_shows_pictures_of_the_set_and_the_right_one_once() -> None:
    for spec in SETS[:10]:
        pictures = [pair.picture for pair in pairs_of(spec)]
        for ask in range(1, 9):
            found = question(spec, PairSpec(study="x", ask=ask, order=ask * 7, options=6))
            assert found.symbol == pairs_of(spec)[ask - 1].symbol
            assert found.options[found.key] == pictures[ask - 1]
            assert list(found.options) == list("abcdef")
            assert len(set(found.options.values())) == 6
            assert set(found.options.values()) <= set(pictures)


def test_a_question_about_a_pair_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no pair 4"):
        question(PairSet(seed=1, count=3), PairSpec(study="x", ask=4, order=1, options=3))


def test_each_test_of_the_module_asks_for_all_eight_pairs_in_another_order() -> None:
    orders = [[spec.ask for spec in asked(letter)] for letter in "abc"]
    assert all(sorted(order) == list(range(1, 9)) for order in orders)
    for one, other in combinations(orders, 2):
        assert not any(first == second for first, second in zip(one, other, strict=True))


def test_no_pair_has_its_picture_in_the_same_place_in_two_tests() -> None:
    places: dict[int, list[str]] = {}
    for letter in "abc":
        for spec in asked(letter):
            places.setdefault(spec.ask, []).append(question(learned(), spec).key)
    assert all(len(set(found)) == 3 for found in places.values())


def test_the_options_alone_say_nothing() -> None:
    """Places of the right answer are balanced, and every picture is a wrong option about as often as any other."""
    found = [question(learned(), spec) for letter in "abc" for spec in asked(letter)]
    assert all(3 <= count <= 5 for count in Counter(one.key for one in found).values())
    wrong = Counter(picture for one in found for code, picture in one.options.items() if code != one.key)
    assert set(wrong) == {pair.picture for pair in pairs_of(learned())}
    assert max(wrong.values()) - min(wrong.values()) <= 3


def test_the_practice_pairs_are_no_part_of_what_is_asked() -> None:
    practice = QUESTIONNAIRE.by_id["lb_s0"].pairs
    assert practice is not None
    shown: list[Pair] = [*pairs_of(practice)]
    assert not {pair.symbol for pair in shown} & {pair.symbol for pair in pairs_of(learned())}
    assert not {pair.picture for pair in shown} & {pair.picture for pair in pairs_of(learned())}
