"""The design tokens as `tokens.css` has them, and how well two colours can be told apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.web.rendering import STATIC

SHEET = STATIC / "css" / "tokens.css"
BLOCK = re.compile(r"^:root(?P<where>[^ {]*) \{(?P<tokens>.*?)^\}", re.MULTILINE | re.DOTALL)
TOKEN = re.compile(r"--kb-(?P<name>[\w-]+): (?P<value>[^;]+);")
STRONG = ".contrast-high"
#: Colour of words or lines, on what, and the least ratio: 7 for what is read, 4.5 for short words, 3 for signs.
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "paper", 7.0),
    ("ink", "surface", 7.0),
    ("ink", "calm", 7.0),
    ("ink", "primary-tint", 7.0),
    ("ink", "accent-tint", 7.0),
    ("ink", "danger-tint", 7.0),
    ("ink-soft", "paper", 7.0),
    ("ink-soft", "surface-sunken", 4.5),
    ("primary", "paper", 7.0),
    ("primary", "primary-tint", 7.0),
    ("on-primary", "primary", 7.0),
    ("danger", "paper", 4.5),
    ("danger", "danger-tint", 4.5),
    ("good", "good-tint", 4.5),
    ("line-strong", "paper", 3.0),
    ("line-strong", "surface", 3.0),
    ("focus", "paper", 3.0),
)


@dataclass(frozen=True)
class Colour:
    """`value`: as usual; `strong`: in clear colours. Both `#rrggbb`."""

    name: str
    value: str
    strong: str


@dataclass(frozen=True)
class Pair:
    """Two colours that stand on each other, the ratio between them (1 to 21) as usual and in clear colours."""

    front: str
    back: str
    ratio: float
    strong: float
    least: float


@lru_cache(maxsize=4)
def blocks(sheet: Path = SHEET) -> Mapping[str, Mapping[str, str]]:
    """What follows `:root` → token → value."""
    found = BLOCK.finditer(sheet.read_text(encoding="utf-8"))
    return {block["where"]: {one["name"]: one["value"] for one in TOKEN.finditer(block["tokens"])} for block in found}


def colours() -> tuple[Colour, ...]:
    """All colours, in the order of the sheet."""
    usual, strong = blocks()[""], blocks()[STRONG]
    names = [name for name in usual if name.startswith("color-")]
    return tuple(Colour(name.removeprefix("color-"), usual[name], strong.get(name, usual[name])) for name in names)


def pairs() -> tuple[Pair, ...]:
    """The colours that stand on each other."""
    known = {colour.name: colour for colour in colours()}
    return tuple(
        Pair(
            front,
            back,
            contrast(known[front].value, known[back].value),
            contrast(known[front].strong, known[back].strong),
            least,
        )
        for front, back, least in PAIRS
    )


def spaces() -> tuple[tuple[str, float], ...]:
    """The steps of space: name, pixels."""
    return tuple(
        (name, float(value.removesuffix("rem")) * 16)
        for name, value in blocks()[""].items()
        if name.startswith("space-")
    )


def letters(language: str) -> tuple[str, str]:
    """Line height and size of a language's script, against Latin letters of 1."""
    usual, own = blocks()[""], blocks().get(f":lang({language})", {})
    return own.get("line-height", usual["line-height"]), own.get("font-scale", usual["font-scale"])


def contrast(one: str, other: str) -> float:
    """The ratio of two colours: (L1 + 0.05) / (L2 + 0.05), from 1 to 21. WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour `#rrggbb` is, from 0 to 1. WCAG 2.2, relative luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Iterator[float]:
    for start in (1, 3, 5):
        channel = int(colour[start : start + 2], 16) / 255
        yield channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
