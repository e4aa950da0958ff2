"""Find entries of a choice list by what a person types: any word, any of the languages, the spelling of the moment."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.catalogue.lists import ChoiceList, ListEntry
from service.catalogue.spelling import folded, forms, skeleton

#: Shorter words are too many things at once to be compared by sound, in the middle of a word, or alone.
INSIDE, SOUND, ALONE = 3, 3, 3


@dataclass(frozen=True)
class Found:
    """The entries that fit, nearest first. `alike`: none fits as it was typed; these sound like it."""

    entries: tuple[ListEntry, ...]
    alike: bool = False


@dataclass(frozen=True)
class Row:
    """An entry as it is looked for: `own` words of the reader's language, `all` those of all languages.

    Words stand in one text with a space before and after each: to look there is fast.
    """

    entry: ListEntry
    place: int
    label: str
    terms: frozenset[str]
    own: str
    all: str
    sounds: str


@dataclass(frozen=True)
class Query:
    """What was typed; `words`: for each word the forms it may be found by."""

    text: str
    words: tuple[tuple[str, ...], ...]
    sounds: tuple[str, ...]


def search(choices: ChoiceList, language: str, wanted: str, most: int) -> Found:
    """At most `most` entries for what was typed, in `language` first; none for text without a letter or digit."""
    text = folded(wanted)
    if not text:
        return Found(())
    query = Query(text, tuple(forms(word) for word in text.split()), tuple(map(skeleton, text.split())))
    for tests, alike in ((AS_TYPED, False), (ALIKE, True)):
        ranked = [(rank, row) for row in index(choices, language) for rank in _ranks(row, query, tests)]
        if ranked:
            ranked.sort(key=lambda found: (found[0], not found[1].entry.often, found[1].place))
            return Found(tuple(row.entry for _, row in ranked[:most]), alike)
    return Found(())


@lru_cache(maxsize=64)
def index(choices: ChoiceList, language: str) -> tuple[Row, ...]:
    """The rows of a list for readers of one language."""
    return tuple(_row(entry, place, language) for place, entry in enumerate(choices.entries))


def _row(entry: ListEntry, place: int, language: str) -> Row:
    named = {code: (label, *entry.search.get(code, ())) for code, label in entry.label.items()}
    mine = named.get(language, ())
    own = {form for term in mine for form in forms(term)}
    every = own | {form for terms in named.values() for term in terms for form in forms(term)}
    label = folded(entry.label.get(language, ""))
    terms = frozenset(map(folded, mine))
    return Row(entry, place, label, terms, _text(own), _text(every), _text(map(skeleton, own)))


def _text(words: Iterable[str]) -> str:
    return f" {' '.join(sorted(set(words)))} "


def _ranks(row: Row, query: Query, tests: tuple[Callable[[Row, Query], bool], ...]) -> Iterator[int]:
    first = next((rank for rank, test in enumerate(tests) if test(row, query)), None)
    if first is not None:
        yield first


def _label(row: Row, query: Query) -> bool:
    return query.text == row.label


def _same(row: Row, query: Query) -> bool:
    return query.text in row.terms


def _begins(row: Row, query: Query) -> bool:
    return row.label.startswith(query.text)


def _own_words(row: Row, query: Query) -> bool:
    return all(_starts(row.own, word) for word in query.words)


def _other_words(row: Row, query: Query) -> bool:
    return all(_starts(row.all, word) for word in query.words)


def _inside(row: Row, query: Query) -> bool:
    return len(query.text) >= INSIDE and any(query.text in term for term in row.terms)


def _sounds(row: Row, query: Query) -> bool:
    """Two consonants are a whole word or nothing, one says nothing."""
    ends = ("" if len(sound) >= SOUND else " " for sound in query.sounds)
    return all(len(sound) > 1 and f" {sound}{end}" in row.sounds for sound, end in zip(query.sounds, ends, strict=True))


def _sounds_whole(row: Row, query: Query) -> bool:
    return all(len(sound) > 1 and f" {sound} " in row.sounds for sound in query.sounds)


def _one_word(row: Row, query: Query) -> bool:
    return any(len(word[0]) >= ALONE and _starts(row.all, word) for word in query.words)


def _starts(words: str, wanted: tuple[str, ...]) -> bool:
    return any(f" {word}" in words for word in wanted)


AS_TYPED = (_label, _same, _begins, _own_words, _other_words, _inside)
ALIKE = (_sounds_whole, _sounds, _one_word)
