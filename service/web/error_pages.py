"""One handler per app: an expected error becomes a calm page in the reader's language, the rest a 500."""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.errors import KlantbeeldError, NotSignedIn, TooMany
from service.web.site import site_of

log = structlog.get_logger()
Show = Callable[[Request, Exception], Response]


@dataclass(frozen=True)
class ErrorPage:
    """What an error page shows: a code its template has words for, and seconds to wait if that helps."""

    code: str
    status: int
    retry_after: int = 0


def error_page(problem: Exception) -> ErrorPage:
    """The page for any exception. Only our own errors say more than that something went wrong."""
    if isinstance(problem, TooMany):
        return ErrorPage(problem.code, problem.status, problem.retry_after)
    if isinstance(problem, KlantbeeldError):
        return ErrorPage(problem.code, problem.status)
    if isinstance(problem, HTTPException):
        return ErrorPage({404: "not_found", 405: "not_found"}.get(problem.status_code, "error"), problem.status_code)
    return ErrorPage("error", 500)


def judged(request: Request, problem: Exception) -> ErrorPage:
    """The same; a failure of ours is logged."""
    page = error_page(problem)
    if page.status >= 500:
        log_failure(request, problem)
    return page


def show(template: str, language_of: Callable[[Request], str], more: Callable[[Request], dict[str, Any]]) -> Show:
    """A handler that renders `template` in the language of the request; `more`: what it needs besides the page."""

    def handler(request: Request, problem: Exception) -> Response:
        page = judged(request, problem)
        html = site_of(request).renderer.html(template, language_of(request), page, **more(request))
        return HTMLResponse(html, page.status)

    return handler


def log_failure(request: Request, problem: Exception) -> None:
    """Where it happened and what kind it was; never a message, which may hold an answer or a name."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}:{frame.name}" for frame in frames[-4:]]
    route = getattr(request.scope.get("route"), "path", "")
    log.error("request_failed", kind=type(problem).__name__, where=where, route=route)


def staff_errors(
    sign_in: Show, language_of: Callable[[Request], str], more: Callable[[Request], dict[str, Any]]
) -> Mapping[Any, Show]:
    """Handlers of the staff app, in the reader's language; who is not signed in gets the sign-in page.

    `more`: what its page needs besides.
    """
    handler = show("staff/error.html", language_of, more)
    return {NotSignedIn: sign_in, KlantbeeldError: handler, HTTPException: handler, Exception: handler}
