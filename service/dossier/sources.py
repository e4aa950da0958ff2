"""A module's SOURCE.md in passages: what its author wrote of origin, scoring, evidence and use."""

import re
from collections.abc import Iterator

from service.dossier.pages import Passage

LEAD = re.compile(r"\*\*(?P<title>[^*]+?)\.?\*\*\s*")
MARKS = re.compile(r"\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`")
RULE = re.compile(r"[\s|:-]+")


def passages_of(text: str) -> tuple[Passage, ...]:
    """Every paragraph and table below the heading, in order; what stands in bold at the start is the title."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    return tuple(_passage(block) for block in blocks if not block.startswith("#"))


def _passage(block: str) -> Passage:
    if block.startswith("|"):
        return Passage("", "", tuple(_rows(block)))
    found = LEAD.match(block)
    title = found["title"] if found else ""
    points = re.split(r"\n(?=- )", block[found.end() :] if found else block)
    return Passage(title, "\n".join(_plain(point).replace("- ", "• ", point.startswith("- ")) for point in points))


def _rows(block: str) -> Iterator[tuple[str, ...]]:
    for line in block.splitlines():
        if not RULE.fullmatch(line):
            yield tuple(_plain(cell) for cell in line.strip().strip("|").split("|"))


def _plain(text: str) -> str:
    return " ".join(MARKS.sub("", text).split())
