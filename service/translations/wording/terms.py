"""One word for one concept: where the English has a term, the translation has the language's word for it."""

import re
from collections.abc import Iterator

from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording


def check_terms(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """A missing term, and a word that the team decided against. Stems are compared without case."""
    source, text = wording.source.lower(), wording.text.lower()
    for term in rules.terms:
        stems = term.words.get(wording.language)
        if stems and _has(source, term.english) and not any(stem.lower() in text for stem in stems):
            yield Finding(
                wording.language,
                wording.place,
                wording.key,
                "terms",
                f"{term.english[0]}: {wording.text[:60]}",
                f"Use {' or '.join(stems)}.",
            )
        for word in term.never.get(wording.language, ()):
            if word.lower() in text:
                mend = f"Use {' or '.join(stems or term.english)}."
                yield Finding(wording.language, wording.place, wording.key, "terms", word, mend)


def _has(source: str, english: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word.lower())}\b", source) for word in english)
