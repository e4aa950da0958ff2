"""Back: to the question before the one that the client has before them."""

from starlette.datastructures import FormData

from service.errors import NotFound
from service.kiosk.leaving import Farewell
from service.kiosk.moving import move, open_again, to_item
from service.kiosk.sent_again import at_item
from service.kiosk.steps import previous_item
from service.kiosk.turn import Turn

#: A field of our own script: the answer of this very page went ahead, and its next screen was not shown.
AFTER = "after"


def back(turn: Turn, form: FormData) -> Farewell:
    """The item before this one, or the introduction from the first."""
    sitting = turn.place.sitting
    here = str(form.get("item", sitting.item_id))
    if AFTER in form and sitting.slug is not None:
        return back_past(turn, here)
    if sitting.screen != "item":
        raise NotFound("item")
    if here == sitting.item_id:  # else pressed twice, or its reply got lost: one press is one step
        step_back(turn)
    return ""


def back_past(turn: Turn, here: str) -> Farewell:
    """From a page whose answer has moved the client on already: to what came before that page, not back to itself."""
    seen = at_item(turn, here)
    if here not in [item.id for item in seen.path] or not seen.may_go_back:
        return ""
    if turn.place.current.state == "done":
        open_again(turn.connection, turn.place, turn.module.slug)
    step_back(seen)
    return ""


def step_back(turn: Turn) -> None:
    """One step, where one may go back at all."""
    if not turn.may_go_back:
        return
    item = previous_item(turn.path, str(turn.place.sitting.item_id))
    if item is None:
        move(turn.connection, turn.place, "intro", turn.now, turn.module.slug)
    else:
        to_item(turn.connection, turn.place, turn.module.slug, item, turn.now)
