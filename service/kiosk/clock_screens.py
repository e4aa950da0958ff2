"""The pages about time: before a timed part, and when its time or that of a question is over."""

from typing import Any

from scoring.definition import Item
from scoring.timing import part_of, spent
from service.audio.numbers import each_in_words
from service.kiosk.between_pages import TimedPage, TimeUpPage
from service.kiosk.clock_face import minutes_told
from service.kiosk.top import top_of
from service.kiosk.turn import Turn

Drawn = tuple[str, Any]


def timed(turn: Turn, notice: str) -> Drawn:
    """What the client is told before the clock starts."""
    item, allowance = turn.item, turn.place.sitting.allowance
    top, free = top_of(turn), allowance.percent is None
    if free:
        return "kiosk/timed.html", TimedPage(top, "timed", free=True, notice=notice)
    part = part_of(turn.module.questionnaire, item.id)
    gone = spent(part, turn.answered.times) if part else 0.0
    left = max(allowance.seconds(part.seconds) - gone, 0.0) if part else 0.0
    longest = longest_of(turn, item)
    each, unit = each_in_words(allowance.seconds(longest) if longest else 0.0)
    extra = bool(allowance.percent or allowance.minutes)
    page = TimedPage(top, "timed", max(2, minutes_told(left)) if part else 0, gone > 0, each, unit, extra=extra)
    return "kiosk/timed.html", page


def longest_of(turn: Turn, item: Item) -> float:
    """The longest limit that a single item of this part has; 0 where none has one."""
    part = part_of(turn.module.questionnaire, item.id)
    items = [turn.module.questionnaire.by_id[name] for name in part.items] if part else [item]
    return max((each.seconds or 0 for each in items), default=0)


def time_up(turn: Turn, notice: str) -> Drawn:
    """Time is over; it is all right."""
    return "kiosk/time_up.html", TimeUpPage(top_of(turn), "time_up", turn.place.sitting.screen == "part_up", notice)
