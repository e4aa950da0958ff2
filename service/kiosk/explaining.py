"""A practice figure explained by drawing: completed, with signs between its cells or frames around equal ones.

Who can't read gets the rule all the same. Signs and frames are for the first rule that has to be found: practice
figures have one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoring.definition import FigureRule, MatrixSpec
from scoring.matrices import build
from scoring.matrices.cell import Cell
from scoring.matrices.fit import is_still
from scoring.matrices.laws import step
from service.kiosk.figures import Drawing, Mark, drawing

Signs = tuple[str, ...]


@dataclass(frozen=True)
class ExplainedCell:
    """`sign`: what stands between this cell and the next one; `frame`: 1 to 3, equal for equal cells, 0 for none."""

    marks: tuple[Mark, ...]
    sign: str = ""
    frame: int = 0
    solved: bool = False


@dataclass(frozen=True)
class Explained:
    """The whole figure, row by row."""

    columns: int
    cells: tuple[ExplainedCell, ...]
    striped: tuple[Mark, ...]


def explained(spec: MatrixSpec) -> Explained:
    """The completed figure with its rule made visible. For practice only: it shows the answer."""
    figure, drawn = build(spec), drawing(spec)
    cells = (*figure.cells, figure.options[figure.key])
    rule = next(each for each in spec.rules if not is_still(spec, each))
    columns = figure.columns
    signs = [sign for start in range(0, len(cells), columns) for sign in _signs(rule, cells[start : start + columns])]
    frames = _frames(rule, cells)
    return Explained(
        columns=columns,
        cells=tuple(
            ExplainedCell(marks, signs[at], frames[at], solved=at == len(cells) - 1)
            for at, marks in enumerate(_marks(drawn, figure.key))
        ),
        striped=drawn.striped,
    )


def _marks(drawn: Drawing, key: str) -> tuple[tuple[Mark, ...], ...]:
    shown = tuple(marks for marks in drawn.cells if marks is not None)
    return (*shown, dict(drawn.options)[key])


def _signs(rule: FigureRule, row: Sequence[Cell]) -> Signs:
    """One for each cell of a row; the last has none after it."""
    between = _BETWEEN.get(rule.rule, _nothing)(rule, row)
    return (*between, *("" for _ in range(len(row) - len(between))))


def _equal(_rule: FigureRule, row: Sequence[Cell]) -> Signs:
    return ("equal",) * (len(row) - 1)


def _onward(rule: FigureRule, row: Sequence[Cell]) -> Signs:
    attribute = rule.attribute
    turn = step(attribute, row[0].value(attribute), row[1].value(attribute)) if attribute == "rotation" else None
    sign = "on" if turn is None else "turn" if turn <= 180 else "turn-back"
    return (sign,) * (len(row) - 1)


def _nothing(_rule: FigureRule, _row: Sequence[Cell]) -> Signs:
    return ()


_BETWEEN: Mapping[str, Callable[[FigureRule, Sequence[Cell]], Signs]] = {
    "constant": _equal,
    "progression": _onward,
    "addition": lambda _rule, _row: ("plus", "equal"),
    "subtraction": lambda _rule, _row: ("minus", "equal"),
}


def _frames(rule: FigureRule, cells: Sequence[Cell]) -> tuple[int, ...]:
    """The same frame around cells with the same value, where a rule shares values out over the rows."""
    values = [cell.value(rule.attribute) for cell in cells]
    kinds = list(dict.fromkeys(values))
    shared = rule.rule in ("distribution_of_three", "distribution_of_two") and len(kinds) <= 3
    return tuple(kinds.index(value) + 1 if shared else 0 for value in values)
