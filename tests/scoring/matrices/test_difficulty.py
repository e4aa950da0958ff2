from scoring.matrices import difficulty
from tests.scoring.matrices.specs import fitting, spec


def test_more_rules_are_harder() -> None:
    one = (("shape", "distribution_of_three"),)
    two = (*one, ("number", "progression"))
    assert difficulty(spec("3x3", one)) < difficulty(spec("3x3", two))


def test_the_kinds_of_rules_follow_carpenter() -> None:
    order = ["constant", "progression", "addition"]
    found = [difficulty(spec("3x3", (("number", rule),))) for rule in order]
    assert found == sorted(found)
    three, two = (difficulty(spec("3x3", (("position", f"distribution_of_{n}"),))) for n in ("three", "two"))
    assert three < two


def test_a_small_figure_is_easier_and_the_seed_makes_no_difference() -> None:
    rules = (("number", "progression"),)
    assert difficulty(spec("2x2", rules)) < difficulty(spec("series", rules)) < difficulty(spec("3x3", rules))
    assert difficulty(spec("3x3", rules, seed=1)) == difficulty(spec("3x3", rules, seed=2))


def test_difficulties_stay_in_the_range_of_abilities() -> None:
    """Up to three rules, as a person can be asked to keep in mind: within three prior standard deviations of 1.5."""
    found = [difficulty(each) for each in fitting((1, 2, 3))]
    assert -3.5 < min(found) < -2
    assert 2 < max(found) < 4.5
