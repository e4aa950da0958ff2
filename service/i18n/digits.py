"""Digits as people type them: of any script, with blanks, dashes and marks that nobody sees between them."""

import unicodedata

#: Categories of what may stand between digits without meaning anything: blanks, dashes, marks of direction, joiners.
BETWEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Pd")
#: Other signs that people put between groups of digits.
GROUPING = "._·•/\u2212"


def latin_digits(text: str) -> str:
    """The same text with every decimal digit as 0-9: Arabic-Indic, Persian, full-width and any other."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def visible(text: str) -> str:
    """The same text without the signs that can't be seen, such as marks of direction; blanks stay."""
    return "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cf", "Cc"))


def bare_digits(text: str) -> str:
    """What was typed as a code: digits as 0-9, without anything that only groups them. Other signs stay."""
    return "".join(
        sign
        for sign in latin_digits(text)
        if sign not in GROUPING and not sign.isspace() and unicodedata.category(sign) not in BETWEEN
    )
