"""Every text of a language with its English: those of the questionnaires, and those of the interface."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from service.catalogue import Catalogue
from service.catalogue.texts import SOURCE_LANGUAGE
from service.translations.units import units

#: A language that only clients read: what is in its interface files is for clients, everything else for staff.
CLIENT_LANGUAGE = "ar"


@dataclass(frozen=True)
class Wording:
    """A text and the English it says the same as. `quoted`: words of a tested language that its module shows."""

    language: str
    place: str
    key: str
    source: str
    text: str
    for_client: bool
    quoted: frozenset[str] = frozenset()


@dataclass(frozen=True, order=True)
class Finding:
    """A text that breaks a rule: where it is, what was found, which rule, how to mend it."""

    language: str
    place: str
    key: str
    rule: str
    found: str
    mend: str


def wordings(catalogue: Catalogue, locales: Path, language: str) -> tuple[Wording, ...]:
    """All texts of one language that have words; English is its own source."""
    quoted = {
        f"{module.slug}/{module.version}": _quoted(catalogue, module.slug) for module in catalogue.modules.values()
    }
    found = [
        Wording(
            language, unit.place, unit.key, unit.source, unit.text, unit.for_client, quoted.get(unit.place, frozenset())
        )
        for unit in units(catalogue, language)
        if unit.text
    ]
    return (*found, *_interface(locales, language))


def _quoted(catalogue: Catalogue, slug: str) -> frozenset[str]:
    content = catalogue.modules[slug].content
    texts = [entry.text for entry in content.entries.values()] if content else []
    return frozenset(word for text in texts for word in words_of(text.lower()))


def words_of(text: str) -> list[str]:
    """Words of letters of any script, without digits, marks and placeholders."""
    word, found = "", []
    for character in f"{text} ":
        if character.isalpha() or (word and (character in "'’" or _joins(character))):
            word += character
        elif word:
            found.append(word.rstrip("'’"))
            word = ""
    return found


def _joins(character: str) -> bool:
    """Marks that stand on a letter, such as Arabic vowels."""
    return "\u064b" <= character <= "\u0652" or character == "\u0670" or "\u0300" <= character <= "\u036f"


def _interface(locales: Path, language: str) -> Iterator[Wording]:
    # English has no files of its own: its words are the message ids, which any complete language has.
    folder = locales / ("nl" if language == SOURCE_LANGUAGE else language)
    for_clients = {ids for path in (locales / CLIENT_LANGUAGE).glob("*.po") for ids, _ in _messages(path)}
    for path in sorted(folder.glob("*.po")):
        for ids, texts in _messages(path):
            for number, text in enumerate(ids if language == SOURCE_LANGUAGE else texts):
                source = ids[min(number, len(ids) - 1)]
                yield Wording(language, f"locales/{path.name}", source[:60], source, text, ids in for_clients)


def _messages(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """English and translated forms of each message."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.name)
    for message in catalog:
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            yield ids, (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
