"""Pages and style sheets go out packed (gzip) to browsers that take it.

A packed page could tell its secrets by its length if others could put text into it; they can't: every cookie is
SameSite=Strict, so a page asked for by another site is nobody's page.
"""

import gzip
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

#: Shorter bodies fit into one packet anyhow.
LEAST = 500


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header names gzip, without refusing it."""
    offers = (offer.replace(" ", "").partition(";q=") for offer in accepted.lower().split(","))
    return any(name == "gzip" and quality not in ("0", "0.0", "0.00", "0.000") for name, _, quality in offers)


def pack(request: Request, response: Response) -> Response:
    """The same response, packed where the browser takes it and it pays."""
    response.raw_headers.append((b"vary", b"accept-encoding"))
    body = bytes(response.body)
    if len(body) >= LEAST and takes_gzip(request.headers.get("accept-encoding", "")):
        response.body = gzip.compress(body, 3, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response


@lru_cache(maxsize=64)
def packed_once(content: bytes) -> bytes:
    """A file as small as it gets, made once."""
    return gzip.compress(content, 9, mtime=0)
