"""The rules for texts: `locales/wording.toml` and `locales/terms.toml`, which a language expert changes."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Term:
    """One concept: its English words, and per language the stems of which one must be there when the English is."""

    english: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    never: dict[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class WordingRules:
    """What texts are held to. A finding in `accepted`, (rule, language, key or word), was looked at by a person."""

    folder: Path

    @cached_property
    def _table(self) -> dict[str, Any]:
        with (self.folder / "wording.toml").open("rb") as file:
            return tomllib.load(file)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words in Latin letters that stay so in every script."""
        return frozenset(self._table["names"])

    def length(self, language: str) -> tuple[float, float]:
        """The least and most characters for one of English, for texts of more than a few words."""
        low, high = self._table["length"].get(language, (0.0, 99.0))
        return float(low), float(high)

    @property
    def lix(self) -> float:
        """The highest readability figure of texts for clients."""
        return float(self._table["reading"]["lix"])

    @cached_property
    def accepted(self) -> frozenset[tuple[str, str, str]]:
        """Findings that a person looked at and found right."""
        rows = self._table.get("accepted", [])
        return frozenset((row["rule"], row["language"], each) for row in rows for each in row["of"])

    def skips(self, rule: str, place: str) -> bool:
        """Whether a rule does not hold in a place, such as spelling in a list of names."""
        return place in self._table.get("skips", {}).get(rule, [])

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """One word for one concept."""
        with (self.folder / "terms.toml").open("rb") as file:
            rows = tomllib.load(file)["term"]
        return tuple(
            Term(
                tuple(row["en"]),
                {code: tuple(row[code]) for code in row if code not in ("en", "never", "note")},
                {code: tuple(words) for code, words in row.get("never", {}).items()},
            )
            for row in rows
        )

    def own_words(self, language: str) -> frozenset[str]:
        """Words that the dictionary lacks and a person found right: `locales/<language>/words.txt`."""
        path = self.folder / language / "words.txt"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
