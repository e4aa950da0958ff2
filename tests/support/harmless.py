"""Pages that a browser may keep, served beside ours: they show that it does, and that a search finds them."""

import gzip
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: In the title and the body of a harmless page.
MARK = "controlmarkqzv"
#: The page notes whether it was restored. It hears so a moment after it is there again: until then it says nothing.
SCRIPT = """
addEventListener("pageshow", (event) => { document.documentElement.dataset.restored = event.persisted; });
addEventListener("pagehide", () => { delete document.documentElement.dataset.restored; });
"""
HEARD = "html[data-restored]"


def beside(app: ASGIApp) -> ASGIApp:
    """The service, and under `/harmless` pages of another kind."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/harmless"):
            await app(scope, receive, send)
            return
        number = parse_qs(scope["query_string"].decode()).get("page", ["0"])[0]
        await harmless(number)(scope, receive, send)

    return serve


def harmless(number: str) -> Response:
    """One of them, packed, to be kept for an hour."""
    title = f"<title>{MARK}-title {number}</title><link rel=icon href=data:,>"
    html = (
        f"<!doctype html>{title}<h1>Harmless {number}</h1><p>{MARK}-page</p><input id=typed><script>{SCRIPT}</script>"
    )
    headers = {"cache-control": "max-age=3600", "content-encoding": "gzip"}
    response = HTMLResponse(html, headers=headers)
    response.body = gzip.compress(response.body)
    response.headers["content-length"] = str(len(response.body))
    return response
