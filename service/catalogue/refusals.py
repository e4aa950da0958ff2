"""What makes a YAML file unreadable, in an author's words: which lines, what was found, how to mend it."""

import re
from typing import Any, NamedTuple

from service.catalogue.wording import code

TAB = re.compile(r"[ ]*\t")
#: What YAML 1.2 leaves out of its printable characters.
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Where the library begins a new line and most editors don't: a text breaks there, and lines are miscounted.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")
REMOVE = "Remove it; an editor can show such characters."
ADVICE = {
    "mapping values are not allowed here": "Put quotes around a text that has a colon in it, and check the indent.",
    "found unexpected end of stream": "A quote was opened and not closed; close it.",
    "while parsing a flow sequence": "Close the list with ].",
    "while parsing a flow mapping": "Close the block with }, and put quotes around texts with a comma.",
    "while parsing a block mapping": "Keep the keys of one block at the same indent, each with a colon and a space.",
    "cannot start any token": "Put quotes around a text that starts with a special character.",
}


class Unreadable(NamedTuple):
    """The rule's kind, the line (from 1), what was found, how to mend it."""

    kind: str
    line: int | None
    found: str
    mend: str | None = None


class Refused(Exception):
    """Reading stops here, for these reasons."""

    def __init__(self, *reasons: Unreadable) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def refused(error: Exception, text: str) -> Refused:
    """What the library has against `text`. It stops at the first fault; of a kind that seldom comes alone (tabs,
    control characters) all lines are named.
    """
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    if mark is None:
        return Refused(*_control_characters(text))
    number = min(mark.line, len(lines) - 1)
    if TAB.match(lines[number]):
        tabs = [place for place in range(number, len(lines)) if TAB.match(lines[place])]
        return Refused(*(Unreadable("tab", place + 1, "a tab at the start of the line") for place in tabs))
    words = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    mend = next((advice for words_of, advice in ADVICE.items() if words_of in words), None)
    return Refused(Unreadable("yaml", number + 1, lines[number].strip() or "the end of the file", mend))


def hidden_line_ends(text: str) -> list[Unreadable]:
    """The lines with a character that ends a line for some programs, and that nobody sees."""
    return [
        Unreadable("text_characters", number, f"the invisible character {code(match.group())}, an end of line", REMOVE)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := LINE_ENDS.search(line))
    ]


def _control_characters(text: str) -> list[Unreadable]:
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := CONTROL.search(line):
            found[number] = f"the control character {code(match.group())}"
    named = [Unreadable("text_characters", number, words, REMOVE) for number, words in found.items()]
    return named or [Unreadable("text_characters", None, "a control character", REMOVE)]
