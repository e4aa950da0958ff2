"""Form tokens and the origin check: a form is taken only from a page of ours, shown to the same cookie."""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from service.config import Settings
from service.errors import Forbidden

FIELD = "csrf"


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a cookie."""
    return hashlib.sha256(token.encode()).digest()


def form_token(key: bytes, cookie: str) -> str:
    """The token that belongs to this cookie; worthless with any other.

    Not `hmac.digest`: that lets go of the interpreter's lock, and waits for it each time while other threads work.
    """
    return hmac.new(key, b"form:" + cookie.encode(), "sha256").hexdigest()[:43]


def check_form(request: Request, settings: Settings, cookie: str, sent: str) -> None:
    """Raise `Forbidden` unless the form came from our own page and carries the cookie's token."""
    check_origin(request)
    if not cookie or not hmac.compare_digest(form_token(settings.signing_key, cookie).encode(), sent.encode()):
        raise Forbidden("form token")


def check_origin(request: Request) -> None:
    """Raise `Forbidden` for a request that another site made."""
    headers = request.headers
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("foreign site")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host", ""):
        raise Forbidden("foreign origin")
