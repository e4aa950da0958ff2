"""The letters on the screen: all that our own texts are written with can be typed, and a slip in a file is told."""

import gzip
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from service.config import ROOT
from service.i18n import Languages
from service.i18n.keys import BadKeys, Key, Keys, load_keys
from service.web.rendering import STATIC

LOCALES = ROOT / "locales"
LANGUAGES = Languages.load(LOCALES)
#: The letters of a script, by the name that Unicode gives them.
SCRIPTS = {"nl": "LATIN", "en": "LATIN", "ar": "ARABIC LETTER", "ti": "ETHIOPIC SYLLABLE"}
ALEF_SEATS = {"أ", "إ", "آ", "ؤ", "ئ", "ء"}


def letters_of(text: str, script: str) -> set[str]:
    """The letters of one script in a text, in lower case."""
    return {letter for letter in text.lower() if unicodedata.name(letter, "").startswith(script)}


def texts(language: str) -> str:
    """All words of a language: the interface, the questionnaires, the labels of lists."""
    files = [*LOCALES.glob(f"{language}/*.po"), *ROOT.glob(f"questionnaires/**/text.{language}.yaml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("language", LANGUAGES.codes("client"))
def test_every_language_of_clients_has_keys(language: str) -> None:
    assert LANGUAGES[language].keys.letters


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_letter_of_our_texts_can_be_typed(language: str) -> None:
    needed = letters_of(texts(language), SCRIPTS[language]) - {"ـ"}
    assert needed - LANGUAGES[language].keys.letters == set()


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_every_label_and_search_word_of_a_list_can_be_typed(language: str) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("questionnaires/_lists/*.yaml"))
    farther = set("پچژگڤ")  # letters of names that Arabic writes with the nearest of its own
    assert letters_of(written, SCRIPTS[language]) - LANGUAGES[language].keys.letters <= farther


def test_every_letter_of_the_tigrinya_lexicon_can_be_typed() -> None:
    with gzip.open(LOCALES / "ti" / "lexicon.tsv.gz", "rt", encoding="utf-8") as file:
        needed = letters_of(file.read(), SCRIPTS["ti"])
    assert len(needed) > 250
    assert needed - LANGUAGES["ti"].keys.letters == {"ዽ"}, "a letter of Oromo, in a few names"


def test_a_key_of_tigrinya_offers_the_seven_of_its_row_in_their_order() -> None:
    offering = [key for row in LANGUAGES["ti"].keys.rows for key in row if key.forms]
    assert len(offering) == 35
    for key in offering:
        row = ord(key.letter)
        assert unicodedata.name(key.letter).endswith("A"), "a key shows the first form"
        assert key.forms[:7] == "".join(chr(row + order) for order in range(7))
        assert all(letters_of(form, SCRIPTS["ti"]) for form in key.forms)
    assert set("፡።፣,") <= LANGUAGES["ti"].keys.letters


@pytest.mark.parametrize(("language", "script"), [("ar", "arabic"), ("ti", "ethiopic")])
def test_no_key_needs_the_large_font(language: str, script: str) -> None:
    font = TTFont(STATIC / "fonts" / f"noto-sans-{script}-core-400.woff2").getBestCmap()
    shown = {ord(letter) for key in LANGUAGES[language].keys.letters for letter in key}
    assert {chr(letter) for letter in shown - set(font) if letter > 127} == set()


def test_arabic_has_hamza_ta_marbuta_and_lam_alef() -> None:
    assert ALEF_SEATS | {"ة", "ى", "لا"} <= LANGUAGES["ar"].keys.letters
    assert LANGUAGES["ar"].keys.rows[0][0] == Key("ض"), "its places are those of the keyboard, from left to right"


def test_dutch_has_its_accents() -> None:
    assert set("éëèêïíöóüúáç'-") <= LANGUAGES["nl"].keys.letters


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('rows = "a b"', "`rows` is no list"),
        ('rows = ["a b", " "]', "`rows` is no list"),
        ("[forms]\na = 'ab'", "`rows` is no list"),
        ('rows = ["a b", "c a"]', "the key a is there twice"),
        ('rows = ["a b"]\n[forms]\nc = "cd"', "c, which is on no key"),
        ('rows = ["a b"]\n[forms]\na = "aba"', "the forms of a: a is there twice"),
    ],
)
def test_a_slip_in_the_file_is_told(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "keys.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadKeys) as told:
        load_keys(tmp_path)
    assert said in str(told.value)
    assert "keys.toml" in str(told.value)


def test_a_language_without_a_file_has_no_keys(tmp_path: Path) -> None:
    assert load_keys(tmp_path) == Keys()
    assert load_keys(tmp_path).letters == frozenset()
