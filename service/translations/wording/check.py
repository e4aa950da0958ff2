"""All checks over all texts: what is left to look at, without what a person has accepted."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from service.catalogue import Catalogue
from service.translations.wording.marks import MARK_CHECKS
from service.translations.wording.reading import check_reading
from service.translations.wording.rules import WordingRules
from service.translations.wording.sameness import SAMENESS_CHECKS
from service.translations.wording.spelling import check_spelling
from service.translations.wording.terms import check_terms
from service.translations.wording.texts import Finding, Wording, wordings
from service.translations.wording.tigrinya import check_tigrinya

EACH: tuple[Callable[[Wording, WordingRules], Iterator[Finding]], ...] = (*MARK_CHECKS, *SAMENESS_CHECKS, check_terms)
TOGETHER: tuple[Callable[[Iterable[Wording], str, WordingRules], Iterator[Finding]], ...] = (
    check_spelling,
    check_reading,
    check_tigrinya,
)
#: English is the source: it can't differ from itself.
SOURCE_RULES = frozenset({"copy", "digits", "length", "placeholders", "terms"})


def check_wording(catalogue: Catalogue, locales: Path, languages: Iterable[str]) -> tuple[Finding, ...]:
    """Every finding that nobody has accepted, by language, place and key."""
    rules = WordingRules(locales)
    found: set[Finding] = set()
    for language in languages:
        texts = wordings(catalogue, locales, language)
        found.update(finding for wording in texts for check in EACH for finding in check(wording, rules))
        found.update(finding for check in TOGETHER for finding in check(texts, language, rules))
    return tuple(sorted(finding for finding in found if not _accepted(finding, rules)))


def _accepted(finding: Finding, rules: WordingRules) -> bool:
    if (finding.language == "en" and finding.rule in SOURCE_RULES) or rules.skips(finding.rule, finding.place):
        return True
    names = (finding.key, finding.found, f"{finding.place} {finding.key}")
    return any((finding.rule, finding.language, name) in rules.accepted for name in names)


def report(found: Iterable[Finding]) -> str:
    """The findings as text, three lines each, and how many there are."""
    rows = list(found)
    blocks = [
        f"{each.language} {each.place}: {each.key}\n  {each.rule}: {each.found}\n  Mend: {each.mend}" for each in rows
    ]
    return "\n".join([*blocks, f"{len(rows)} to look at." if rows else "Nothing to look at."])
