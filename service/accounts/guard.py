"""The one way in for staff pages: who, may they, form token, one transaction, audit; then the route's own few lines.

A route is a function `(visit) -> Response`. A GET reads; a POST writes and redirects. `audit` names the event that a
read leaves behind: it is stored before the page is sent, and without it the page isn't sent.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from service.accounts.permissions import Need
from service.accounts.principal import Principal
from service.accounts.queries import SignIn, living_sign_in
from service.audit.actions import record
from service.errors import NotFound, NotSignedIn
from service.web.cookies import read_cookie
from service.web.forms import F, Filled, fill
from service.web.site import Site, site_of
from service.web.tokens import FIELD, check_form, form_token

COOKIE = "kb_staff"
#: The header of a page that looks for news by itself: it is no sign that somebody is there.
WATCHING = "kb-watching"


@dataclass(frozen=True)
class Visit:
    """One request of a signed-in member of staff, inside its transaction."""

    request: Request
    site: Site
    session: Session
    sign_in: SignIn
    form: FormData
    now: datetime

    @property
    def principal(self) -> Principal:
        """Who is asking."""
        return self.sign_in.principal

    @property
    def language(self) -> str:
        """The language of the staff pages for this person."""
        return self.sign_in.user.language

    def path_id(self, name: str) -> uuid.UUID:
        """An id from the path; anything that is no id is not found."""
        try:
            return uuid.UUID(self.request.path_params[name])
        except ValueError:
            raise NotFound(name) from None

    def fill(self, model: type[F]) -> Filled[F]:
        """The sent form as `model`, or what is wrong with it."""
        return fill(model, self.form)

    def render(self, template: str, page: Any, status: int = 200) -> HTMLResponse:
        """A staff page; templates extend `staff/base.html` and read `principal`, `path`, `csrf` besides `page`."""
        token = read_cookie(self.request, self.site.settings, COOKIE)
        html = self.site.renderer.html(
            template,
            self.language,
            page,
            principal=self.principal,
            path=self.request.url.path,
            csrf=form_token(self.site.settings.signing_key, token),
            now=self.now,
            idle_minutes=self.site.settings.staff_idle_minutes,
        )
        return HTMLResponse(html, status)

    def redirect(self, path: str) -> RedirectResponse:
        """See other: always to a path of our own."""
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError(f"not a path of ours: {path}")
        return RedirectResponse(path, 303)

    def audit(
        self, event: str, case_id: uuid.UUID | None = None, object_id: uuid.UUID | None = None, **context: str
    ) -> None:
        """Leave an event behind, in this transaction."""
        who = self.principal
        record(self.session, event, self.now, who.user_id, who.role.value, case_id, object_id, context)


#: What takes long and needs no database, such as a PDF: made after the commit, so that nobody waits for it.
Later = Callable[[], Response]
Handler = Callable[[Visit], Response | Later]


@dataclass(frozen=True)
class StaffRoute:
    """A row of the route inventory, as the access test walks it."""

    path: str
    method: str
    name: str
    need: Need
    handler: Handler
    writes: bool


class StaffRoutes:
    """The routes of one feature. Every one names its need; there is no other way to add one."""

    def __init__(self) -> None:
        self.rows: list[StaffRoute] = []

    def get(self, path: str, need: Need, *, audited: bool = False) -> Callable[[Handler], Handler]:
        """A page. `audited`: the handler records who read it, so it runs in a writing transaction."""
        return self._add(path, "GET", need, audited)

    def post(self, path: str, need: Need) -> Callable[[Handler], Handler]:
        """A form."""
        return self._add(path, "POST", need, True)

    def _add(self, path: str, method: str, need: Need, writes: bool) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.rows.append(StaffRoute(path, method, handler.__name__, need, handler, writes))
            return handler

        return add

    def starlette(self) -> list[Route]:
        """The same as Starlette routes."""
        return [Route(row.path, endpoint(row), methods=[row.method], name=row.name) for row in self.rows]


def endpoint(row: StaffRoute) -> Callable[[Request], Any]:
    """The ASGI endpoint of a row: reads the form, then does the rest in a thread."""

    async def serve(request: Request) -> Response:
        form = await request.form(max_fields=400) if row.method == "POST" else FormData()
        return await run_in_threadpool(answer, row, request, form)

    return serve


def answer(row: StaffRoute, request: Request, form: FormData) -> Response:
    """Guard, load, act, in one transaction; the response exists only once it is committed."""
    site = site_of(request)
    now = site.clock()
    if WATCHING not in request.headers:
        keep_alive(site, request, now)
    transaction: Callable[[], AbstractContextManager[Session]] = site.db.write if row.writes else site.db.read
    with transaction() as session:
        sign_in = require_sign_in(site, session, request, now)
        sign_in.principal.scope(row.need.resource, row.need.verb)
        if row.method == "POST":
            token = read_cookie(request, site.settings, COOKIE)
            check_form(request, site.settings, token, str(form.get(FIELD, "")))
        outcome = row.handler(Visit(request, site, session, sign_in, form, now))
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
