"""The content group of an item: what balance is kept over."""

from collections.abc import Callable, Mapping

from scoring.adaptive.plan import GroupBy
from scoring.items import Item

#: The group of an item that has none of what is balanced by.
NONE = "none"

_GROUPS: Mapping[GroupBy, Callable[[Item], str | None]] = {
    "task": lambda item: item.task,
    "level": lambda item: item.level,
    "layout": lambda item: item.matrix.layout if item.matrix else None,
    "rule": lambda item: item.matrix.rules[0].rule if item.matrix else None,
}


def group_of(by: GroupBy, item: Item) -> str:
    """The item's group; `none` for an item without."""
    return _GROUPS[by](item) or NONE
