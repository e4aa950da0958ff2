"""Leaving out a module as a whole."""

from starlette.datastructures import FormData

from service.errors import NotFound
from service.kiosk.leaving import Farewell
from service.kiosk.moving import close_module, move, row_of
from service.kiosk.turn import Turn


def skip_module(turn: Turn, form: FormData) -> Farewell:
    """Leave this module out; it can be opened again from the overview.

    The form names it: pressed twice, or sent again since its reply got lost, it leaves out no other one.
    """
    slug = str(form.get("module", "") or turn.place.sitting.slug)
    if slug != turn.place.sitting.slug:
        turn.module_named(slug)
        if row_of(turn.place, slug).state in ("skipped", "done"):
            return ""
        raise NotFound("another module is open")
    if turn.place.current.state != "done":
        close_module(turn.site.db, turn.connection, turn.place, turn.module, "skipped", turn.now)
    move(turn.connection, turn.place, "overview", turn.now)
    return ""
