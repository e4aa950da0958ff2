"""Words that never change are put into a template when it is compiled: there is one environment per language.

A page has twenty texts, and most of what drawing it cost went into looking each of them up again.
"""

from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import TOKEN_LPAREN, TOKEN_NAME, TOKEN_PIPE, TOKEN_RPAREN, TOKEN_STRING, Token, TokenStream

CALL = (TOKEN_NAME, TOKEN_LPAREN, TOKEN_STRING, TOKEN_RPAREN)


class FixedWords(Extension):
    """`_("text")`, without anything to fill in, becomes its translation; the same mark-up as the call would give.

    The environment's `translate` does it.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template's tokens with those calls replaced; all others as they are."""
        held: list[Token] = []
        for token in stream:
            held.append(token)
            while held and not _may_become_call(held):
                yield held.pop(0)
            if len(held) == len(CALL):
                yield from self._words(held[2])
                held = []
        yield from held

    def _words(self, message: Token) -> Iterator[Token]:
        words = self.environment.translate(message.value) % {}  # type: ignore[attr-defined]
        yield Token(message.lineno, TOKEN_STRING, words)
        yield Token(message.lineno, TOKEN_PIPE, "|")
        yield Token(message.lineno, TOKEN_NAME, "safe")


def _may_become_call(held: list[Token]) -> bool:
    kinds = tuple(token.type for token in held)
    return kinds == CALL[: len(kinds)] and held[0].value == "_"
