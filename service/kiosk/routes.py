"""The client's pages: one address for all screens, and a few forms. Nothing in an address ever says who or what."""

from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import parse_qsl

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.db import Done
from service.errors import NotFound, NotSignedIn
from service.kiosk.answering import answer, keep_typed
from service.kiosk.at_hand import choose_look, leave_at_once
from service.kiosk.code import enter_with_code
from service.kiosk.door import Door
from service.kiosk.ending import farewell_of
from service.kiosk.looking import lock_places, look_at_places
from service.kiosk.moves import MOVES
from service.kiosk.parsing import Unreadable
from service.kiosk.place import Place
from service.kiosk.playing import play
from service.kiosk.saving import Sent, already_kept, read_sent
from service.kiosk.screens import draw
from service.kiosk.showing import Shown, attempted, next_page, page, screen_after
from service.kiosk.sought import Sought
from service.kiosk.turn import take_turn
from service.kiosk.waiting import stop_clock

MOST_FIELDS = 300


async def show(request: Request) -> Response:
    """The screen this browser is at."""
    return await page(Door(request))


def form_route(work: Callable[[Door, FormData], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A form: checked for its token first, and answered by a redirect to the one address."""

    async def serve(request: Request) -> Response:
        door = Door(request)
        form = await read_form(request)
        door.wanted = str(form.get("language", ""))  # whatever happens, the answer is in it
        door.check(form)
        try:
            return await work(door, form)
        except NotSignedIn:
            return door.leave(await door.site.db.submit(lambda connection: farewell_of(connection, door.token)))

    return serve


async def read_form(request: Request) -> FormData:
    """The fields of a plain form: small, no files, a few fields. Anything else is refused."""
    try:
        fields = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotFound("form") from None
    return FormData([(name, value) for name, value in fields])


async def send_answer(door: Door, form: FormData) -> Response:
    """Keep an answer; acknowledged only once it is on disk. Our own script gets the next item with it."""
    sent, then = read_sent(form), screen_after(door)

    def work(connection: Connection, seen: Place | None) -> Done:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        following = answer(turn, sent)
        if following is None or then is None:
            return Done(None, turn.later, then)
        return Done(attempted(lambda: (*draw(following, ""), following.language)), turn.later)

    try:
        drawn: Shown | None = await door.site.db.submit_seen(work, look_at_places, door.token, lock_places)
    except Unreadable as problem:
        if problem.kind == "empty" and Sought.sent(form).words:
            return await find(door, form)
        await door.site.db.submit(door.keep_what_was_sent(form))
        return await next_page(door, problem.kind)
    except NotFound:
        return await next_page(door, "elsewhere")
    except IntegrityError:
        await door.site.db.submit_seen(partial(is_kept, door, sent), look_at_places, door.token)
        return await next_page(door, "elsewhere")
    return door.respond(*drawn) if drawn else await next_page(door)


def is_kept(door: Door, sent: Sent, connection: Connection, seen: Place | None) -> None:
    """For a form whose key another answer has: no page of ours sends that. NotFound for any other conflict."""
    if not already_kept(connection, take_turn(door.site, connection, door.token, door.now, seen).place, sent):
        raise NotFound("an answer that the database refuses")


async def send_move(door: Door, form: FormData) -> Response:
    """Do what a button says."""
    step = MOVES.get(str(form.get("to", "")))
    if step is None:
        raise NotFound("move")
    if "find" in form:
        door.sought = Sought.sent(form)

    def work(connection: Connection, seen: Place | None) -> Done:
        turn = take_turn(door.site, connection, door.token, door.now, seen)
        if keep_typed(turn, form):
            turn = take_turn(door.site, connection, door.token, door.now)
        stop_clock(turn, str(form.get("to")))
        farewell = step(turn, form)
        return Done(farewell, then=None if farewell else screen_after(door))

    try:
        found: str | Shown | None = await door.site.db.submit_seen(work, look_at_places, door.token, lock_places)
    except Unreadable as problem:
        await door.site.db.submit(door.keep_what_was_sent(form))
        return await next_page(door, problem.kind)
    except NotFound:
        return await next_page(door, "elsewhere")
    if isinstance(found, str) and found:
        return door.leave(found)
    return door.respond(*found) if found else await next_page(door)


async def find(door: Door, form: FormData) -> Response:
    """Look in a long list, for words or under a heading. It answers nothing; what was picked stays picked.

    Enter with something picked and nothing to look for goes on, as on every other page.
    """
    door.sought = Sought.sent(form)
    if form.get("by") == "enter" and door.sought.picked and not door.sought.words:
        return await send_answer(door, form)
    if door.wants_part:
        return await page(door)
    return await send_move(door, FormData([("to", "here")]))


async def choose_language(door: Door, form: FormData) -> Response:
    """Another language, at the door or at any screen; nothing is lost by it."""
    language = str(form.get("language", ""))
    if language not in door.languages:
        raise NotFound("language")
    if door.token:
        await door.site.db.submit(door.change_language(language, form))
    response = door.onward_with(form)
    door.keep_language(response, language, onward="on" in form)
    return response


async def send_code(door: Door, form: FormData) -> Response:
    """Come in with an access code."""
    return await enter_with_code(door, str(form.get("code", "")))


async def next_person(door: Door, form: FormData) -> Response:
    """Clear the way: no language, no farewell, nothing of the one before."""
    response: Response = RedirectResponse("/", 303)
    door.forget(response)
    return response


routes = [
    Route("/", show, methods=["GET"], name="kiosk"),
    Route("/sound/{number:int}", play, methods=["GET"], name="kiosk_sound"),
    Route("/answer", form_route(send_answer), methods=["POST"], name="kiosk_answer"),
    Route("/find", form_route(find), methods=["POST"], name="kiosk_find"),
    Route("/go", form_route(send_move), methods=["POST"], name="kiosk_go"),
    Route("/language", form_route(choose_language), methods=["POST"], name="kiosk_language"),
    Route("/enter", form_route(send_code), methods=["POST"], name="kiosk_enter"),
    Route("/next", form_route(next_person), methods=["POST"], name="kiosk_next"),
    Route("/look", form_route(choose_look), methods=["POST"], name="kiosk_look"),
    Route("/leave", form_route(leave_at_once), methods=["POST"], name="kiosk_leave"),
]
