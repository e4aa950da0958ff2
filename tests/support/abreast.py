"""A page that says which process made it, served by two: `python -m tests.support.abreast PORT`."""

import os
import sys

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.config import Settings
from service.serve import options
from service.web.listening import serve_abreast


def application() -> Starlette:
    """The one page."""

    async def who(_request: Request) -> Response:
        return PlainTextResponse(str(os.getpid()))

    return Starlette(routes=[Route("/", who)])


if __name__ == "__main__":
    serve_abreast("tests.support.abreast:application", 2, {**options(Settings()), "port": int(sys.argv[1])})
