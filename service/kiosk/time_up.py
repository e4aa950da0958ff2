"""What follows when time is over, and what comes before a timed part begins."""

from scoring.definition import Item
from scoring.result import TIMED_OUT
from scoring.timing import can_time_out, part_of, timed_parts
from service.kiosk.clock import time_is_up
from service.kiosk.saving import keep_timed_out
from service.kiosk.turn import Turn


def when_time_is_up(turn: Turn, item: Item, after: Turn) -> tuple[Turn, Item, str]:
    """The turn after this answer, with what is left of a block whose time is over; the last item that is behind the
    client; and the screen that says so: `part_up` for the part, `time_up` for this question, empty while there is time.
    """
    part = part_of(turn.module.questionnaire, item.id)
    late = "time_up" if after.answered.values.get(item.id) == TIMED_OUT else ""
    if part is None or not time_is_up(part, after):
        return after, item, late
    if part.is_bank:
        ended = after.course.end if after.course else None
        return after, item, "part_up" if ended is not None and ended.reason == "time" else late
    left = [one for one in after.path if one.id in part.items and one.id not in after.answered.revisions]
    return keep_timed_out(turn, after, left), (left or [item])[-1], "part_up" if left else late


def begun(turn: Turn, item: Item) -> bool:
    """Whether something was answered already in the timed part of an item; of items on their own, in any of them."""
    questionnaire, answered = turn.module.questionnaire, turn.answered.revisions
    part = part_of(questionnaire, item.id)
    if part is not None:
        return not part.items.isdisjoint(answered)
    inside = {name for each in timed_parts(questionnaire) for name in each.items}
    alone = (one.id for one in questionnaire.items if one.seconds is not None and one.id not in inside)
    return any(name in answered for name in alone)


def screen_before(turn: Turn, item: Item, after_a_break: bool = False) -> str:
    """The screen that an item is reached by: itself, or first the words about time, from where the clock is started."""
    limited = can_time_out(turn.module.questionnaire, item.id)
    return "timed" if limited and (after_a_break or not begun(turn, item)) else "item"
