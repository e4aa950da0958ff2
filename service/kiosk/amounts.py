"""Small drawings beside the answers of a scale: how often, how much, how easy. Never by a colour alone, nor a face.

Paths are in the coordinates of a square of 24 by 24, and run from left to right; pages from right to left mirror them.
None looks like a circle or a single square: those are what one chooses with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.definition import Item, Questionnaire
from scoring.items import AnswerPicture


@dataclass(frozen=True)
class Amount:
    """One drawing: SVG path data of what is a line and of what is filled, either may be empty."""

    line: str
    fill: str


def strip(step: int, last: int) -> Amount:
    """A strip of time in equal parts, the first ones filled: from never to always."""
    width = 22 / last
    drawn = [_box(1 + place * width, 1 + (place + 1) * width, 7, 17) for place in range(last)]
    return Amount("".join(drawn), "".join(drawn[:step]))


def bars(step: int, last: int) -> Amount:
    """Rising bars, the first ones filled: from not at all to fully."""
    width = 22 / last
    tops = [22 - 20 * (place + 1) / last for place in range(last)]
    drawn = [_box(1 + place * width, (place + 1) * width - 0.6, top, 22) for place, top in enumerate(tops)]
    return Amount("".join(drawn), "".join(drawn[:step]))


def _box(left: float, right: float, top: float, bottom: float) -> str:
    return f"M{left:.4g} {bottom:.4g}V{top:.4g}H{right:.4g}V{bottom:.4g}Z"


def slope(step: int, last: int) -> Amount:
    """A steep hill that becomes a flat road: from very hard to very easy."""
    height = 19 * (last - step) / last
    return Amount("M1 22H23", f"M1 22L23 {22 - height:.4g}V22Z" if height else "")


DRAWN: Mapping[AnswerPicture, Callable[[int, int], Amount]] = {"strip": strip, "bars": bars, "slope": slope}


@lru_cache(maxsize=64)
def amounts(kind: AnswerPicture, count: int) -> tuple[Amount, ...]:
    """The drawings for a scale of `count` answers, in the order of the answers."""
    return tuple(DRAWN[kind](step, count - 1) for step in range(count))


def amounts_of(questionnaire: Questionnaire, item: Item) -> Mapping[str, Amount]:
    """Option code to drawing, empty for an item whose answer scale names none."""
    kind = questionnaire.structure.answer_pictures.get(item.scale or "")
    options = questionnaire.options_by_item[item.id]
    if kind is None:
        return {}
    return dict(zip((option.code for option in options), amounts(kind, len(options)), strict=True))
