"""Values of one attribute over a whole figure: they obey a rule, and no other answer could be argued for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.matrices.cell import DOMAINS, RING, ROTATIONS, Attribute, Rows, Value
from scoring.matrices.chance import Chance
from scoring.matrices.fit import ATTRIBUTES_OF, RULES_OF
from scoring.matrices.laws import obeys, transposed

#: Draws before giving up; a rule that fits needs a few.
ATTEMPTS = 500

#: Steps that a person can see: an eighth or a quarter turn, one or two squares along the ring; either way round.
TURNS = (45, 90, 270, 315)
MOVES = (1, 2, 6, 7)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values are drawn for: the layout, its rows and columns, the attribute and its values."""

    layout: str
    height: int
    width: int
    attribute: Attribute
    domain: Sequence[Value]


def draw_rows(rule: str, frame: Frame, chance: Chance) -> Rows:
    """Rows that obey the rule, with one defensible answer. ValueError when ATTEMPTS draws find none."""
    for _ in range(ATTEMPTS):
        rows = _DRAWS[rule](frame, chance)
        if obeys(rule, frame.attribute, rows) and not rivals(frame, rows):
            return rows
    raise ValueError(f"{frame.attribute} {rule}: no figure with one right answer was found for {frame.layout}")


def rivals(frame: Frame, rows: Rows) -> set[Value]:
    """Other last values that some rule would justify, read along the rows or down the columns."""
    rules = [rule for rule in RULES_OF[frame.layout] if frame.attribute in ATTRIBUTES_OF[rule]]
    found: set[Value] = set()
    for value in {*_candidates(frame, rows)} - {rows[-1][-1]}:
        other: Rows = (*rows[:-1], (*rows[-1][:-1], value))
        readings = [other] if frame.layout == "series" else [other, transposed(other)]
        if any(obeys(rule, frame.attribute, reading) for rule in rules for reading in readings):
            found.add(value)
    return found | _shifted(frame, rows)


def _shifted(frame: Frame, rows: Rows) -> set[Value]:
    """In a 2 × 2 figure: where the second row would lead if squares moved straight and not along the ring."""
    places = [value for row in rows for value in row if isinstance(value, tuple) and len(value) == 1]
    if frame.layout != "2x2" or len(places) < 4:
        return set()
    (row, column), (other_row, other_column), (start_row, start_column), key = (divmod(each[0], 3) for each in places)
    end = (start_row + other_row - row, start_column + other_column - column)
    inside = all(0 <= step <= 2 for step in end)
    return {(3 * end[0] + end[1],)} if inside and end != key else set()


def _candidates(frame: Frame, rows: Rows) -> Iterator[Value]:
    yield from DOMAINS[frame.attribute]
    yield from (value for row in rows for value in row)
    if frame.attribute == "position" and frame.layout == "3x3":
        for first, second in (rows[-1][:2], transposed(rows)[-1][:2]):
            if isinstance(first, tuple) and isinstance(second, tuple):
                one, two = {*first}, {*second}
                yield from (tuple(sorted(squares)) for squares in (one | two, one - two, one ^ two) if squares)


def _constant(frame: Frame, chance: Chance) -> Rows:
    return tuple((value,) * frame.width for value in chance.sample(frame.domain, frame.height))


def _progression(frame: Frame, chance: Chance) -> Rows:
    if frame.attribute == "rotation":
        return _round(frame, chance, ROTATIONS, chance.choice(TURNS) // 45)
    if frame.attribute == "position":
        return _round(frame, chance, tuple((square,) for square in RING), chance.choice(MOVES))
    top = len(frame.domain)
    runs = [
        (first, step)
        for first in range(1, top + 1)
        for step in range(1 - top, top)
        if step and 1 <= first + step * (frame.width - 1) <= top
    ]
    last, step = chance.choice(runs)
    fitting = [first for first, other in runs if other == step]
    firsts = [*(chance.choice(fitting) for _ in range(frame.height - 1)), last]
    return tuple(tuple(first + step * column for column in range(frame.width)) for first in firsts)


def _round(frame: Frame, chance: Chance, circle: Sequence[Value], step: int) -> Rows:
    """Along a circle of values; each row starts somewhere else."""
    firsts = chance.sample(range(len(circle)), frame.height)
    return tuple(
        tuple(circle[(first + step * column) % len(circle)] for column in range(frame.width)) for first in firsts
    )


def _addition(frame: Frame, chance: Chance) -> Rows:
    if frame.attribute == "position":
        one, two = chance.choice(((1, 1), (1, 2), (2, 1), (2, 2)))
        return tuple(_union_row(chance, one, two) for _ in range(frame.height))
    return tuple((one, total - one, total) for total, one in _totals_and_parts(chance))


def _totals_and_parts(chance: Chance) -> Iterator[tuple[int, int]]:
    """Each row another total, 2 to 4, with a part of it: so each total is as likely to be the last one."""
    for total in chance.shuffled((2, 3, 4)):
        yield total, 1 + chance.below(total - 1)


def _union_row(chance: Chance, one: int, two: int) -> tuple[Value, ...]:
    squares = chance.sample(range(9), one + two)
    return _sorted(squares[:one]), _sorted(squares[one:]), _sorted(squares)


def _subtraction(frame: Frame, chance: Chance) -> Rows:
    if frame.attribute == "position":
        kept, gone = chance.choice(((1, 1), (2, 1), (1, 2), (3, 1), (2, 2)))
        rows = (_union_row(chance, kept, gone) for _ in range(frame.height))
        return tuple((whole, second, first) for first, second, whole in rows)
    return tuple((left + part, part, left) for left, part in _rests_and_parts(chance))


def _rests_and_parts(chance: Chance) -> Iterator[tuple[int, int]]:
    """Each row another rest, 1 to 3, and what was taken away: at most four figures in all."""
    for left in chance.shuffled((1, 2, 3)):
        yield left, 1 + chance.below(4 - left)


def _sorted(squares: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(squares))


def _distribution_of_three(frame: Frame, chance: Chance) -> Rows:
    values = chance.sample(frame.domain, 3)
    shift = chance.choice((1, 2))
    return tuple(
        tuple(values[(column + shift * row) % 3] for column in range(frame.width)) for row in range(frame.height)
    )


def _distribution_of_two(frame: Frame, chance: Chance) -> Rows:
    if frame.layout == "3x3":
        return _exclusive_rows(chance) if frame.attribute == "position" else _twice_and_once(frame, chance)
    values = chance.sample(frame.domain, 2)
    turn = chance.below(2)
    return tuple(
        tuple(values[(column + turn * row) % 2] for column in range(frame.width)) for row in range(frame.height)
    )


def _exclusive_rows(chance: Chance) -> Rows:
    """Each row has three squares, and each cell two of them: what is in both of the first two is gone in the third."""
    rows = []
    for _ in range(3):
        one, two, three = chance.sample(range(9), 3)
        rows.append((_sorted((one, two)), _sorted((two, three)), _sorted((one, three))))
    return tuple(rows)


def _twice_and_once(frame: Frame, chance: Chance) -> Rows:
    common, rare = chance.sample(frame.domain, 2)
    columns = chance.shuffled(range(3))
    return tuple(tuple(rare if column == columns[row] else common for column in range(3)) for row in range(3))


_DRAWS: Mapping[str, Callable[[Frame, Chance], Rows]] = {
    "constant": _constant,
    "progression": _progression,
    "addition": _addition,
    "subtraction": _subtraction,
    "distribution_of_three": _distribution_of_three,
    "distribution_of_two": _distribution_of_two,
}
