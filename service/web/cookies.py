"""Cookies: HttpOnly, SameSite=Strict, Secure with the `__Host-` prefix wherever the service runs over HTTPS."""

from starlette.requests import Request
from starlette.responses import Response

from service.config import Settings


def cookie_name(settings: Settings, name: str) -> str:
    """The name as the browser knows it."""
    return f"__Host-{name}" if settings.https else name


def read_cookie(request: Request, settings: Settings, name: str) -> str:
    """The cookie's value, empty when there is none."""
    return request.cookies.get(cookie_name(settings, name), "")


def set_cookie(response: Response, settings: Settings, name: str, value: str) -> None:
    """Set a cookie that ends with the browser."""
    response.set_cookie(
        cookie_name(settings, name), value, httponly=True, secure=settings.https, samesite="strict", path="/"
    )


def drop_cookie(response: Response, settings: Settings, name: str) -> None:
    """Remove a cookie."""
    response.delete_cookie(
        cookie_name(settings, name), httponly=True, secure=settings.https, samesite="strict", path="/"
    )
