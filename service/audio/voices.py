"""The voices of this computer, and in which languages they may be heard: `locales/speech.toml`."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = "speech.toml"


@dataclass(frozen=True)
class Voice:
    """How a language is spoken. `voice`: the program's name for it; `speed` in words a minute; `offered`: whether
    clients may hear it; `reason`, `by` and `on`: why, who judged it, when (ISO date).
    """

    language: str
    voice: str
    speed: int
    offered: bool
    reason: str
    by: str
    on: str

    def file_of(self, text: str) -> str:
        """The file's name for a text: another text, voice or speed is another file."""
        made_of = f"{self.voice}\n{self.speed}\n{text}"
        return f"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.ogg"


def read_voices(locales: Path) -> dict[str, Voice]:
    """Language to voice; empty where there is no such file."""
    path = locales / FILE
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {code: Voice(code, **row) for code, row in tomllib.load(file).items()}
