"""A run through a bank: the same on every computer, without an item twice, and with a reason for everything."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.run import Given, draw
from scoring.irt import information
from scoring.timing import LONGEST_S
from tests.scoring.adaptive.banks import asked, runs, walk

DIFFICULTIES = [step / 4 for step in range(-10, 11)]
seeds = st.integers(0, 2**31 - 1)
answers = st.fixed_dictionaries({f"i{place}": st.sampled_from("01") for place in range(1, len(DIFFICULTIES) + 1)})


@given(seeds, answers, st.integers(1, 6), st.integers(2, 10), st.integers(0, 8))
def test_what_always_holds(seed: int, given_: dict[str, str], among: int, minimum: int, more: int) -> None:
    ways = runs(DIFFICULTIES, among=among, stop={"minimum": minimum, "maximum": minimum + more, "se": 0.7})
    steps = walk(ways, given_, seed)
    items, end = asked(steps), steps[-1].end
    assert len(set(items)) == len(items)
    assert end is not None
    assert end.items == len(items)
    assert minimum <= end.items <= minimum + more
    assert [step.choice.number for step in steps if step.choice] == list(range(1, len(items) + 1))
    assert all(1 <= step.choice.rank <= step.choice.among <= among for step in steps if step.choice)
    assert (end.reason == "precision") == (end.se <= 0.7)
    assert (end.ability, end.se) == (steps[-1].estimate.value, steps[-1].estimate.se)


@given(seeds, answers)
def test_replaying_the_answers_leads_to_the_same_moment(seed: int, given_: dict[str, str]) -> None:
    ways, elsewhere = (runs(DIFFICULTIES, among=4, stop={"maximum": 9, "se": 0.5}) for _ in range(2))
    steps = walk(ways, given_, seed)
    kept = {item: given_[item] for item in asked(steps)}
    times = dict.fromkeys(kept, 1000)
    for known in range(len(kept) + 1):
        so_far = dict(list(kept.items())[:known])
        shuffled = dict(sorted(so_far.items()))
        for found in (ways.run(seed, so_far, times), elsewhere.run(seed, shuffled, times)):
            wanted = steps[known]
            assert (found.choice, found.end, found.estimate) == (wanted.choice, wanted.end, wanted.estimate)
            assert len(list(found.chain())) == known + 1


@given(seeds, answers)
def test_answers_to_items_that_were_never_asked_change_nothing(seed: int, given_: dict[str, str]) -> None:
    ways = runs(DIFFICULTIES, among=3)
    steps = walk(ways, given_, seed)
    times = dict.fromkeys(given_, 1000)
    assert ways.run(seed, given_, times).end == steps[-1].end
    first = steps[0].choice
    assert first is not None
    others = {item: answer for item, answer in given_.items() if item != first.item}
    assert ways.run(seed, others, times).choice == first


def test_right_answers_lead_to_harder_items_and_wrong_ones_to_easier_ones() -> None:
    ways = runs(DIFFICULTIES, stop={"maximum": 6, "se": 0.2})
    difficulty = dict(zip(ways.pool.ids, DIFFICULTIES, strict=True))
    up = [difficulty[item] for item in asked(walk(ways, "1"))]
    down = [difficulty[item] for item in asked(walk(ways, "0"))]
    assert up[0] == down[0] == 0.0
    assert up[1] > 0 > down[1]
    assert max(up) == 2.5
    assert min(down) == -2.5


def test_the_first_item_is_for_the_start_and_later_ones_are_easier_than_the_estimate() -> None:
    ways = runs(DIFFICULTIES, start=-1.0, ease=0.5)
    first, second = walk(ways, "1")[:2]
    assert first.choice is not None
    assert second.choice is not None
    assert (first.choice.item, first.choice.ability) == ("i7", -1.0)
    assert second.choice.ability == pytest.approx(second.estimate.value - 0.5)
    difficulty = DIFFICULTIES[ways.pool.place[second.choice.item]]
    told = float(information(second.choice.ability, difficulty))
    assert second.choice.information == pytest.approx(told, abs=1e-9)


def test_a_bank_ends_when_it_is_empty() -> None:
    end = walk(runs([0.0, 1.0], stop={"minimum": 1, "maximum": 5, "se": 0.1}), "1")[-1].end
    assert end is not None
    assert (end.reason, end.items) == ("bank", 2)


def test_time_ends_a_bank_but_never_before_the_minimum() -> None:
    ways = runs(DIFFICULTIES, stop={"minimum": 4, "maximum": 9, "se": 0.1, "minutes": 2})
    quick, slow = (walk(ways, "1", ms=ms)[-1].end for ms in (10_000, 100_000))
    assert quick is not None
    assert slow is not None
    assert (quick.reason, quick.items, quick.seconds) == ("maximum", 9, 90.0)
    assert (slow.reason, slow.items, slow.seconds) == ("time", 4, 400.0)


def test_a_pause_counts_as_three_minutes_of_work_at_most() -> None:
    ways = runs(DIFFICULTIES, stop={"minimum": 2, "maximum": 9, "minutes": 10})
    step = ways.go_on(ways.begin(1), Given("1", 24 * 3600 * 1000), 1)
    assert step.seconds == LONGEST_S == 180


def test_exposure_is_spread_and_the_draw_depends_on_seed_and_number_alone() -> None:
    ways = runs(DIFFICULTIES, among=5)
    firsts = Counter(step.choice.item for seed in range(500) if (step := ways.begin(seed)).choice)
    assert len(firsts) == 5
    assert max(firsts.values()) < 150
    assert [draw(7, 3, 4) for _ in range(3)] == [draw(7, 3, 4)] * 3
    assert {draw(seed, 0, 4) for seed in range(50)} == {0, 1, 2, 3}


def test_draws_are_the_same_for_ever() -> None:
    assert [draw(2026, asked, 5) for asked in range(12)] == [1, 0, 0, 4, 4, 0, 3, 2, 4, 3, 1, 2]


def test_going_on_after_the_end_is_refused() -> None:
    ways = runs([0.0], stop={"minimum": 1, "maximum": 1})
    with pytest.raises(ValueError, match="ended"):
        ways.go_on(walk(ways, "1")[-1], Given("1", 0), 1)


@settings(max_examples=20)
@given(seeds)
def test_the_memory_of_earlier_steps_makes_no_difference(seed: int) -> None:
    ways = runs(DIFFICULTIES, among=4)
    kept = dict.fromkeys(asked(walk(ways, "1", seed, ms=5)), "1")
    times = dict.fromkeys(kept, 5)
    assert ways.run(seed, kept, times) is ways.run(seed, kept, times)
    assert ways.run(seed, kept, times).end == walk(ways, "1", seed, ms=5)[-1].end
