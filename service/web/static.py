"""Static files of our own, kept by browsers for a year: their address changes with their content."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.web.rendering import STATIC


class LongKept(StaticFiles):
    """Static files with a cache rule."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def static_files() -> StaticFiles:
    """The app for `/static`."""
    return LongKept(directory=STATIC)
