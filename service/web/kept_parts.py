"""Parts of a page that are the same for everybody are drawn once: `{% keep key %} ... {% endkeep %}` in a template.

A question with its answers is most of an item page, and most of what drawing it cost. Nothing of a person may stand in
such a part: what is the client's own (chosen, typed, said by the service) makes the key None, and then nothing is kept.
A part with forms is drawn with `{% set csrf = csrf_place %}` for their token; there comes each page's own.
"""

from collections.abc import Callable, Hashable
from threading import Lock

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

#: Parts that are kept per language; a question takes a few kB.
MOST = 1024
#: What no text of ours has in it.
CSRF_PLACE = "\ue000csrf\ue000"


class KeptParts(Extension):
    """`key`: all that the part hangs on beside the language, hashable; None to draw it anew each time."""

    tags = {"keep"}

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals["csrf_place"] = CSRF_PLACE
        self._kept: dict[tuple[str, Hashable], str] = {}
        self._lock = Lock()

    def parse(self, parser: Parser) -> nodes.Node:
        """The block as a call, which draws its body only when it has to."""
        line = next(parser.stream).lineno
        key = parser.parse_expression()
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        where = nodes.Const(f"{parser.name}:{line}")
        return nodes.CallBlock(
            self.call_method("kept", [nodes.ContextReference(), key, where]), [], [], body
        ).set_lineno(line)

    def kept(self, context: Context, key: Hashable, where: str, caller: Callable[[], str]) -> str:
        """The part as it was drawn before, or drawn now, with the page's own token."""
        found = None if key is None else self._kept.get((where, key))
        if found is None:
            found = caller()
            if key is not None:
                self._keep((where, key), found)
        return found.replace(CSRF_PLACE, context["csrf"]) if CSRF_PLACE in found else found

    def _keep(self, name: tuple[str, Hashable], part: str) -> None:
        with self._lock:
            if len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]  # the oldest: a look at how often each is asked for costs more
            self._kept[name] = part
