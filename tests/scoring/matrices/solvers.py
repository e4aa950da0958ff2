"""Solvers that see the options of a figure item and nothing else: not the cells, not the rules.

Each gives every option a number; it chooses the highest, and among equals by chance, which is counted exactly.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from scoring.definition import MatrixSpec
from scoring.matrices import FILLS, SHAPES, Cell, Figure, build

Scores = dict[str, float]
Solver = Callable[[Figure], Scores]
ATTRIBUTES: tuple[Callable[[Cell], object], ...] = (
    lambda cell: cell.shape,
    lambda cell: cell.number,
    lambda cell: cell.size,
    lambda cell: cell.rotation,
    lambda cell: cell.fill,
    lambda cell: cell.positions,
)
LETTERS = "abcdefgh"


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
    return near_the_mean(points)


def near_the_mean(points: Mapping[str, Sequence[float]]) -> Scores:
    centre = [sum(column) / len(points) for column in zip(*points.values(), strict=True)]
    return {code: -round(math.dist(point, centre), 6) for code, point in points.items()}


def twins(figure: Figure) -> Scores:
    """How many other options differ from it in one attribute only: its neighbours in the tree of options."""
    views = {code: [attribute(cell) for attribute in ATTRIBUTES] for code, cell in figure.options.items()}
    return {
        code: sum(sum(a != b for a, b in zip(view, other, strict=True)) == 1 for other in views.values())
        for code, view in views.items()
    }


def amount(figure: Figure) -> Scores:
    """How much there is to see."""
    return {code: cell.number + cell.size / 3 for code, cell in figure.options.items()}


def middle_turn(figure: Figure) -> Scores:
    """How near an option's turning is to the mean turning."""
    return near_the_mean({code: vector(cell)[11:13] for code, cell in figure.options.items()})


def ink(figure: Figure) -> Scores:
    """How dark it is."""
    return {
        code: FILLS.index(cell.fill) * cell.number * cell.size**2 + cell.number / 10
        for code, cell in figure.options.items()
    }


def reverse(solver: Solver) -> Solver:
    """The opposite: the odd one out, the farthest, the least."""
    return lambda figure: {code: -number for code, number in solver(figure).items()}


def place(index: int) -> Solver:
    """Always the option at this place of the list, or the last."""
    return lambda figure: {
        code: float(at == min(index, len(figure.options) - 1)) for at, code in enumerate(figure.options)
    }


def together(*solvers: Solver) -> Solver:
    """The sum of what several solvers say, each brought to mean 0 and standard deviation 1."""

    def solve(figure: Figure) -> Scores:
        parts = [standard(solver(figure)) for solver in solvers]
        return {code: round(sum(part[code] for part in parts), 6) for code in figure.options}

    return solve


def standard(scores: Scores) -> Scores:
    values = np.array(list(scores.values()))
    spread = float(values.std())
    return {code: 0.0 if spread < 1e-9 else (value - float(values.mean())) / spread for code, value in scores.items()}


BASIC: Mapping[str, Solver] = {
    each.__name__: each for each in (commonness, centrality, twins, amount, middle_turn, ink)
}
SOLVERS: Mapping[str, Solver] = {
    **BASIC,
    **{f"least {name}": reverse(each) for name, each in BASIC.items()},
    **{f"place {LETTERS[index]}": place(index) for index in range(8)},
    "common and central": together(commonness, centrality),
    "common and a twin": together(commonness, twins),
    "central and a twin": together(centrality, twins),
    "common, central and a twin": together(commonness, centrality, twins),
    "odd and far": together(reverse(commonness), reverse(centrality)),
    "common and dark": together(commonness, ink),
    "central and little": together(centrality, reverse(amount)),
    "central and the third": together(centrality, place(2)),
}


def hit(figure: Figure, scores: Scores) -> float:
    """The chance that this choice is the key; ties are broken by chance."""
    best = [code for code in scores if scores[code] == max(scores.values())]
    return (figure.key in best) / len(best)


def advantage(specs: Sequence[MatrixSpec], solver: Solver) -> float:
    """Mean chance to hit the key, above blind guessing (the mean of 1 / options)."""
    figures = [build(each) for each in specs]
    return sum(hit(figure, solver(figure)) - 1 / len(figure.options) for figure in figures) / len(figures)


def features(figure: Figure) -> np.ndarray:
    """What a learning solver sees of each option, standardised within the item. Shape: options × features."""
    seen = [standard(solver(figure)) for solver in BASIC.values()]
    views = [standard({code: vector(cell)[i] for code, cell in figure.options.items()}) for i in range(len(SHAPES) + 5)]
    middle = standard({code: -abs(at - (len(figure.options) - 1) / 2) for at, code in enumerate(figure.options)})
    at = standard({code: float(at) for at, code in enumerate(figure.options)})
    return np.array([[part[code] for part in (*seen, *views, middle, at)] for code in figure.options])


def learned_advantage(figures: Sequence[Figure], folds: int = 8, ridge: float = 1.0) -> float:
    """A solver that learned from the other items' keys what a key looks like among its options (conditional logit)."""
    seen = [features(figure) for figure in figures]
    keys = [list(figure.options).index(figure.key) for figure in figures]
    total = 0.0
    for fold in range(folds):
        train = [at for at in range(len(figures)) if at % folds != fold]
        weights = fitted([seen[at] for at in train], [keys[at] for at in train], ridge)
        for at in range(fold, len(figures), folds):
            scores = dict(zip(figures[at].options, (seen[at] @ weights).round(6).tolist(), strict=True))
            total += hit(figures[at], scores) - 1 / len(scores)
    return total / len(figures)


def fitted(seen: Sequence[np.ndarray], keys: Sequence[int], ridge: float) -> np.ndarray:
    """Weights of a conditional logit by gradient ascent."""
    weights = np.zeros(seen[0].shape[1])
    for _ in range(200):
        slope = -ridge * weights
        for options, key in zip(seen, keys, strict=True):
            likely = np.exp(options @ weights - (options @ weights).max())
            slope += options[key] - likely / likely.sum() @ options
        weights += 0.02 * slope
    return weights
