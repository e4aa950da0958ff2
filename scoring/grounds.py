"""Why a condition holds: the items and scales that made it true, for the trace from a sentence back to the answers."""

from collections.abc import Iterator

from scoring.conditions import (
    AllOf,
    Always,
    AnyOf,
    CountCondition,
    Frozen,
    ItemCondition,
    Not,
    ScaleCondition,
    When,
    leaves,
)
from scoring.rules import Knowledge, evaluate

Leaf = ItemCondition | CountCondition | ScaleCondition


class Grounds(Frozen):
    """References of items and of scales, as they are written in the condition, each once."""

    items: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()


def grounds(condition: When, facts: Knowledge) -> Grounds:
    """What a condition that holds rests on. Of an `any`, only the parts that hold; of a `not`, all that it denies.

    `always` rests on nothing.
    """
    items: dict[str, None] = {}
    scales: dict[str, None] = {}
    for leaf in _holding(condition, facts):
        if isinstance(leaf, ScaleCondition):
            scales[leaf.scale] = None
        else:
            items.update(dict.fromkeys(_items_of(leaf, facts)))
    return Grounds(items=tuple(items), scales=tuple(scales))


def _holding(condition: When, facts: Knowledge) -> Iterator[Leaf]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            if evaluate(part, facts):
                yield from _holding(part, facts)
    elif isinstance(condition, Not):
        yield from leaves(condition)
    elif not isinstance(condition, Always):
        yield condition


def _items_of(leaf: ItemCondition | CountCondition, facts: Knowledge) -> Iterator[str]:
    """Of a count, the items that were answered with one of its codes; all of them when none was (inside a `not`)."""
    if isinstance(leaf, ItemCondition):
        yield leaf.item
        return
    counted = [
        reference
        for reference in leaf.count
        if evaluate(CountCondition(count=(reference,), codes=leaf.codes, at_least=1), facts)
    ]
    yield from counted or leaf.count
