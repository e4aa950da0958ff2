"""The interface's catalogues are complete, and a translation can't break a page."""

import gettext
import re
import unicodedata

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from service.config import ROOT
from service.i18n import Languages
from service.reports.compose import CLIENT_TOPICS
from tests.i18n.messages import Wanted, for_clients, sources, wanted

LOCALES = ROOT / "locales"
LANGUAGES = Languages.load(LOCALES)
SOURCE = "en"
TRANSLATED = [row.code for row in LANGUAGES.rows if row.code != SOURCE]
CLIENT_LANGUAGES = [code for code in LANGUAGES.codes("client") if code != SOURCE]
STAFF_LANGUAGES = [code for code in LANGUAGES.codes("staff") if code != SOURCE]
OTHER_SCRIPTS = [code for code in TRANSLATED if not re.search("[A-Za-z]", LANGUAGES[code].name)]

#: Names that clients meet in Latin letters, on a door or a paper, whatever their script.
NAMES = {"Klantbeeld", "PDF", "QR", "COA", "GZA", "MGGZ"}
#: In the order of the forms in a file.
PLURAL_TAGS = ("zero", "one", "two", "few", "many", "other")
NOT_A_FORMAT = "a percent sign that is no placeholder"


def catalogues(code: str) -> dict[str, Catalog]:
    """File name -> catalogue."""
    found = {}
    for path in sorted((LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = read_po(file, abort_invalid=True)
    return found


ALL = {code: catalogues(code) for code in TRANSLATED}
FILES = [(code, name) for code in TRANSLATED for name in ALL[code]]


def messages(catalog: Catalog) -> list[Message]:
    """Without the header."""
    return [message for message in catalog if message.id]


def forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """One form, or all plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def translated(message: Message | None) -> bool:
    """Whether readers get this: a fuzzy or half-filled message falls back to English."""
    return message is not None and not message.fuzzy and all(form.strip() for form in forms(message.string))


def missing(messages: set[Wanted], code: str) -> list[str]:
    """The texts that a reader of this language would get in English."""
    return sorted(
        text
        for text, context in messages
        if not any(translated(catalog.get(text, context)) for catalog in ALL[code].values())
    )


class Asked(dict[str, int]):
    """Stands in for a page's values and keeps which were asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = 0
        return 0


def placeholders(text: str) -> set[str]:
    """The names that formatting `text` asks for."""
    asked = Asked()
    try:
        text % asked
    except (TypeError, ValueError):
        return {NOT_A_FORMAT}
    return set(asked)


def broken_placeholders(message: Message) -> list[str]:
    """The forms that ask for other values than the English ones; a singular may leave its number out."""
    offered = [placeholders(form) for form in forms(message.id)]
    known = set.union(*offered)
    strings = forms(message.string)
    return [
        form
        for form in strings
        if not placeholders(form) <= known or (form == strings[-1] and placeholders(form) != offered[-1])
    ]


def latin_words(text: str) -> list[str]:
    """Words in Latin letters that are no known name."""
    plain = re.sub(r"%\(\w+\)[sd]", " ", text)
    found = ["".join(letters) for letters in re.findall(r"[^\W\d_]+", plain)]
    return [word for word in found if _latin(word) and word not in NAMES]


def _latin(word: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("LATIN") for letter in word)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_message_of_a_source_is_translated_for_its_readers(path):
    languages = CLIENT_LANGUAGES if for_clients(path) else STAFF_LANGUAGES
    assert {code: texts for code in languages if (texts := missing(wanted(path), code))} == {}


@pytest.mark.parametrize("code", CLIENT_LANGUAGES)
def test_the_headings_of_the_clients_report_are_translated(code):
    assert missing({Wanted(title) for _, title, _ in CLIENT_TOPICS}, code) == []


@pytest.mark.parametrize(("code", "name"), FILES)
def test_a_translation_asks_for_the_same_values(code, name):
    assert {m.id: broken for m in messages(ALL[code][name]) if (broken := broken_placeholders(m))} == {}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, name in FILES if code in OTHER_SCRIPTS])
def test_a_language_of_another_script_has_no_latin_words(code, name):
    found = {m.id: latin_words(" ".join(forms(m.string))) for m in messages(ALL[code][name])}
    assert {text: words for text, words in found.items() if words} == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_message_is_translated_in_two_ways(code):
    ways: dict[tuple[object, object], set[tuple[str, ...]]] = {}
    for catalog in ALL[code].values():
        for message in messages(catalog):
            ways.setdefault((message.context, forms(message.id)[0]), set()).add(forms(message.string))
    assert {key: strings for key, strings in ways.items() if len(strings) > 1} == {}


@pytest.mark.parametrize(("code", "name"), FILES)
def test_a_file_is_of_its_folders_language_with_that_languages_plural_forms(code, name):
    # All files of a folder become one catalogue under the first one's header, so each must have the same forms.
    catalog, locale = ALL[code][name], Locale.parse(code)
    form_of = gettext.c2py(catalog.plural_expr)
    pairs = {(form_of(number), locale.plural_form(number)) for number in range(200)}
    order = [tag for tag in PLURAL_TAGS if tag in locale.plural_form.tags | {"other"}]
    assert str(catalog.locale) == code
    assert catalog.num_plurals == len(order)
    assert pairs == set(enumerate(order))


@pytest.mark.parametrize(
    ("message", "broken"),
    [
        (Message("About %(minutes)s", "Ongeveer %(minutes)s"), False),
        (Message("About %(minutes)s", "Ongeveer %(minuten)s"), True),
        (Message("About %(minutes)s", "Ongeveer"), True),
        (Message("About half", "Ongeveer 50%"), True),
        (Message(("one page", "%(num)s pages"), ("een pagina", "%(num)s pagina's")), False),
        (Message(("one page", "%(num)s pages"), ("een pagina", "pagina's")), True),
    ],
)
def test_a_broken_placeholder_is_seen(message, broken):
    assert bool(broken_placeholders(message)) is broken


@pytest.mark.parametrize(
    ("text", "words"),
    [("ገጽ %(page)s Klantbeeld 12", []), ("ገጽ page", ["page"]), ("صفحةpage", ["صفحةpage"]), ("é", ["é"])],
)
def test_a_latin_word_is_seen(text, words):
    assert latin_words(text) == words


@pytest.mark.parametrize(
    ("message", "seen"),
    [
        (None, False),
        (Message("Next", ""), False),
        (Message("Next", "Volgende", flags=["fuzzy"]), False),
        (Message(("one", "more"), ("een", "")), False),
        (Message("Next", "Volgende"), True),
    ],
)
def test_a_message_without_words_is_not_translated(message, seen):
    assert translated(message) is seen
