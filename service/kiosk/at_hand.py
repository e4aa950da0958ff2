"""Two forms at hand on every screen: how the page looks, and leaving it at once."""

from contextlib import suppress

from sqlalchemy import Connection, update
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from service.errors import NotFound, NotSignedIn
from service.kiosk.answering import keep_typed
from service.kiosk.beside import put_beside
from service.kiosk.door import Door
from service.kiosk.drafting import keep_draft
from service.kiosk.leaving import pause
from service.kiosk.looking import lock_places, look_at_places
from service.kiosk.models import Sitting
from service.kiosk.parsing import Unreadable
from service.kiosk.place import Place
from service.kiosk.turn import take_turn
from service.kiosk.waiting import stop_clock
from service.web.appearance import APPEARANCE, Appearance
from service.web.cookies import set_cookie


async def choose_look(door: Door, form: FormData) -> Response:
    """Larger letters, stronger colours, a second language: kept with the sitting, and before it in a cookie."""
    size, contrast = str(form.get("size", "")), str(form.get("contrast", ""))

    def work(connection: Connection, seen: Place | None) -> Appearance:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        if not keep_typed(turn, form):
            keep_draft(turn, form)
        chosen = turn.place.sitting.appearance.changed(size, contrast)
        sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
        values = {"text_size": chosen.size, "contrast": chosen.contrast, "last_seen_at": door.now}
        connection.execute(sitting.values(**values))
        if "beside" in form:
            put_beside(turn, form)
        return chosen

    chosen = door.appearance.changed(size, contrast)
    if door.token:
        chosen = await door.site.db.submit_seen(work, look_at_places, door.token, lock_places)
    response = door.onward_with(form)
    set_cookie(response, door.site.settings, APPEARANCE, chosen.written())
    return response


async def leave_at_once(door: Door, form: FormData) -> Response:
    """Close the screen as a pause: nothing is lost, and the browser is as if nobody had been here."""

    def work(connection: Connection, seen: Place | None) -> None:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        with suppress(Unreadable, NotFound):
            keep_typed(turn, form)
        stop_clock(turn, "pause")
        pause(turn, form)

    if door.token:
        with suppress(NotSignedIn):
            await door.site.db.submit_seen(work, look_at_places, door.token, lock_places)
    response = RedirectResponse("/", 303)
    door.forget(response)
    return response
