"""The bank of `leerbaarheid`, figure by figure: one right answer, honest wrong ones, and nothing to guess by."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from scoring.definition import Item, MatrixSpec
from scoring.keying import difficulty_of
from scoring.matrices import FILLS, SHAPES, SIZES, Cell, Figure, build
from scoring.matrices.fit import ATTRIBUTES_OF, is_still
from service.catalogue import load
from service.config import ROOT
from tests.scoring.matrices.proof import broken, known_error, unruled_is_still
from tests.scoring.matrices.solvers import SOLVERS, advantage, learned_advantage
from tests.scoring.matrices.specs import LAYOUTS

QUESTIONNAIRE = load(ROOT / "questionnaires").modules["leerbaarheid"].questionnaire
FIGURES = [item for item in QUESTIONNAIRE.items if item.matrix]
SCORED = [item for item in FIGURES if not item.practice]
SPECS = [item.matrix for item in SCORED if item.matrix]


def spec_of(item: Item) -> MatrixSpec:
    assert item.matrix is not None
    return item.matrix


@pytest.mark.parametrize("item", FIGURES, ids=lambda item: item.id)
def test_exactly_one_option_keeps_every_rule(item: Item) -> None:
    spec = spec_of(item)
    figure = build(spec)
    assert [code for code, cell in figure.options.items() if not broken(spec, figure, cell)] == [figure.key]
    assert unruled_is_still(spec, figure)


@pytest.mark.parametrize("item", FIGURES, ids=lambda item: item.id)
def test_each_wrong_option_breaks_a_rule_and_comes_from_a_known_error(item: Item) -> None:
    spec = spec_of(item)
    figure = build(spec)
    for code, cell in figure.options.items():
        if code != figure.key:
            assert broken(spec, figure, cell)
            assert set(broken(spec, figure, cell)) == set(figure.wrong[code])
            assert known_error(spec, figure, cell) == figure.errors[code], code


@pytest.mark.parametrize("item", FIGURES, ids=lambda item: item.id)
def test_every_rule_is_needed(item: Item) -> None:
    """Whoever leaves one rule out finds more than one option that keeps all the others."""
    spec = spec_of(item)
    figure = build(spec)
    for rule in spec.rules:
        left = [cell for cell in figure.options.values() if set(broken(spec, figure, cell)) <= {rule.attribute}]
        assert len(left) > 1, rule


def test_the_bank_is_large_and_balanced_over_rules_attributes_and_layouts() -> None:
    assert len(SPECS) >= 72
    found = [(each.rule, each.attribute) for spec in SPECS for each in spec.rules if not is_still(spec, each)]
    rules, attributes = Counter(rule for rule, _ in found), Counter(attribute for _, attribute in found)
    assert set(found) == {(rule, attribute) for rule, fitting in ATTRIBUTES_OF.items() for attribute in fitting}
    assert min(rules.values()) >= 20
    assert max(rules.values()) <= 1.5 * min(rules.values())
    assert min(attributes.values()) >= 20
    assert Counter(spec.layout for spec in SPECS).keys() == set(LAYOUTS)
    assert min(Counter(spec.layout for spec in SPECS).values()) >= 12


@pytest.mark.parametrize("rule", ATTRIBUTES_OF)
def test_each_rule_has_figures_of_its_own(rule: str) -> None:
    """Not only in company: a person who can't find this rule can be told from one who can't keep several in mind."""
    found = [[each.rule for each in spec.rules if not is_still(spec, each)] for spec in SPECS]
    assert sum(rule in rules for rules in found) >= 8
    assert [rule] in found


def test_no_two_figures_ask_for_the_same_rules_in_the_same_layout() -> None:
    asked = Counter(
        (spec.layout, frozenset((each.attribute, each.rule) for each in spec.rules if not is_still(spec, each)))
        for spec in SPECS
    )
    assert max(asked.values()) == 1


def test_difficulties_are_spread_evenly_from_minus_to_plus_two_and_a_half() -> None:
    found = sorted(difficulty_of(QUESTIONNAIRE, item) or 0.0 for item in SCORED)
    assert (found[0], found[-1]) == (-2.5, 2.5)
    per_half_logit = Counter(min(9, int((each + 2.5 + 1e-9) / 0.5)) for each in found)
    assert set(per_half_logit.values()) == {8}
    assert max(after - before for before, after in zip(found, found[1:], strict=False)) <= 0.25


def test_the_key_stands_in_each_place_about_as_often() -> None:
    for options in (6, 8):
        keys = Counter(build(spec).key for spec in SPECS if spec.options == options)
        expected = sum(keys.values()) / options
        assert all(abs(keys[code] - expected) <= 2 for code in "abcdefgh"[:options])


@pytest.mark.parametrize("solver", SOLVERS)
def test_options_alone_give_no_advantage_over_the_bank(solver: str) -> None:
    assert advantage(SPECS, SOLVERS[solver]) <= 0.05


def test_nor_to_a_solver_that_learned_from_the_other_keys() -> None:
    assert learned_advantage([build(spec) for spec in SPECS]) <= 0.05


def test_the_learning_solver_does_learn_what_there_is_to_learn() -> None:
    """Options that each change one thing of the key, as in badly made tests."""
    draw = Random(4)
    assert learned_advantage([leaking(draw) for _ in range(80)]) > 0.5


def leaking(draw: Random) -> Figure:
    key = Cell(draw.choice(SHAPES), 1, draw.choice(SIZES), 0, draw.choice(FILLS), (4,))
    closed = {"shape": SHAPES, "size": SIZES, "fill": FILLS}
    changes = [(name, value) for name, values in closed.items() for value in values if value != getattr(key, name)]
    wrong = [replace(key, **{name: value}) for name, value in draw.sample(changes, 5)]
    cells = draw.sample([key, *wrong], 6)
    return Figure(3, (), dict(zip("abcdef", cells, strict=True)), "abcdef"[cells.index(key)], {}, {})
