"""A figure item built from its rules: cells, options, key, and the known error behind each wrong option."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from scoring.definition import FIGURE_CODES, FigureRule, MatrixSpec
from scoring.matrices.cell import DOMAINS, TURNING, Attribute, Cell, Figure, Rows, Value, cell_of
from scoring.matrices.chance import Chance
from scoring.matrices.fit import is_still, most_values, problems, shape_of
from scoring.matrices.options import Factor, draw_options
from scoring.matrices.rows import Frame, draw_rows


@lru_cache(maxsize=2048)
def build(spec: MatrixSpec) -> Figure:
    """The figure of a spec; the same spec gives the same figure. ValueError with `problems(spec)` when it doesn't fit.

    The memory of earlier figures is only a saving of time: the function has no other state.
    """
    if found := problems(spec):
        raise ValueError("; ".join(found))
    chance = Chance(spec.seed)
    rows = {attribute: _rows_of(spec, attribute, chance) for attribute in DOMAINS if _is_drawn(spec, attribute)}
    cells = _cells(rows)
    combinations = draw_options([_factor(spec, rows, rule) for rule in spec.rules], spec.options, chance)
    base = {attribute: each[-1][-1] for attribute, each in rows.items()}
    choices = [cell_of({**base, **combination}) for combination in combinations]
    order = chance.shuffled(range(spec.options))
    options = {FIGURE_CODES[place]: choices[index] for place, index in enumerate(order)}
    key = FIGURE_CODES[order.index(0)]
    return _figure(spec, cells, options, key)


def _figure(spec: MatrixSpec, cells: tuple[Cell, ...], options: Mapping[str, Cell], key: str) -> Figure:
    height, width = shape_of(spec)
    ruled = [rule.attribute for rule in spec.rules]
    neighbours = _neighbours(cells, height, width)
    wrong = {
        code: _differences(cell, options[key], "position" in ruled) for code, cell in options.items() if code != key
    }
    errors = {code: _error(options[code], wrong[code], ruled, neighbours) for code in wrong}
    return Figure(
        columns=width,
        cells=cells[:-1],
        options=MappingProxyType(dict(options)),
        key=key,
        errors=MappingProxyType(errors),
        wrong=MappingProxyType(wrong),
    )


def _rule_of(spec: MatrixSpec, attribute: Attribute) -> FigureRule | None:
    return next((rule for rule in spec.rules if rule.attribute == attribute), None)


def _is_drawn(spec: MatrixSpec, attribute: Attribute) -> bool:
    """Position only when it has a rule; else the figures stand in the standard places for their number."""
    return attribute != "position" or _rule_of(spec, attribute) is not None


def _domain(spec: MatrixSpec, attribute: Attribute) -> Sequence[Value]:
    return TURNING if attribute == "shape" and _rule_of(spec, "rotation") else DOMAINS[attribute]


def _rows_of(spec: MatrixSpec, attribute: Attribute, chance: Chance) -> Rows:
    height, width = shape_of(spec)
    rule, domain = _rule_of(spec, attribute), _domain(spec, attribute)
    if rule and not is_still(spec, rule):
        return draw_rows(rule.rule, Frame(spec.layout, height, width, attribute, domain), chance)
    value = chance.choice(domain if rule else PLAIN.get(attribute, domain))
    return ((value,) * width,) * height


#: What attributes without a rule look like: one large figure, upright.
PLAIN: Mapping[Attribute, Sequence[Value]] = {"number": (1,), "size": (3,), "rotation": (0,)}


def _cells(rows: Mapping[Attribute, Rows]) -> tuple[Cell, ...]:
    height, width = len(rows["shape"]), len(rows["shape"][0])
    return tuple(
        cell_of({attribute: each[row][column] for attribute, each in rows.items()})
        for row in range(height)
        for column in range(width)
    )


def _factor(spec: MatrixSpec, rows: Mapping[Attribute, Rows], rule: FigureRule) -> Factor:
    attribute = rule.attribute
    named = None if is_still(spec, rule) else rule.rule
    return Factor(attribute, named, rows[attribute], _domain(spec, attribute), most_values(spec, rule))


def _neighbours(cells: Sequence[Cell], height: int, width: int) -> set[Cell]:
    """The cells that touch the missing place: left, above and aslant."""
    beside = {cells[-2]}
    return beside if height == 1 else beside | {cells[-1 - width], cells[-2 - width]}


def _differences(cell: Cell, key: Cell, placed: bool) -> tuple[Attribute, ...]:
    """Attributes in which two cells differ. Number and position go together: only the one with a rule is named."""
    follows: Attribute = "number" if placed else "position"
    return tuple(each for each in DOMAINS if each != follows and cell.value(each) != key.value(each))


def _error(cell: Cell, wrong: Sequence[Attribute], ruled: Sequence[Attribute], neighbours: set[Cell]) -> str:
    """The known error by which a wrong option is reached (error types after Raven, and Babcock, 2002).

    `repetition`: the same as a cell next to the missing place. `incomplete_rule`: some rules are followed, not all.
    `wrong_rule`: none is. Only attributes with a rule differ among the options, so a wrong one misses at least one.
    """
    if cell in neighbours:
        return "repetition"
    missed = [attribute for attribute in ruled if attribute in wrong]
    return "incomplete_rule" if len(missed) < len(ruled) else "wrong_rule"
