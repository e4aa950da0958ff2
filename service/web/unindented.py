"""Templates are indented for who reads them; what goes over the line is not: a quarter of a page was spaces."""

import re

from jinja2.ext import Extension

#: After a tag of its own Jinja drops the end of the line: there a space is all that parts one attribute from the next.
INDENTATION = re.compile(r"([%#]}\n[ \t])[ \t]*|\n[ \t]+")


class Unindented(Extension):
    """Takes away the spaces before each line of a template, which no browser shows. Lines keep their numbers.

    What a page says comes in later, and keeps its spaces.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template without them."""
        return INDENTATION.sub(lambda found: found[1] or "\n", source)
