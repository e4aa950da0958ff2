"""Static files of our own, kept by browsers for a year: their address changes with their content."""

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.web.packing import packed_once, takes_gzip
from service.web.rendering import STATIC, Assets

#: Text, which packs well; fonts are packed already.
PACKED = (".css", ".js", ".svg")


class LongKept(StaticFiles):
    """Static files with a cache rule; text goes out packed."""

    assets = Assets(STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and path.endswith(PACKED):
            response = self.text(path, response, Headers(scope=scope).get("accept-encoding", ""))
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response

    def text(self, path: str, found: FileResponse, accepted: str) -> Response:
        """A style sheet, script or drawing from memory; what a style sheet names has its own changing address."""
        content = self.assets.content(path)
        headers = {"vary": "accept-encoding"}
        if takes_gzip(accepted):
            content = packed_once(content)
            headers["content-encoding"] = "gzip"
        return Response(content, headers=headers, media_type=found.media_type)


def static_files() -> StaticFiles:
    """The app for `/static`."""
    return LongKept(directory=STATIC)
