"""Time limits at the kiosk: what is told before and during a timed part, and what an answer that came in time is.

The server's clock decides. A page whose connection was gone sends, with the answer, how many seconds were left when the
button was pressed; that can only give back what the connection took, and only as long as the sitting is open at all.
"""

import math
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from scoring.definition import Item
from scoring.result import TIMED_OUT, AnswerValue
from scoring.timing import TimedPart, can_time_out, item_limit, part_of, spent, worked
from service.kiosk.clock_face import Clock
from service.kiosk.parsing import Unreadable, parse_answer
from service.kiosk.turn import Turn
from service.kiosk.waiting import hand_waits, waited

#: Seconds that an answer may be on its way.
GRACE_S = 10.0
#: An empty form counts as out of time from so many seconds before the limit: clocks differ a little.
EARLY_S = 2.0
LEFT = "left"


def limit_of(turn: Turn, item: Item) -> float:
    """Seconds that this client has for the item; infinite for no limit."""
    part = part_of(turn.module.questionnaire, item.id)
    gone = spent(part, without(turn, item)) if part else 0.0
    return item_limit(turn.module.questionnaire, item.id, gone, turn.place.sitting.allowance)


def without(turn: Turn, item: Item) -> Mapping[str, int]:
    """The times of all other answers."""
    return {name: ms for name, ms in turn.answered.times.items() if name != item.id}


def timing_of(turn: Turn, item: Item) -> dict[str, Any] | None:
    """The limits that hold for this client, to be kept with the answer; None for an item without."""
    part, allowance = part_of(turn.module.questionnaire, item.id), turn.place.sitting.allowance
    kept = {} if part is None else {"part_s": _finite(allowance.seconds(part.seconds))}
    if item.seconds is not None:
        kept["item_s"] = _finite(allowance.seconds(item.seconds))
    return kept or None


def _finite(seconds: float) -> float | None:
    return None if math.isinf(seconds) else seconds


def more_was_given(turn: Turn, item: Item, form: FormData) -> bool:
    """Whether a page sent itself in at the end of its time, and somebody has given more time meanwhile."""
    left, limit = seconds_left(form), limit_of(turn, item)
    return left is not None and left <= 0 and waited(turn.place.sitting, turn.now) / 1000 < limit - EARLY_S


def seconds_left(form: FormData) -> int | None:
    """What the page's own clock showed when the form was sent; None without our script."""
    sent = str(form.get(LEFT, ""))
    return int(sent) if sent.removeprefix("-").isdecimal() and len(sent) <= 6 else None


def answer_in_time(turn: Turn, item: Item, form: FormData) -> tuple[AnswerValue, int, dict[str, Any] | None]:
    """The answer, its milliseconds and the limits that held. Raises `Unreadable` while there is time to mend it.

    After the limit it is `TIMED_OUT`; what came late is kept beside it and counts for nothing.
    """
    questionnaire, took = turn.module.questionnaire, waited(turn.place.sitting, turn.now)
    limit, timing = limit_of(turn, item), timing_of(turn, item)
    took = pressed_at(took, limit, form)
    try:
        value = parse_answer(questionnaire, item, form)
    except Unreadable:
        if took / 1000 < limit - EARLY_S:
            raise
        return TIMED_OUT, took, timing
    if took / 1000 > limit + GRACE_S:
        return TIMED_OUT, took, {**(timing or {}), "late": value}
    return value, took, timing


def pressed_at(took: int, limit: float, form: FormData) -> int:
    """Milliseconds until the button was pressed, for a form that was long on its way; else as the server measured."""
    left = seconds_left(form)
    if took / 1000 <= limit + GRACE_S or left is None or not 0 <= left <= limit:
        return took
    return min(took, round((limit - left) * 1000))


def is_clocked(turn: Turn, item_id: str | None) -> bool:
    """Whether time is limited at this item for this client."""
    if item_id is None or turn.place.sitting.allowance.percent is None:
        return False
    return can_time_out(turn.module.questionnaire, item_id)


def time_is_up(part: TimedPart, turn: Turn) -> bool:
    """Whether the answers of a part have taken all of its time."""
    return spent(part, turn.answered.times) >= turn.place.sitting.allowance.seconds(part.seconds)


def clock_of(turn: Turn, item: Item) -> Clock | None:
    """What the page of a timed item shows of the time; None where nothing ends."""
    if not is_clocked(turn, item.id):
        return None
    sitting, part = turn.place.sitting, part_of(turn.module.questionnaire, item.id)
    here, limit = waited(sitting, turn.now), limit_of(turn, item)
    end = limit - here / 1000
    if part is None:
        return Clock(round(limit), math.floor(end), math.floor(end), hand_waits(sitting), sitting.clock_folded)
    every = sitting.allowance.seconds(part.seconds)
    left = every - spent(part, without(turn, item)) - worked(here)
    return Clock(round(every), math.floor(left), math.floor(end), hand_waits(sitting), sitting.clock_folded)
