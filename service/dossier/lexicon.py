"""The dossier's own words, which a psychologist writes: `locales/dossier.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CRITERIA = ("construction", "material", "manual", "norms", "reliability", "construct_validity", "criterion_validity")
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Lexicon:
    """The words in one language. `criteria`: by criterion its `title`, `short`, `asks` and `missing`."""

    language: str
    words: Mapping[str, str]
    criteria: Mapping[str, Mapping[str, str]]

    def __getitem__(self, key: str) -> str:
        """The words of a key; KeyError when there are none."""
        return self.words[key]

    def number(self, value: float | None, decimals: int = 2) -> str:
        """A number as its reader writes it; a dash for None."""
        if value is None:
            return "–"
        text = f"{value:.{decimals}f}".replace("-", "−")
        return text.replace(".", ",") if self.language == "nl" else text


def load_lexicon(locales: Path, language: str) -> Lexicon:
    """The words in Dutch or English. KeyError for another language."""
    content = tomllib.loads((locales / "dossier.toml").read_text("utf-8"))
    return Lexicon(language, content[language]["words"], content[language]["criteria"])
