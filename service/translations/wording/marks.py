"""Script and punctuation: a text keeps to the letters and marks of its language."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording, words_of

SCRIPTS = {"nl": "LATIN", "en": "LATIN", "ar": "ARABIC", "ti": "ETHIOPIC"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
#: Mark to what the language writes instead. The Tigrinya question mark is the Latin one.
WRONG_MARKS: Mapping[str, Mapping[str, str]] = {
    "nl": {"،": ",", "؛": ";", "؟": "?", "፣": ",", "።": "."},
    "en": {"،": ",", "؛": ";", "؟": "?", "፣": ",", "።": "."},
    "ar": {",": "،", ";": "؛", "?": "؟", "፣": "،", "።": "."},
    "ti": {",": "፣", ";": "፤", "،": "፣", "؛": "፤", "؟": "?", ".": "።"},
}
#: Between digits, or in an abbreviation of one letter, a mark of Latin stays.
INSIDE = re.compile(r"(?<=\d)[.,](?=\d)|\.\.\.|(?<=[A-Za-z])\.(?=[A-Za-z])")


def check_script(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """Words of another script, other than names and the words that a language test shows."""
    own = SCRIPTS.get(wording.language)
    for word in words_of(PLACEHOLDER.sub(" ", wording.text)) if own else ():
        script = unicodedata.name(word[0], "").split(" ")[0]
        if script != own and word not in rules.names and word.lower() not in wording.quoted:
            yield _found(wording, "script", word, "Write it in the language's own letters, or list it as a name.")


def check_marks(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """Punctuation of another script, and spaces where there should be one or none."""
    text = INSIDE.sub("", PLACEHOLDER.sub("x", _without_quoted(wording)))
    for mark, instead in WRONG_MARKS.get(wording.language, {}).items():
        if mark in text:
            yield _found(wording, "punctuation", mark, f"Write {instead}")
    if re.search(r"[^\S\n]{2,}| [,;:!?።፣፤،؛؟](?!\S)|^\s|\s$", text):
        yield _found(wording, "spaces", text[:60], "One space between words, none before a mark or at the ends.")


def _without_quoted(wording: Wording) -> str:
    """Latin words, their marks with them, are out of the question in another script."""
    if SCRIPTS.get(wording.language) == "LATIN":
        return wording.text
    return re.sub(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9 .,'’:/-]*[A-Za-zÀ-ÿ0-9]", "x", wording.text)


def check_tone(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """No capitals for emphasis, no italics marks."""
    if wording.language in ("nl", "en"):
        for word in words_of(PLACEHOLDER.sub(" ", wording.text)):
            if len(word) > 3 and word.isupper() and word not in rules.names:
                yield _found(wording, "capitals", word, "Write it in lower case.")


def _found(wording: Wording, rule: str, found: str, mend: str) -> Finding:
    return Finding(wording.language, wording.place, wording.key, rule, found, mend)


MARK_CHECKS: tuple[Callable[[Wording, WordingRules], Iterator[Finding]], ...] = (check_script, check_marks, check_tone)
