"""A damaged text as the client sees it: the first half of a word, then a field for what is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.answers import LONGEST_GAP
from scoring.c_test import DamagedText

#: A field is long from so many missing letters on: two widths, so that no field tells how many letters are missing.
LONG_FROM = 4
PIECE = re.compile(r"(\S*)(.*?)(\S*)", re.DOTALL)


@dataclass(frozen=True)
class TextGap:
    """A gap of a C-test. `before`: the text up to it; `lead`, `trail`: signs that stay on its line, like a comma;
    `shown`: the first half of the word; `width`: short or long; `value`: what was typed.
    """

    number: int
    before: str
    lead: str
    shown: str
    trail: str
    width: str
    value: str = ""
    too_long: bool = False


@dataclass(frozen=True)
class GapText:
    """A damaged text: its gaps in order, and the text after the last. Without anything of a missing half."""

    gaps: tuple[TextGap, ...]
    ending: str


def gap_text(damaged: DamagedText, typed: Sequence[str]) -> GapText:
    """The text with its fields. `typed`: what stands in them, by gap; empty where there is nothing yet."""
    pieces = [split(piece) for piece in damaged.between]
    first, last = pieces[0], pieces[-1]
    starts = [first[0] + first[1], *(middle for _, middle, _ in pieces[1:])]
    gaps = tuple(
        TextGap(
            number=gap.number,
            before=starts[place],
            lead=pieces[place][2],
            shown=gap.shown,
            trail=pieces[place + 1][0],
            width="long" if len(gap.missing) >= LONG_FROM else "short",
            value=typed[place] if place < len(typed) else "",
            too_long=place < len(typed) and len(typed[place]) > LONGEST_GAP,
        )
        for place, gap in enumerate(damaged.gaps)
    )
    return GapText(gaps, "".join(last[1:] if gaps else last))


def split(piece: str) -> tuple[str, str, str]:
    """A piece between two gaps: the signs that cling to the gap before it, the text, those that cling to the next."""
    found = PIECE.fullmatch(piece)
    return (found[1], found[2], found[3]) if found else (piece, "", "")
