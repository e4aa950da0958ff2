"""What the page "someone was ahead of you" gives back: the page it came from, and what was typed.

It is the answer to the form itself and goes to nobody else: staff pages are never stored, and no log has any of it.
"""

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.routing import Match

#: Fields that a person types words into. No choices, no marks of a page, no password and no code. The pages of the MGGZ
#: show their own forms again, with the note: none of it comes here.
TYPED = ("reason", "name", "reference", "place", "day", "time")


def keep_typed(request: Request, form: FormData) -> None:
    """Remember for an error page what was typed. Only for a form that has proved to be this reader's own."""
    found = (str(form.get(name, "")).strip() for name in TYPED)
    request.state.typed = tuple(words for words in found if words)


def after_conflict(request: Request) -> dict[str, Any]:
    """`typed`: words to copy; `back`: the address of the page that the form was on, empty for none."""
    return {"typed": getattr(request.state, "typed", ()), "back": page_of(request)}


def page_of(request: Request) -> str:
    """The nearest page above the address of a form, or at it."""
    path = request.url.path if request.method == "POST" else above(request.url.path)
    while path.count("/") > 1 and not is_page(request, path):
        path = above(path)
    return path if path.count("/") > 1 else ""


def above(path: str) -> str:
    """The address without its last part."""
    return path.rpartition("/")[0]


def is_page(request: Request, path: str) -> bool:
    """Whether something can be opened there."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)
