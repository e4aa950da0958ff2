"""Security headers on every response, and a cap on what a request may send. Pure ASGI: it costs next to nothing."""

import re
from collections.abc import Callable, Sequence

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import TooLarge

log = structlog.get_logger()

MOST_BYTES = 256 * 1024

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"x-frame-options", b"DENY"),
)
NO_STORE = (b"cache-control", b"no-store")
#: The one header of ours that a page may word itself: which of the computer's devices it may use.
DEVICES = b"permissions-policy"
#: Path to the bytes that may come in there, where it is more than `MOST_BYTES`.
Wider = Sequence[tuple[re.Pattern[str], int]]


class SecurityHeaders:
    """Wraps everything: adds the headers to every response, also to the page of a failure."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                add_headers(message)
            await send(message)

        try:
            await self._app(scope, receive, send_safely)
        except Exception as problem:
            # The page of the failure was sent and its place logged. Raised further, the server would log the message
            # too, and that may hold an answer or a name.
            if not started:
                raise
            log.error("response_failed", kind=type(problem).__name__)


def without_words(_request: Request, _problem: Exception) -> Response:
    """For an app that has no page for it."""
    return PlainTextResponse("413", 413)


class BodyCap:
    """Wraps an app: a body that is too large, declared or not, is answered 413. `wider`: paths that may have more;
    `page`: what is shown then.
    """

    def __init__(
        self, app: ASGIApp, wider: Wider = (), page: Callable[[Request, Exception], Response] = without_words
    ) -> None:
        self._app = app
        self._wider = wider
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self.most(scope)
        try:
            if declared_size(scope) > most:
                raise TooLarge
            await self._app(scope, capped(receive, most), send)
        except TooLarge as problem:
            await self._page(Request(scope), problem)(scope, receive, send)

    def most(self, scope: Scope) -> int:
        """How many bytes may come in here."""
        path, posted = scope.get("path", ""), scope.get("method") == "POST"
        return next((most for pattern, most in self._wider if posted and pattern.fullmatch(path)), MOST_BYTES)


def add_headers(message: Message) -> None:
    """Put ours beside the response's own headers; a cache rule and a rule for devices only if it has none itself."""
    headers = message.setdefault("headers", [])
    own = {name for name, _ in headers}
    headers.extend(row for row in HEADERS if row[0] != DEVICES or DEVICES not in own)
    if b"cache-control" not in own:
        headers.append(NO_STORE)


def declared_size(scope: Scope) -> int:
    """The length the request claims, 0 when it claims none or nonsense."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(length) if length.isdigit() else 0


def capped(receive: Receive, most: int) -> Receive:
    """A `receive` that stops a body that never ends."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return counted
