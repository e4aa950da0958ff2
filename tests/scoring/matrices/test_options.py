"""Seen without the figure, the options must not give the key away."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from scoring.definition import MatrixSpec
from scoring.matrices import FILLS, SHAPES, Cell, Figure, build
from tests.scoring.matrices.specs import LAYOUTS, RULES, fitting, large, single

Scores = dict[str, float]
ATTRIBUTES: tuple[Callable[[Cell], object], ...] = (
    lambda cell: cell.shape,
    lambda cell: cell.number,
    lambda cell: cell.size,
    lambda cell: cell.rotation,
    lambda cell: cell.fill,
    lambda cell: cell.positions,
)


def vector(cell: Cell) -> list[float]:
    """A cell as a point: nominal attributes as indicators, angles on the unit circle."""
    angle = math.radians(cell.rotation)
    turned = [2 * math.cos(angle), 2 * math.sin(angle)]
    squares = [float(square in cell.positions) for square in range(9)]
    return [1.5 * (cell.shape == shape) for shape in SHAPES] + [
        cell.number,
        cell.size,
        FILLS.index(cell.fill),
        *turned,
        *squares,
    ]


def commonness(figure: Figure) -> Scores:
    """How common an option's attribute values are among the options."""
    counts = [Counter(attribute(cell) for cell in figure.options.values()) for attribute in ATTRIBUTES]
    return {
        code: sum(count[attribute(cell)] for count, attribute in zip(counts, ATTRIBUTES, strict=True))
        for code, cell in figure.options.items()
    }


def centrality(figure: Figure) -> Scores:
    """How near an option is to the centroid of all."""
    points = {code: vector(cell) for code, cell in figure.options.items()}
    centre = [sum(column) / len(points) for column in zip(*points.values(), strict=True)]
    return {code: -round(math.dist(point, centre), 6) for code, point in points.items()}


def amount(figure: Figure) -> Scores:
    """How much there is to see."""
    return {code: cell.number + cell.size / 3 for code, cell in figure.options.items()}


def middle_turn(figure: Figure) -> Scores:
    """How near an option's turning is to the mean turning."""
    points = {code: vector(cell)[11:13] for code, cell in figure.options.items()}
    centre = [sum(column) / len(points) for column in zip(*points.values(), strict=True)]
    return {code: -round(math.dist(point, centre), 6) for code, point in points.items()}


def reverse(solver: Callable[[Figure], Scores]) -> Callable[[Figure], Scores]:
    """The opposite: the odd one out, the farthest, the least."""
    return lambda figure: {code: -number for code, number in solver(figure).items()}


SOLVERS = {
    name: solver
    for each in (commonness, centrality, amount, middle_turn)
    for name, solver in ((each.__name__, each), (f"least {each.__name__}", reverse(each)))
}


def advantage(specs: Sequence[MatrixSpec], solver: Callable[[Figure], Scores]) -> float:
    """Mean chance to hit the key (ties broken by chance) above blind guessing."""
    total = 0.0
    for each in specs:
        figure = build(each)
        scores = solver(figure)
        best = [code for code in scores if scores[code] == max(scores.values())]
        total += (figure.key in best) / len(best) - 1 / each.options
    return total / len(specs)


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
