"""What any text or label must be, in whatever language: plain words that somebody can see, shown as they stand."""

import re
import unicodedata
from collections.abc import Iterator

HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--|&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
#: Control characters, marks that turn the direction of a line, and what only some programs take for the end of one.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
#: What looks as if something would be filled in. Nothing is: every text is shown as it stands.
PLACEHOLDER = re.compile(r"\{\s*\w[\w.-]*\s*\}|%\(\w+\)[sd]")
#: Letters and signs without ink, by their Unicode names: Hangul fillers and the empty pattern of Braille.
WITHOUT_INK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def faults(text: str) -> Iterator[tuple[str, str]]:
    """The rule's kind and what was found, for each rule that a text breaks."""
    if match := HTML.search(text):
        yield "text_html", match.group()
    if match := HIDDEN.search(text):
        yield "text_characters", f"character {code(match.group())}"
    if found := PLACEHOLDER.findall(text):
        yield "placeholders", ", ".join(dict.fromkeys(found))


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: no letter, digit, sign or punctuation, only spaces, marks and zero widths."""
    return not any(unicodedata.category(letter)[0] in "LNPS" and letter not in WITHOUT_INK for letter in text)


def code(character: str) -> str:
    """How Unicode numbers a character, e.g. U+2028."""
    return f"U+{ord(character):04X}"
