"""From one screen to the next inside a module: pure, over the path of this moment."""

from collections.abc import Mapping, Sequence

from scoring.definition import Item, ItemType

#: What is learned, and what asks for it.
LEARNING = {ItemType.PAIRS, ItemType.PAIR}


def next_item(path: Sequence[Item], current: str, answered: Mapping[str, int]) -> Item | None:
    """The item after `current`; at the end of the path the first one left open; None when all is answered."""
    ids = [item.id for item in path]
    if current in ids and ids.index(current) + 1 < len(ids):
        return path[ids.index(current) + 1]
    return first_open(path, answered)


def first_open(path: Sequence[Item], answered: Mapping[str, int]) -> Item | None:
    """Where to go on after a break: the first item without any answer."""
    return next((item for item in path if item.id not in answered), None)


def previous_item(path: Sequence[Item], current: str) -> Item | None:
    """The item before `current`; None at the start."""
    ids = [item.id for item in path]
    place = ids.index(current) if current in ids else len(ids)
    return path[place - 1] if place > 0 else None


def may_go_back(path: Sequence[Item], current: str) -> bool:
    """Whether Back leads from `current` to the item before it, or from the first one to the introduction.

    A test of pairs is a room whose doors have closed: Back moves about inside it, and never leads out, in, or to what
    was studied. Else a client could look the pairs up, or mend an answer after having studied again.
    """
    ids = [item.id for item in path]
    place = ids.index(current) if current in ids else 0
    if place == 0:
        return True
    kinds = {path[place].type, path[place - 1].type}
    return not kinds & LEARNING or kinds == {ItemType.PAIR}
