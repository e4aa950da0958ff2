"""Words for a terminal: whatever a file or its name holds, it can be printed and does nothing to the screen."""

import re
from typing import TextIO

#: Control characters, marks that turn the direction of a line, line separators, and bytes of names that are no UTF-8.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    r"""The text with each unsafe character written out, like `\x1b`."""
    return UNSAFE.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def write(stream: TextIO, text: str) -> None:
    """Print a text on a screen that may not know all its characters: those are written out too."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
