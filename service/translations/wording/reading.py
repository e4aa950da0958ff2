"""Readability of Dutch and English for clients: LIX, over all texts of a place and over each longer text.

LIX = words / sentences + 100 × (words of more than 6 letters) / words (Björnsson, 1968); below 30 is very easy.
"""

import re
from collections.abc import Iterable, Iterator

from service.translations.wording.marks import PLACEHOLDER
from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording, words_of

LANGUAGES = ("nl", "en")
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
LONG_WORD = 6
#: A text of fewer words says nothing about readability on its own.
LONG_TEXT = 40
#: A place of fewer words says nothing either.
LEAST_WORDS = 60
#: A single text may be this much above the whole.
ALLOWANCE = 6.0


def lix(texts: Iterable[str]) -> float:
    """The figure over all texts together; 0 for no words. A text ends a sentence even without a mark."""
    words, sentences, long = 0, 0, 0
    for text in texts:
        for sentence in SENTENCE_END.split(PLACEHOLDER.sub(" ", text)):
            found = words_of(sentence)
            words += len(found)
            sentences += bool(found)
            long += sum(len(word) > LONG_WORD for word in found)
    return words / sentences + 100 * long / words if words else 0.0


def check_reading(texts: Iterable[Wording], language: str, rules: WordingRules) -> Iterator[Finding]:
    """Places, and longer texts, that ask too much of a reader. What is read by staff alone is left out."""
    if language not in LANGUAGES:
        return
    by_place: dict[str, list[Wording]] = {}
    for wording in texts:
        if wording.for_client and not wording.place.startswith("_lists"):
            by_place.setdefault(wording.place, []).append(wording)
    for place, found in by_place.items():
        if sum(len(words_of(each.text)) for each in found) >= LEAST_WORDS:
            yield from _too_hard(language, place, "all texts", [each.text for each in found], rules.lix)
        for each in found:
            if len(words_of(each.text)) >= LONG_TEXT:
                yield from _too_hard(language, place, each.key, [each.text], rules.lix + ALLOWANCE)


def _too_hard(language: str, place: str, key: str, texts: list[str], highest: float) -> Iterator[Finding]:
    figure = lix(texts)
    if figure > highest:
        mend = f"At most {highest:g}: shorter sentences, shorter words."
        yield Finding(language, place, key, "reading", f"LIX {figure:.1f}", mend)
