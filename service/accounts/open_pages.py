"""The few pages one meets before being signed in: their visits, form tokens and cookies.

Before the password a form belongs to the `kb_visit` cookie, after it to the sign-in that is under way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from service.accounts.guard import COOKIE
from service.accounts.queries import SignIn, living_sign_in
from service.web.cookies import read_cookie, set_cookie
from service.web.forms import F, Filled, fill
from service.web.site import Site, site_of
from service.web.tokens import FIELD, check_form, form_token, new_token

VISIT_COOKIE = "kb_visit"
FIRST = "/staff/sign-in"


@dataclass(frozen=True)
class OpenVisit:
    """A request without a complete sign-in. `token` is the value of the cookie its forms belong to."""

    request: Request
    site: Site
    form: FormData
    now: datetime
    language: str
    token: str
    sign_in: SignIn | None = None

    def fill(self, model: type[F]) -> Filled[F]:
        """The sent form as `model`, or what is wrong with it."""
        return fill(model, self.form)

    def render(self, template: str, page: Any, status: int = 200) -> HTMLResponse:
        """A page without navigation; keeps the visit cookie if this answer made it."""
        html = self.site.renderer.html(
            template, self.language, page, csrf=form_token(self.site.settings.signing_key, self.token)
        )
        response = HTMLResponse(html, status)
        if self.sign_in is None and read_cookie(self.request, self.site.settings, VISIT_COOKIE) != self.token:
            set_cookie(response, self.site.settings, VISIT_COOKIE, self.token)
        return response

    def carry_on(self, path: str, token: str | None = None) -> RedirectResponse:
        """See other; with a new token the old cookie is replaced."""
        response = RedirectResponse(path, 303)
        if token is not None:
            set_cookie(response, self.site.settings, COOKIE, token)
        return response


OpenHandler = Callable[[OpenVisit], Response]


def open_visit(request: Request, form: FormData) -> OpenVisit:
    """The visit of someone who has not given a password yet."""
    site = site_of(request)
    token = read_cookie(request, site.settings, VISIT_COOKIE) or new_token()
    return OpenVisit(request, site, form, site.clock(), chosen_language(request, site, form), token)


def chosen_language(request: Request, site: Site, form: FormData) -> str:
    """The language asked for on the page itself, Dutch when it is none of ours."""
    asked = str(form.get("language", "")) or request.query_params.get("language", "")
    return asked if asked in site.languages.codes("staff") else "nl"


def readers_language(request: Request) -> str:
    """The language of a page of which nothing else is known, such as that of an error: of who is signed in, or Dutch.

    It may be the database that failed, so no failure is let through.
    """
    site = site_of(request)
    token = read_cookie(request, site.settings, COOKIE)
    try:
        with site.db.read() as session:
            idle = timedelta(minutes=site.settings.staff_idle_minutes)
            sign_in = living_sign_in(session, token, site.clock(), idle)
            return sign_in.user.language if sign_in else chosen_language(request, site, FormData())
    except SQLAlchemyError:
        return "nl"


def before_password(path: str, method: str, handler: OpenHandler) -> Route:
    """A route for everybody."""

    async def serve(request: Request) -> Response:
        form = await request.form(max_fields=20) if method == "POST" else FormData()
        return await run_in_threadpool(answer, request, form)

    def answer(request: Request, form: FormData) -> Response:
        visit = open_visit(request, form)
        if method == "POST":
            check_form(request, visit.site.settings, visit.token, str(form.get(FIELD, "")))
        return handler(visit)

    return Route(path, serve, methods=[method], name=handler.__name__)


def after_password(path: str, method: str, handler: OpenHandler) -> Route:
    """A route for who gave the password and still has a step to take; anybody else begins at the beginning."""

    async def serve(request: Request) -> Response:
        form = await request.form(max_fields=20) if method == "POST" else FormData()
        return await run_in_threadpool(answer, request, form)

    def answer(request: Request, form: FormData) -> Response:
        visit = half_signed_in(request, form)
        if visit is None:
            return RedirectResponse(FIRST, 303)
        if method == "POST":
            check_form(request, visit.site.settings, visit.token, str(form.get(FIELD, "")))
        return handler(visit)

    return Route(path, serve, methods=[method], name=handler.__name__)


def half_signed_in(request: Request, form: FormData) -> OpenVisit | None:
    """The visit of someone whose sign-in is under way, None for anybody else."""
    site = site_of(request)
    now = site.clock()
    token = read_cookie(request, site.settings, COOKIE)
    with site.db.read() as session:
        sign_in = living_sign_in(session, token, now, timedelta(minutes=site.settings.staff_idle_minutes))
        if sign_in is None or sign_in.complete:
            return None
        session.expunge_all()
    return OpenVisit(request, site, form, now, sign_in.user.language, token, sign_in)
