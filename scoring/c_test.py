"""A C-test: from a whole text and its rule to what is shown and what is missing, and what a typed gap is worth.

The first sentence stays whole; after it the second half of every second word is missing, and the last sentence stays
whole again (Klein-Braley & Raatz, 1984). The rule is data, see `CTestSpec`. Gaps of one text depend on each other, so
a text, never a gap, is the unit of a score and of its error.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.items import CTestSpec, Tolerance
from scoring.spelling import one_edit_apart, spelling

Mark = Literal["right", "spelling", "wrong", "open"]
#: The marks that count as right.
SOLVED: frozenset[Mark] = frozenset({"right", "spelling"})

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|['\u2019-](?=[^\W_])|(?<=\d)[.,:/](?=\d))*")
_LETTER = re.compile(rf".[{_MARKS}]*", re.DOTALL)
_JOINTS = frozenset("'\u2019-")
_SENTENCE_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*(?:\s+|$)|\n+\s*")


@dataclass(frozen=True, slots=True)
class Gap:
    """A damaged word: `number` counts from 1, `sentence` too; `shown` may be empty, `missing` never is."""

    number: int
    sentence: int
    shown: str
    missing: str

    @property
    def word(self) -> str:
        """The whole word."""
        return self.shown + self.missing


@dataclass(frozen=True, slots=True)
class DamagedText:
    """`between`: the whole text around the gaps, one piece more than there are gaps. `sentences`: how many it has."""

    between: tuple[str, ...]
    gaps: tuple[Gap, ...]
    sentences: int

    @property
    def whole(self) -> str:
        """The text that it was made from, to the letter."""
        pairs = zip(self.between, self.gaps, strict=False)
        return "".join(text + gap.word for text, gap in pairs) + self.between[-1]


def damage(text: str, spec: CTestSpec) -> DamagedText:
    """Apply the rule. There are fewer gaps than asked when the text is too short, see `problems`."""
    between: list[str] = []
    gaps: list[Gap] = []
    at = counted = sentence = 0
    for start, word, sentence, opens in _words(text):
        if len(gaps) == spec.gaps or sentence < spec.from_sentence or is_spared(word, spec, opens=opens):
            continue
        counted += 1
        if counted % spec.every == 0:
            between.append(text[at:start])
            gaps.append(Gap(len(gaps) + 1, sentence, *halves(word, spec)))
            at = start + len(word)
    return DamagedText((*between, text[at:]), tuple(gaps), sentence)


def _words(text: str) -> Iterator[tuple[int, str, int, bool]]:
    """Of each word: where it starts, the word, the number of its sentence from 1, whether it opens that sentence."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    before = 0
    for found in _WORD.finditer(text):
        sentence = sum(end <= found.start() for end in ends) + 1
        yield found.start(), found.group(), sentence, sentence > before
        before = sentence


def is_spared(word: str, spec: CTestSpec, *, opens: bool) -> bool:
    """Whether a word stays whole and isn't counted. `opens`: it is the first of its sentence, capital and all."""
    kinds = {
        "one_letter": len(_LETTER.findall(word)) == 1,
        "number": any(letter.isdigit() for letter in word),
        "name": word in spec.names or (word[0].isupper() and not opens),
        "joined": not _JOINTS.isdisjoint(word),
    }
    return any(kinds[kind] for kind in spec.spared)


def halves(word: str, spec: CTestSpec) -> tuple[str, str]:
    """What is shown and what is missing: half each; of an odd number of letters the larger half is missing."""
    letters = _LETTER.findall(word)
    kept = len(letters) // 2 if spec.odd == "more_missing" else min((len(letters) + 1) // 2, len(letters) - 1)
    return "".join(letters[:kept]), "".join(letters[kept:])


def problems(text: str, spec: CTestSpec) -> Iterator[str]:
    """What keeps a text from being a C-test by this rule, in an author's words."""
    made = damage(text, spec)
    if len(made.gaps) < spec.gaps:
        yield f"{len(made.gaps)} gaps fit into the text, {spec.gaps} are asked"
    if spec.from_sentence < 2:
        yield "the first sentence has gaps"
    if made.gaps and made.gaps[-1].sentence == made.sentences:
        yield f"the last sentence has gap {made.gaps[-1].number}"
    words = {word for _, word, _, _ in _words(text)}
    yield from (f"the name {name} is not in the text" for name in spec.names if name not in words)


@dataclass(frozen=True, slots=True)
class Key:
    """What is right in a gap, as it is compared: `words` in full. `lenient`: one letter may be off, save in the last
    `ending` letters.
    """

    shown: str
    words: tuple[str, ...]
    lenient: bool
    ending: int

    def mark(self, typed: str) -> Mark:
        """What was typed: the whole word or its missing part, capitals or not."""
        given = spelling(typed)
        if not given:
            return "open"
        tries = (given, spelling(self.shown + given))
        if any(one in self.words for one in tries):
            return "right"
        if self.lenient and any(_is_slip(one, word, self.ending) for one in tries for word in self.words):
            return "spelling"
        return "wrong"


def key_of(gap: Gap, tolerance: Tolerance, accepted: Iterable[str] = ()) -> Key:
    """The key of a gap. `accepted`: more whole words."""
    lenient = tolerance.edits > 0 and len(_LETTER.findall(gap.missing)) >= tolerance.from_missing
    return Key(gap.shown, tuple(spelling(word) for word in (gap.word, *accepted)), lenient, tolerance.ending)


def mark(gap: Gap, typed: str, tolerance: Tolerance, accepted: Iterable[str] = ()) -> Mark:
    """What was typed into a gap: the whole word or its missing part, capitals or not. `accepted`: more whole words."""
    return key_of(gap, tolerance, accepted).mark(typed)


def _is_slip(given: str, word: str, ending: int) -> bool:
    kept = max(len(word) - ending, 0)
    return given.endswith(word[kept:]) and one_edit_apart(given, word)
