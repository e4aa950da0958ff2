"""What each rule says about the values of one attribute: does this figure obey it?

After Carpenter, Just and Shell (1990). Rows read from the first to the last cell. A series is one row. "Distribution of
two" is theirs for positions (every square is filled in exactly two of the three cells of a row, or in none: exclusive
or); for the other attributes, which can't be absent, it means that each row holds the same two values, in a row of
three one of them twice, and in a series that they take turns.
"""

from collections.abc import Callable, Mapping

from scoring.matrices.cell import RING, Attribute, Rows, Value


def obeys(rule: str, attribute: Attribute, rows: Rows) -> bool:
    """Whether every row follows the rule."""
    return _LAWS[rule](attribute, rows)


def transposed(rows: Rows) -> Rows:
    """The columns of the figure as rows."""
    return tuple(zip(*rows, strict=True))


def step(attribute: Attribute, before: Value, after: Value) -> int | None:
    """From one value to the next: points, degrees or squares along the ring; None where there is no order."""
    if attribute in ("number", "size") and isinstance(before, int) and isinstance(after, int):
        return after - before
    if attribute == "rotation" and isinstance(before, int) and isinstance(after, int):
        return (after - before) % 360
    if attribute == "position" and isinstance(before, tuple) and isinstance(after, tuple):
        return _squares_along(before, after)
    return None


def _squares_along(before: tuple[int, ...], after: tuple[int, ...]) -> int | None:
    single = len(before) == len(after) == 1
    if not single or before[0] not in RING or after[0] not in RING:
        return None
    return (RING.index(after[0]) - RING.index(before[0])) % len(RING)


def _constant(_attribute: Attribute, rows: Rows) -> bool:
    return all(len(set(row)) == 1 for row in rows)


def _progression(attribute: Attribute, rows: Rows) -> bool:
    steps = {step(attribute, *pair) for row in rows for pair in zip(row, row[1:], strict=False)}
    return len(steps) == 1 and not steps & {0, None}


def _addition(_attribute: Attribute, rows: Rows) -> bool:
    return all(len(row) == 3 and _sum(row[0], row[1]) == row[2] for row in rows)


def _sum(first: Value, second: Value) -> Value | None:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(sorted({*first, *second}))
    return first + second if isinstance(first, int) and isinstance(second, int) else None


def _subtraction(_attribute: Attribute, rows: Rows) -> bool:
    return all(len(row) == 3 and _difference(row[0], row[1]) == row[2] for row in rows)


def _difference(first: Value, second: Value) -> Value | None:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(sorted({*first} - {*second})) if {*second} < {*first} else None
    return first - second if isinstance(first, int) and isinstance(second, int) else None


def _distribution_of_three(_attribute: Attribute, rows: Rows) -> bool:
    if len(rows) == 1:
        return _repeats(rows[0], 3)
    return all(len(row) == 3 for row in rows) and len({frozenset(row) for row in rows}) == 1 and len(set(rows[0])) == 3


def _distribution_of_two(attribute: Attribute, rows: Rows) -> bool:
    if len(rows) == 1:
        return _repeats(rows[0], 2)
    if attribute == "position" and len(rows[0]) == 3:
        return all(_exclusive_or(row[0], row[1]) == row[2] for row in rows)
    contents = {tuple(sorted(str(value) for value in row)) for row in rows}
    return len(contents) == 1 and len(set(rows[0])) == 2


def _exclusive_or(first: Value, second: Value) -> Value | None:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(sorted({*first} ^ {*second})) or None
    return None


def _repeats(row: tuple[Value, ...], period: int) -> bool:
    """A series that turns round a fixed number of different values, with a second turn begun before its last place."""
    turning = all(value == row[index % period] for index, value in enumerate(row))
    return turning and len(row) > period + 1 and len(set(row[:period])) == period


_LAWS: Mapping[str, Callable[[Attribute, Rows], bool]] = {
    "constant": _constant,
    "progression": _progression,
    "addition": _addition,
    "subtraction": _subtraction,
    "distribution_of_three": _distribution_of_three,
    "distribution_of_two": _distribution_of_two,
}
