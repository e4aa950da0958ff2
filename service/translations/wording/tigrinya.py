"""Tigrinya words against a word list with frequencies: how Eritrean, how Amharic, and which words nobody has looked at.

Tigrinya builds words by affixes, so that an unknown word is a place to look, not an error: it is listed in
`locales/ti/looked-at.txt` once a person has looked. The list comes from newspaper corpora; its source is in
`locales/ti/SOURCE.md`.
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording

LANGUAGE = "ti"
WORD = re.compile(r"[\u1200-\u135A\u1380-\u138F\u2D80-\u2DDF\uAB00-\uAB2F]+(?:['’][\u1200-\u135A]+)?")
#: What a human-made Tigrinya interface translation of 17,315 words reaches: at least, at most.
KNOWN_SHARE = 0.88
AMHARIC_SHARE = 0.015


@dataclass(frozen=True)
class Shares:
    """Of all words of some texts: the share in the Eritrean list, in either Tigrinya list, and that looks Amharic."""

    words: int
    eritrean: float
    known: float
    amharic: float


@lru_cache(maxsize=2)
def lexicon(path: Path) -> dict[str, str]:
    """Word to letters: E in the Eritrean list, T in the Ethiopian one, A five times more frequent in Amharic."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t") for line in file)


def shares(texts: Iterable[str], known: dict[str, str]) -> Shares:
    """The figures over all words of the texts."""
    kinds = [known.get(word, "") for text in texts for word in WORD.findall(text)]
    total = max(1, len(kinds))
    return Shares(
        words=len(kinds),
        eritrean=sum("E" in kind for kind in kinds) / total,
        known=sum("E" in kind or "T" in kind for kind in kinds) / total,
        amharic=sum("A" in kind for kind in kinds) / total,
    )


def check_tigrinya(texts: Iterable[Wording], language: str, rules: WordingRules) -> Iterator[Finding]:
    """The figures over everything together, and every unknown or Amharic-looking word that nobody has looked at."""
    if language != LANGUAGE:
        return
    found = tuple(wording for wording in texts if not rules.skips("lexicon", wording.place))
    known = lexicon(rules.folder / LANGUAGE / "lexicon.tsv.gz")
    figures = shares((wording.text for wording in found), known)
    if figures.known < KNOWN_SHARE:
        yield Finding(language, "all", "all", "lexicon", f"{figures.known:.1%} known", f"At least {KNOWN_SHARE:.0%}.")
    if figures.amharic > AMHARIC_SHARE:
        yield Finding(
            language, "all", "all", "lexicon", f"{figures.amharic:.1%} Amharic", f"At most {AMHARIC_SHARE:.1%}."
        )
    looked_at = frozenset(_looked_at(rules.folder / LANGUAGE / "looked-at.txt"))
    seen: set[str] = set()
    for wording in found:
        for word in WORD.findall(wording.text):
            kind = known.get(word, "")
            if word in seen or word in looked_at or (kind and "A" not in kind):
                continue
            seen.add(word)
            what = "looks Amharic" if "A" in kind else "unknown"
            mend = "Correct it, or list it in locales/ti/looked-at.txt once looked at."
            yield Finding(language, wording.place, wording.key, "lexicon", f"{word} ({what})", mend)


def _looked_at(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")[0].strip()
