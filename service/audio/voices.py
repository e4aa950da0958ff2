"""The voices of this computer, and in which languages they may be heard: `locales/speech.toml`."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = "speech.toml"


@dataclass(frozen=True)
class Voice:
    """How a language is spoken. `voice`: the program's name for it; `speed` in words a minute; `offered`: whether
    clients may hear it; `reason`, `by` and `on`: why, who judged it, when (ISO date); `said`: how a word has to be
    written so that the program says it as people do.
    """

    language: str
    voice: str
    speed: int
    offered: bool
    reason: str
    by: str
    on: str
    said: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, text: str) -> str:
        """The text as the program is given it. Whole words and numbers only, the longer ones first."""
        words = "|".join(map(re.escape, sorted(self.said, key=len, reverse=True)))
        return re.sub(rf"(?<![\w-])({words})(?![\w-])", lambda found: self.said[found[1]], text) if words else text

    def file_of(self, text: str) -> str:
        """The file's name for a text: another text, voice, speed or way of saying it is another file."""
        made_of = f"{self.voice}\n{self.speed}\n{self.spoken(text)}"
        return f"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.ogg"


def read_voices(locales: Path) -> dict[str, Voice]:
    """Language to voice; empty where there is no such file."""
    path = locales / FILE
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {code: Voice(code, **row) for code, row in tomllib.load(file).items()}
