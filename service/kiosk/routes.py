"""The client's pages."""

from starlette.routing import Route

routes: list[Route] = []
