"""Spelling against the hunspell dictionaries of Debian, and a list of own words that a person found right."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping

from service.errors import KlantbeeldError
from service.translations.wording.marks import PLACEHOLDER, SCRIPTS
from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording, words_of

#: Language to dictionary and the Debian package that brings it. There is none for Tigrinya: see `tigrinya`.
DICTIONARIES: Mapping[str, tuple[str, str]] = {
    "nl": ("nl_NL", "hunspell-nl"),
    "en": ("en_GB", "hunspell-en-gb"),
    "ar": ("ar", "hunspell-ar"),
}


class NoDictionary(KlantbeeldError):
    """The spelling can't be checked on this machine; the message says what to install."""

    code = "no_dictionary"


def check_spelling(texts: Iterable[Wording], language: str, rules: WordingRules) -> Iterator[Finding]:
    """Words that neither the dictionary nor the own list knows, at the first text that has them."""
    if language not in DICTIONARIES:
        return
    first: dict[str, Wording] = {}
    for wording in texts:
        for word in words_of(PLACEHOLDER.sub(" ", wording.text)):
            if word.lower() not in wording.quoted and _in_script(word, language):
                first.setdefault(word, wording)
    own = {word.lower() for word in rules.own_words(language)} | {name.lower() for name in rules.names}
    for word in unknown_words(sorted(first), language):
        if word.lower() not in own:
            wording = first[word]
            mend = f"Correct it, or add it to locales/{language}/words.txt once a person has looked."
            yield Finding(language, wording.place, wording.key, "spelling", word, mend)


def _in_script(word: str, language: str) -> bool:
    latin = word[0].isascii() or "À" <= word[0] <= "ÿ"
    return latin == (SCRIPTS[language] == "LATIN")


def unknown_words(words: Iterable[str], language: str) -> list[str]:
    """The words that the dictionary does not know, in their order. NoDictionary when hunspell is not there."""
    dictionary, package = DICTIONARIES[language]
    program = shutil.which("hunspell")
    if program is None:
        raise NoDictionary(f"Spelling needs hunspell: apt-get install hunspell {package}")
    listed = "\n".join(words)
    done = subprocess.run(  # noqa: S603 - fixed arguments
        [program, "-d", dictionary, "-i", "utf-8", "-l"], input=listed.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise NoDictionary(f"The dictionary {dictionary} is not there: apt-get install {package}")
    return done.stdout.decode().split()
