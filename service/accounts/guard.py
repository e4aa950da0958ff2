"""The one way in for staff pages: who, may they, form token, one transaction, audit; then the route's own few lines.

A route is a function `(visit) -> Response`. A GET reads; a POST writes and redirects. `audit` names the event that a
read leaves behind: it is stored before the page is sent, and without it the page isn't sent.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, compile_path

from service.accounts.conflict import keep_typed
from service.accounts.permissions import Need
from service.accounts.queries import SignIn, living_sign_in
from service.accounts.visit import COOKIE, Visit
from service.errors import NotSignedIn
from service.web.cookies import read_cookie
from service.web.security import MOST_BYTES, Wider
from service.web.site import Site, site_of
from service.web.tokens import FIELD, check_form

__all__ = ["COOKIE", "WATCHING", "StaffRoute", "StaffRoutes", "Visit"]

#: The header of a page that looks for news by itself: it is no sign that somebody is there.
WATCHING = "kb-watching"


#: What takes long and needs no database, such as a PDF: made after the commit, so that nobody waits for it.
Later = Callable[[], Response]
Handler = Callable[[Visit], Response | Later]
#: What takes long with a form and needs no database, such as the work on a sound: done before the transaction.
Ahead = Callable[[FormData], Any]


@dataclass(frozen=True)
class StaffRoute:
    """A row of the route inventory, as the access test walks it."""

    path: str
    method: str
    name: str
    need: Need
    handler: Handler
    writes: bool
    most_bytes: int = MOST_BYTES
    ahead: Ahead | None = None


class StaffRoutes:
    """The routes of one feature. Every one names its need; there is no other way to add one."""

    def __init__(self) -> None:
        self.rows: list[StaffRoute] = []

    def get(self, path: str, need: Need, *, audited: bool = False) -> Callable[[Handler], Handler]:
        """A page. `audited`: the handler records who read it, so it runs in a writing transaction."""
        return self._add(path, "GET", need, audited)

    def post(
        self, path: str, need: Need, *, most_bytes: int = MOST_BYTES, ahead: Ahead | None = None
    ) -> Callable[[Handler], Handler]:
        """A form. `most_bytes`: how large it may be; a larger one is read only of who may send it."""
        return self._add(path, "POST", need, True, most_bytes, ahead)

    def _add(
        self,
        path: str,
        method: str,
        need: Need,
        writes: bool,
        most_bytes: int = MOST_BYTES,
        ahead: Ahead | None = None,
    ) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.rows.append(
                StaffRoute(path, method, handler.__name__, need, handler, writes, most_bytes, ahead),
            )
            return handler

        return add

    def starlette(self) -> list[Route]:
        """The same as Starlette routes."""
        return [Route(row.path, endpoint(row), methods=[row.method], name=row.name) for row in self.rows]

    def wider(self) -> Wider:
        """Where more bytes may come in than elsewhere."""
        rows = [row for row in self.rows if row.most_bytes > MOST_BYTES]
        return [(compile_path(row.path)[0], row.most_bytes) for row in rows]


def endpoint(row: StaffRoute) -> Callable[[Request], Any]:
    """The ASGI endpoint of a row: reads the form, then does the rest in a thread."""

    async def serve(request: Request) -> Response:
        if row.most_bytes > MOST_BYTES:
            await run_in_threadpool(admit, row, request)
        form = await request.form(max_fields=400) if row.method == "POST" else FormData()
        return await run_in_threadpool(answer, row, request, form)

    return serve


def admit(row: StaffRoute, request: Request) -> None:
    """Only who is signed in and may do this makes us read something large."""
    site = site_of(request)
    with site.db.read() as session:
        who = require_sign_in(site, session, request, site.clock()).principal
        who.scope(row.need.resource, row.need.verb)


def answer(row: StaffRoute, request: Request, form: FormData) -> Response:
    """Guard, load, act, in one transaction; the response exists only once it is committed."""
    site = site_of(request)
    now = site.clock()
    made = row.ahead(form) if row.ahead else None
    if WATCHING not in request.headers:
        keep_alive(site, request, now)
    transaction: Callable[[], AbstractContextManager[Session]] = site.db.write if row.writes else site.db.read
    with transaction() as session:
        sign_in = require_sign_in(site, session, request, now)
        sign_in.principal.scope(row.need.resource, row.need.verb)
        if row.method == "POST":
            token = read_cookie(request, site.settings, COOKIE)
            check_form(request, site.settings, token, str(form.get(FIELD, "")))
            keep_typed(request, form)
        outcome = row.handler(Visit(request, site, session, sign_in, form, now, made))
    return outcome if isinstance(outcome, Response) else outcome()


def require_sign_in(site: Site, session: Session, request: Request, now: datetime) -> SignIn:
    """The complete sign-in of this request, or `NotSignedIn`."""
    idle = timedelta(minutes=site.settings.staff_idle_minutes)
    sign_in = living_sign_in(session, read_cookie(request, site.settings, COOKIE), now, idle)
    if sign_in is None or not sign_in.complete:
        raise NotSignedIn
    return sign_in


def keep_alive(site: Site, request: Request, now: datetime) -> None:
    """Remember that this person is still here: one small write of its own, at most once a minute."""
    idle = timedelta(minutes=site.settings.staff_idle_minutes)
    token = read_cookie(request, site.settings, COOKIE)
    with site.db.read() as session:
        sign_in = living_sign_in(session, token, now, idle)
        stale = sign_in is not None and now - sign_in.session.last_seen_at >= timedelta(minutes=1)
    if stale:
        with site.db.write() as session:
            alive = living_sign_in(session, token, now, idle)
            if alive is not None:
                alive.session.last_seen_at = now
