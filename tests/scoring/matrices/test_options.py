"""Seen without the figure, the options must not give the key away."""

import pytest

from scoring.matrices import Cell, Figure
from tests.scoring.matrices.solvers import SOLVERS, advantage, centrality, commonness
from tests.scoring.matrices.specs import LAYOUTS, RULES, fitting, large, single


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("options", [4, 5, 6, 7, 8])
def test_options_alone_do_not_betray_the_key(solver: str, options: int) -> None:
    specs = fitting((1, 2), options=options)
    assert len(specs) >= 200
    assert advantage(specs, SOLVERS[solver]) <= 0.05


@pytest.mark.parametrize("solver", SOLVERS)
def test_nor_with_many_rules(solver: str) -> None:
    assert advantage(large(300), SOLVERS[solver]) <= 0.05


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("attribute", "rule"), RULES)
def test_nor_for_any_single_rule(layout: str, attribute: str, rule: str) -> None:
    """Figures of one rule and one layout, over seeds: a leak would show here first."""
    specs = single(layout, attribute, rule, 250)
    for name, solver in SOLVERS.items():
        assert not specs or advantage(specs, solver) <= 0.06, name


def test_the_solvers_do_find_a_leak() -> None:
    """Options that each change one thing of the key, as in badly made tests: the common values are the key's."""
    key = Cell("star", 2, 2, 0, "striped", (3, 5))
    changes = [("shape", "hourglass"), ("size", 1), ("fill", "full"), ("size", 3), ("fill", "empty")]
    wrong = [Cell(**{**{name: getattr(key, name) for name in Cell.__slots__}, name: value}) for name, value in changes]
    leaking = Figure(3, (), dict(zip("abcdef", [*wrong, key], strict=True)), "f", {}, {})
    for solver in (commonness, centrality):
        scores = solver(leaking)
        assert max(scores, key=scores.__getitem__) == "f"
