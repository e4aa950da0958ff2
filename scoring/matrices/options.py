"""The options of a figure item: the key among wrong answers that betray nothing about it.

Design: for each attribute with a rule (factor) choose a set of two to four values that holds the key's; all of their
combinations form a full factorial, in which every combination has the same standing. Options are the key and a random
choice of the other combinations, kept only if every factor still varies: a condition that treats all options alike.
Where as many options are asked for as there are combinations, all of them are options, and every value of a factor
is equally frequent. Seen without the figure, each option is therefore as likely to be the key as any other, provided
the key's value is as likely as any other within its set: `values_for` sees to that. (Attribute-bisection trees, Hu et
al. 2021, follow the same idea.)

Only attributes with a rule vary, so each wrong option breaks at least one rule of the item.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from scoring.matrices.cell import RING, ROTATIONS, Attribute, Rows, Value
from scoring.matrices.chance import Chance

#: Where a third value goes first: attributes without an order have no middle value that could stand out.
UNORDERED: tuple[Attribute, ...] = ("shape", "fill", "rotation", "position")

Combination = Mapping[Attribute, Value]


@dataclass(frozen=True, slots=True)
class Factor:
    """An attribute that varies over the options: its rule (None where the whole figure has one value), its rows,
    the values it may take, and how many of them may be options at `most`.
    """

    attribute: Attribute
    rule: str | None
    rows: Rows
    domain: Sequence[Value]
    most: int

    @property
    def key(self) -> Value:
        """The value in the missing place."""
        return self.rows[-1][-1]


def draw_options(factors: Sequence[Factor], count: int, chance: Chance) -> list[Combination]:
    """`count` combinations of the factors' values, the key's first."""
    levels = _levels(factors, count, chance)
    sets = [values_for(factor, level, chance) for factor, level in zip(factors, levels, strict=True)]
    names = [factor.attribute for factor in factors]
    key = tuple(factor.key for factor in factors)
    others = [values for values in product(*sets) if values != key]
    while True:
        picked = [key, *chance.sample(others, count - 1)]
        columns = zip(*picked, strict=True)
        if all(len(set(column)) == min(len(values), count) for column, values in zip(columns, sets, strict=True)):
            return [dict(zip(names, values, strict=True)) for values in picked]


def _levels(factors: Sequence[Factor], count: int, chance: Chance) -> list[int]:
    """How many values each attribute takes: exactly `count` combinations where that can be, else a few more."""
    levels = [2] * len(factors)
    while prod(levels) < count:
        room = [place for place, factor in enumerate(factors) if levels[place] < factor.most]
        exact = [place for place in room if prod(levels) // levels[place] * (levels[place] + 1) == count]
        low = [place for place in room if levels[place] == min(levels[each] for each in room)]
        unordered = [place for place in exact or low if factors[place].attribute in UNORDERED]
        levels[chance.choice(unordered or exact or low)] += 1
    return levels


def _ends_only(factor: Factor) -> bool:
    """A progression that runs through all its values can only end at the lowest or the highest."""
    ordered = factor.attribute in ("number", "size") and factor.rule == "progression"
    return ordered and len(factor.rows[-1]) == len(factor.domain)


def peers(factor: Factor) -> tuple[Value, ...]:
    """Values, the key's first, of which each was as likely to end up in the missing place as the key's was."""
    if factor.rule in ("distribution_of_three", "distribution_of_two") and not _is_set(factor):
        found = [value for row in factor.rows for value in row]
    else:
        found = [row[-1] for row in factor.rows]
    return tuple(dict.fromkeys((factor.key, *found)))


def _is_set(factor: Factor) -> bool:
    """Positions that are added, subtracted or cancelled out: sets of squares."""
    return any(isinstance(value, tuple) and len(value) > 1 for row in factor.rows for value in row)


def values_for(factor: Factor, count: int, chance: Chance) -> tuple[Value, ...]:
    """`count` values with the key's among them. The key's place in their order, if they have one, is left to chance."""
    if factor.attribute in ("shape", "fill"):
        seen = dict.fromkeys(value for row in factor.rows for value in row)
        unseen = [value for value in factor.domain if value not in seen]
        others = [*chance.shuffled(tuple(seen)), *chance.shuffled(unseen)]
    elif factor.rule in (None, "progression"):
        return _PROGRESSING[factor.attribute](factor, count, chance)
    else:
        others = [*chance.shuffled(peers(factor)), *_random_sets(factor, chance)]
    return tuple(dict.fromkeys((factor.key, *others)))[:count]


def _random_sets(factor: Factor, chance: Chance) -> list[Value]:
    """Sets of squares as large as the key's, for when the other rows give none."""
    if not isinstance(factor.key, tuple):
        return []
    return [tuple(sorted(chance.sample(range(9), len(factor.key)))) for _ in range(8)]


def _ordered(factor: Factor, count: int, chance: Chance) -> tuple[Value, ...]:
    if _ends_only(factor):
        return (factor.domain[0], factor.domain[-1])
    others = [value for value in factor.domain if value != factor.key]
    return (factor.key, *chance.sample(others, count - 1))


def _along(circle: Sequence[Value], key: Value, count: int, chance: Chance) -> tuple[Value, ...]:
    """An arc of the circle, with the key at any place of it."""
    step, place = chance.choice((1, 2)), chance.below(count)
    start = circle.index(key) - step * place
    return tuple(circle[(start + step * each) % len(circle)] for each in range(count))


def _turned(factor: Factor, count: int, chance: Chance) -> tuple[Value, ...]:
    return _along(ROTATIONS, factor.key, count, chance)


def _moved(factor: Factor, count: int, chance: Chance) -> tuple[Value, ...]:
    circle = tuple((square,) for square in RING)
    return _along(circle, factor.key, count, chance) if factor.key in circle else _ordered(factor, count, chance)


_PROGRESSING: Mapping[Attribute, Callable[[Factor, int, Chance], tuple[Value, ...]]] = {
    "number": _ordered,
    "size": _ordered,
    "rotation": _turned,
    "position": _moved,
}
