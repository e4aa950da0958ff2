"""What a translation shares with its English: placeholders, digits, about the length. But not its words."""

import re
from collections.abc import Callable, Iterator

from service.i18n.digits import latin_digits
from service.translations.wording.marks import PLACEHOLDER
from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import Finding, Wording, words_of

#: Shorter texts are too short for a ratio to say anything.
SHORTEST = 25
#: Numbers up to this one are written as words in one language and in digits in another.
LARGEST_WORD = 12


def check_placeholders(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """The same `{name}` and `%(name)s`, each as often; a singular form may leave its number out."""
    wanted, found = ({*PLACEHOLDER.findall(text)} for text in (wording.source, wording.text))
    if not found <= wanted or (wanted - found and "num" not in str(wanted)):
        yield _finding(
            wording, "placeholders", ", ".join(sorted(found)) or "none", f"Keep {', '.join(sorted(wanted))}."
        )


def check_digits(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """The same numbers, whichever digits the script has. Up to twelve a number may be a word in one of the two."""
    wanted, found = (_numbers(text) for text in (wording.source, wording.text))
    if wanted != found:
        yield _finding(wording, "digits", " ".join(found) or "none", f"The English has {' '.join(wanted) or 'none'}.")


def _numbers(text: str) -> list[str]:
    joined = re.sub(r"(?<=\d)[ \u00a0-](?=\d{3})", "", latin_digits(PLACEHOLDER.sub(" ", text)))
    return sorted(number for number in re.findall(r"\d+", joined) if int(number) > LARGEST_WORD)


def check_length(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """A translation far shorter or longer than usual has lost or gained something."""
    if len(wording.source) >= SHORTEST:
        low, high = rules.length(wording.language)
        ratio = len(wording.text) / len(wording.source)
        if not low <= ratio <= high:
            found = f"{ratio:.2f} times the English"
            yield _finding(wording, "length", found, f"Usual is {low} to {high}; is anything lost or added?")


def check_copy(wording: Wording, rules: WordingRules) -> Iterator[Finding]:
    """A text that was never translated."""
    words = [word for word in words_of(PLACEHOLDER.sub(" ", wording.source)) if word not in rules.names]
    if words and wording.text.strip().lower() == wording.source.strip().lower():
        yield _finding(wording, "copy", wording.text[:60], "Translate it, or accept it as the same word in both.")


def _finding(wording: Wording, rule: str, found: str, mend: str) -> Finding:
    return Finding(wording.language, wording.place, wording.key, rule, found, mend)


SAMENESS_CHECKS: tuple[Callable[[Wording, WordingRules], Iterator[Finding]], ...] = (
    check_placeholders,
    check_digits,
    check_length,
    check_copy,
)
