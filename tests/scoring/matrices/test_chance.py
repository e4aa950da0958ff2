from collections import Counter

from scoring.matrices.chance import Chance


def test_the_same_seed_gives_the_same_draws() -> None:
    assert Chance(5).shuffled(range(20)) == Chance(5).shuffled(range(20)) != Chance(6).shuffled(range(20))


def test_draws_are_fixed_for_ever() -> None:
    assert Chance(1).shuffled("abcdef") == tuple("bcfdea")


def test_a_sample_has_different_places_and_leaves_its_source_alone() -> None:
    source = [1, 2, 3, 4]
    assert len(set(Chance(2).sample(source, 3))) == 3
    assert source == [1, 2, 3, 4]


def test_shuffling_is_fair() -> None:
    chance = Chance(0)
    counts = Counter(chance.shuffled("abc") for _ in range(6000))
    assert len(counts) == 6
    assert all(850 < count < 1150 for count in counts.values())
