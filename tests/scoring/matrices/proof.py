"""The rules of figure items once more, written from their wording and not from the builder: for proofs by enumeration.

A figure is a list of rows of cells; a cell is a dict of attribute values, as `klantbeeld catalogue export` writes it:
shape, number, size, rotation, fill, and position as the list of filled squares (0 to 8 in reading order).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.definition import MatrixSpec
from scoring.matrices import Cell, Figure

Cells = Mapping[str, Any]
Rows = list[list[Any]]
ATTRIBUTES = ("shape", "number", "size", "rotation", "fill", "position")
#: Where one step clockwise along the edge leads from each square.
CLOCKWISE = {0: 1, 1: 2, 2: 5, 5: 8, 8: 7, 7: 6, 6: 3, 3: 0}


def plain(cell: Cell) -> dict[str, Any]:
    """A cell as plain values."""
    return {
        "shape": cell.shape,
        "number": cell.number,
        "size": cell.size,
        "rotation": cell.rotation,
        "fill": cell.fill,
        "position": list(cell.positions),
    }


def completed(figure: Figure, option: Cell) -> list[list[dict[str, Any]]]:
    """The rows of the figure with this option in the empty place."""
    cells = [plain(cell) for cell in (*figure.cells, option)]
    return [cells[start : start + figure.columns] for start in range(0, len(cells), figure.columns)]


def kept(rule: str, attribute: str, over: str, cells: list[list[dict[str, Any]]]) -> bool:
    """Whether the completed figure keeps one rule."""
    rows = [[cell[attribute] for cell in row] for row in cells]
    if over == "figure":
        return all(value == rows[0][0] for row in rows for value in row)
    return LAWS[rule](attribute, rows)


def constant(attribute: str, rows: Rows) -> bool:
    return all(value == row[0] for row in rows for value in row)


def progression(attribute: str, rows: Rows) -> bool:
    """One and the same step from each cell to the next, in all rows; a step of nothing is no step."""
    steps = [stride(attribute, one, two) for row in rows for one, two in zip(row[:-1], row[1:], strict=True)]
    return None not in steps and steps[0] != 0 and all(step == steps[0] for step in steps)


def stride(attribute: str, one: Any, two: Any) -> int | None:
    if attribute in ("number", "size"):
        return int(two - one)
    if attribute == "rotation":
        return int(two - one + 360) % 360
    if attribute == "position" and len(one) == len(two) == 1 and one[0] in CLOCKWISE:
        square = one[0]
        for count in range(8):
            if square == two[0]:
                return count
            square = CLOCKWISE[square]
    return None


def squares(value: Any) -> Counter[int]:
    return Counter(value)


def addition(attribute: str, rows: Rows) -> bool:
    if attribute == "number":
        return all(len(row) == 3 and row[0] + row[1] == row[2] for row in rows)
    return all(len(row) == 3 and set(squares(row[0]) | squares(row[1])) == set(row[2]) for row in rows)


def subtraction(attribute: str, rows: Rows) -> bool:
    if attribute == "number":
        return all(len(row) == 3 and row[0] == row[1] + row[2] for row in rows)
    return all(
        len(row) == 3 and not squares(row[1]) - squares(row[0]) and squares(row[0]) - squares(row[1]) == squares(row[2])
        for row in rows
    )


def distribution_of_three(attribute: str, rows: Rows) -> bool:
    """Three different values, each once in every row; in a series they follow one another round and round."""
    if len(rows) == 1:
        return goes_round(rows[0], 3)
    contents = [sorted(map(str, row)) for row in rows]
    return all(len(set(content)) == len(content) == 3 and content == contents[0] for content in contents)


def distribution_of_two(attribute: str, rows: Rows) -> bool:
    """Two values, shared out over every row alike; of squares: filled in two cells of the row or in none."""
    if len(rows) == 1:
        return goes_round(rows[0], 2)
    if attribute == "position" and len(rows[0]) == 3:
        return all(set(sum((squares(cell) for cell in row), Counter()).values()) == {2} for row in rows)
    contents = [Counter(map(str, row)) for row in rows]
    return all(len(content) == 2 and content == contents[0] for content in contents)


def goes_round(row: list[Any], period: int) -> bool:
    names = [str(value) for value in row]
    first = names[:period]
    return len(set(first)) == period and all(name == first[at % period] for at, name in enumerate(names))


LAWS: Mapping[str, Callable[[str, Rows], bool]] = {
    "constant": constant,
    "progression": progression,
    "addition": addition,
    "subtraction": subtraction,
    "distribution_of_three": distribution_of_three,
    "distribution_of_two": distribution_of_two,
}


def broken(spec: MatrixSpec, figure: Figure, option: Cell) -> list[str]:
    """The attributes whose rule this option breaks."""
    cells = completed(figure, option)
    return [rule.attribute for rule in spec.rules if not kept(rule.rule, rule.attribute, rule.over, cells)]


def unruled_is_still(spec: MatrixSpec, figure: Figure) -> bool:
    """Whatever has no rule is the same in every cell and every option (number and position go together)."""
    ruled = {rule.attribute for rule in spec.rules}
    free = {"number", "position"} if ruled & {"number", "position"} else set()
    shown = [plain(cell) for cell in (*figure.cells, *figure.options.values())]
    return all(
        len({str(cell[attribute]) for cell in shown}) == 1
        for attribute in ATTRIBUTES
        if attribute not in ruled and attribute not in free
    )


def known_error(spec: MatrixSpec, figure: Figure, option: Cell) -> str | None:
    """The first known error that leads to this option; None when none does.

    Repetition: a cell beside, above or aslant is put down once more. Incomplete rule: at least one rule is kept and
    another one is not. Wrong rule: none is kept, and each value comes from the figure or from another rule.
    """
    if plain(option) in neighbours(figure):
        return "repetition"
    missed = broken(spec, figure, option)
    if 0 < len(missed) < len(spec.rules):
        return "incomplete_rule"
    explained = all(from_elsewhere(rule.rule, rule.attribute, rule.over, figure, option) for rule in spec.rules)
    return "wrong_rule" if len(missed) == len(spec.rules) and explained else None


def neighbours(figure: Figure) -> list[dict[str, Any]]:
    rows = completed(figure, figure.cells[0])
    above = [rows[-2][-1], rows[-2][-2]] if len(rows) > 1 else []
    return [rows[-1][-2], *above]


def from_elsewhere(rule: str, attribute: str, over: str, figure: Figure, option: Cell) -> bool:
    """A value seen in a cell; or what another rule, or another step, would put at the end of the last row or column.

    What is the same in the whole figure can be overlooked, so that any other value may be chosen.
    """
    value = plain(option)[attribute]
    if over == "figure" or (rule == "constant" and len(completed(figure, option)) == 1):
        return True
    if value in [plain(cell)[attribute] for cell in figure.cells]:
        return True
    rows = completed(figure, option)
    lines = [rows[-1], *([[row[-1] for row in rows]] if len(rows) > 1 else [])]
    others = [other for other in LAWS if other != rule]
    by_rule = any(applies(other, attribute, [cell[attribute] for cell in line]) for line in lines for other in others)
    before = rows[-1][-2][attribute]
    return by_rule or (rule == "progression" and stride(attribute, before, value) not in (None, 0))


def applies(rule: str, attribute: str, line: Sequence[Any]) -> bool:
    """Whether a rule that makes sense for the attribute would give the end of this one line."""
    counted = attribute in ("number", "position")
    if (rule in ("addition", "subtraction") and not counted) or len(line) < 2:
        return False
    return LAWS[rule](attribute, [list(line)])
