"""What a person types finds the entry that is meant: in the real lists, in each language, on each keyboard."""

import pytest

from service.catalogue import Catalogue
from service.catalogue.lookup import search
from service.config import ROOT
from tests.support.reading import read_once

LANGUAGES = ("nl", "en", "ar", "ti")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_once(ROOT / "questionnaires")


@pytest.mark.parametrize("name", ["countries", "languages", "occupations"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_first_for_its_own_words(catalogue: Catalogue, name: str, language: str) -> None:
    choices = catalogue.lists[name]
    for entry in choices.entries:
        found = search(choices, language, entry.label[language], 3)
        assert found.entries[0] is entry, entry.label
        assert not found.alike


@pytest.mark.parametrize("name", ["countries", "languages", "occupations"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_search_word_finds_its_entry(catalogue: Catalogue, name: str, language: str) -> None:
    choices = catalogue.lists[name]
    for entry in choices.entries:
        for word in entry.search.get(language, ()):
            assert entry in search(choices, language, word, 60).entries, (entry.code, word)


TYPED = [
    ("countries", "ti", "ertra", "ER"),
    ("countries", "ti", "ኤርት", "ER"),
    ("countries", "ti", "ኢራቅ", "IQ"),
    ("countries", "ar", "suriya", "SY"),
    ("countries", "ar", "سوريه", "SY"),
    ("countries", "ar", "ارتريا", "ER"),
    ("countries", "ar", "المان", "DE"),
    ("countries", "ar", "سودان", "SD"),
    ("countries", "nl", "syrie", "SY"),
    ("countries", "nl", "Perzië", "IR"),
    ("countries", "nl", "koerdistan", "IQ"),
    ("countries", "en", "turkey", "TR"),
    ("countries", "ti", "germany", "DE"),
    ("languages", "ti", "tgrnya", "ti"),
    ("languages", "ti", "bilen", "byn"),
    ("languages", "ar", "كردي", "kmr"),
    ("languages", "nl", "farsi", "fa"),
    ("languages", "en", "hidareb", "bej"),
    ("occupations", "nl", "boer", "isco_611"),
    ("occupations", "nl", "boerin", "isco_611"),
    ("occupations", "nl", "kapster", "isco_514"),
    ("occupations", "nl", "huisvrouw", "own_home"),
    ("occupations", "nl", "ik was kok", "isco_512"),
    ("occupations", "nl", "verpleger", "isco_222"),
    ("occupations", "nl", "soldaat", "isco_03"),
    ("occupations", "en", "tailor", "isco_753"),
    ("occupations", "en", "shepherd", "isco_612"),
    ("occupations", "en", "truck driver", "isco_833"),
    ("occupations", "en", "student", "study"),
    ("occupations", "ar", "مزارع", "isco_611"),
    ("occupations", "ar", "خياطه", "isco_753"),
    ("occupations", "ar", "ممرضة", "isco_222"),
    ("occupations", "ar", "khayyat", "isco_753"),
    ("occupations", "ar", "najjar", "isco_7115"),
    ("occupations", "ar", "driver", "isco_832"),
    ("occupations", "ar", "راعي غنم", "isco_612"),
    ("occupations", "ti", "ሓረስታይ", "isco_611"),
    ("occupations", "ti", "ሐረስታይ", "isco_611"),
    ("occupations", "ti", "harestay", "isco_611"),
    ("occupations", "ti", "guasa", "isco_612"),
    ("occupations", "ti", "sefayi", "isco_753"),
    ("occupations", "ti", "wetehader", "isco_0"),
    ("occupations", "ti", "nurse", "isco_222"),
    ("occupations", "ti", "ነርስ", "isco_222"),
    ("occupations", "ti", "memher", "isco_23"),
    ("occupations", "ti", "በዓልቲ ቤት", "own_home"),
]


@pytest.mark.parametrize(("name", "language", "typed", "code"), TYPED)
def test_everyday_words_find_it_among_the_first(
    catalogue: Catalogue, name: str, language: str, typed: str, code: str
) -> None:
    found = search(catalogue.lists[name], language, typed, 5)
    assert code in [entry.code for entry in found.entries]


@pytest.mark.parametrize("typed", ["", "   ", "!?", "፡።", "'"])
def test_nothing_typed_finds_nothing(catalogue: Catalogue, typed: str) -> None:
    assert search(catalogue.lists["countries"], "nl", typed, 24).entries == ()


@pytest.mark.parametrize("typed", ["qqqqq", "zzyzx", "ጨጨጨጨ", "1234567"])
def test_nonsense_finds_nothing(catalogue: Catalogue, typed: str) -> None:
    assert search(catalogue.lists["occupations"], "ti", typed, 24).entries == ()


def test_what_sounds_alike_is_said_to_be_no_more_than_that(catalogue: Catalogue) -> None:
    countries = catalogue.lists["countries"]
    assert search(countries, "nl", "Eritria", 24).alike
    assert not search(countries, "nl", "Eritrea", 24).alike


def test_often_chosen_ones_come_first_among_equals(catalogue: Catalogue) -> None:
    found = search(catalogue.lists["occupations"], "nl", "boer", 24).entries
    assert [entry.often for entry in found] == sorted((entry.often for entry in found), reverse=True)


def test_there_are_never_more_than_asked_for(catalogue: Catalogue) -> None:
    assert len(search(catalogue.lists["countries"], "nl", "a", 24).entries) == 24
