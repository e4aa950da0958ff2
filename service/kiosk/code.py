"""In with an access code: held up when many wrong ones were tried, and the same calm word for every code that fails.

What can't be a code, having more or fewer digits, is no try.
"""

from asyncio import sleep
from datetime import timedelta
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.cases.attempts import hold_now
from service.cases.codes import read_code
from service.cases.invitations import prove_code, redeem_code
from service.catalogue import Catalogue
from service.errors import TooMany
from service.kiosk.door import DOOR, FAREWELL, SITTING, Door
from service.kiosk.entry import enter
from service.kiosk.pages import RESUMED
from service.kiosk.resuming import resume
from service.kiosk.turn import take_turn
from service.web.cookies import drop_cookie, set_cookie
from service.web.lane import Lane
from service.web.tokens import check_origin


async def enter_with_code(door: Door, code: str) -> Response:
    """The sitting behind this code, or the same calm word for every code that opens none."""
    check_origin(door.request)
    if read_code(code) is None:
        return door.onward("digits")
    try:
        held = await run_in_threadpool(hold_up, door)
        await sleep(held.total_seconds())
        found = await door.site.part(Lane).run(partial(try_code, door, code))
    except TooMany:
        return door.onward("wait")
    if found is None:
        return door.onward("code")
    if not found[0]:
        return door.leave("already")
    token, resumed = found
    response = door.onward(RESUMED if resumed else "")
    drop_cookie(response, door.site.settings, DOOR)
    drop_cookie(response, door.site.settings, FAREWELL)
    set_cookie(response, door.site.settings, SITTING, token)
    return response


def hold_up(door: Door) -> timedelta:
    """How long every try is held at this moment, by the budget of all codes."""
    with door.site.db.read() as session:
        return hold_now(session, door.now)


def try_code(door: Door, code: str) -> tuple[str, bool] | None:
    """The new cookie, empty when this client has finished already, and whether the client goes on amid a part; None for
    a wrong code.
    """
    site = door.site
    with site.db.read() as session:
        proof = prove_code(session, code, door.now)
    with site.db.write() as session:
        look = door.appearance if door.looks else None
        case = redeem_code(session, code, door.now, site.settings, proof)
        if case is None:
            return None
        token = enter(session, site.part(Catalogue), case, door.language or "nl", door.now, look)
        if token is None:
            return "", False
        return token, resume(take_turn(site, session.connection(), token, door.now))
