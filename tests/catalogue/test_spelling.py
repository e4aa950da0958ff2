"""Spellings that mean the same word are the same to the search, whatever the script and the keyboard."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.catalogue.spelling import ARABIC_SOUNDS, GEEZ_SOUNDS, folded, forms, latin, skeleton, sort_key

#: A syllable of the Tigrinya alphabet, and letters of the other scripts of the clients.
GEEZ = st.sampled_from([chr(code) for code in range(0x1200, 0x1358) if unicodedata.category(chr(code)) == "Lo"])
ARABIC = st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةىپچگ")
ANY = st.one_of(GEEZ, ARABIC, st.characters())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Syrië", "SYRIE"),
        ("Curaçao", "curacao"),
        ("Straße", "strasse"),
        ("Côte d'Ivoire", "cote d’ivoire"),
        ("إريتريا", "اريتريا"),
        ("أفغانستان", "افغانستان"),
        ("آسيا", "اسيا"),
        ("خياطة", "خياطه"),
        ("مستشفى", "مستشفي"),
        ("نجّار", "نجار"),
        ("مُعَلِّم", "معلم"),
        ("ســـوريا", "سوريا"),
        ("مسؤول", "مسوول"),
        ("کردی", "كردي"),
        ("ሓረስታይ", "ሐረስታይ"),
        ("ኃይሉ", "ሃይሉ"),
        ("ሠራዊት", "ሰራዊት"),
        ("ዓረብ", "ኣረብ"),
        ("አፋር", "ኣፋር"),
        ("ፀሓፊ", "ጸሓፊ"),
        ("ኸበደ", "ከበደ"),
        ("ዒራቕ", "ዒራቅ"),
        ("ጐደና", "ጎደና"),
        ("ስራሕ።", "ስራሕ"),
        ("  kok,  chef ", "kok chef"),
        ("\u2067سو\u200fريا\u2069", "سوريا"),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ሰፋዪ", "ሸፋዪ"), ("ገዛ", "ጋዛ"), ("በርበር", "ቤርበር"), ("سوريا", "سويسرا"), ("kok", "koek"), ("ኤርትራ", "ኢትዮጵያ")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("ertra", "ኤርትራ"),
        ("Eritria", "ኤርትራ"),
        ("suriya", "سوريا"),
        ("suriya", "ሶርያ"),
        ("harestay", "ሓረስታይ"),
        ("weteheder", "ወተሃደር"),
        ("sefayi", "ሰፋዪ"),
        ("tsehafit", "ጸሓፊት"),
        ("memher", "መምህር"),
        ("amharnya", "ኣምሓርኛ"),
        ("khayyat", "خيّاط"),
        ("khiyata", "خياطة"),
        ("najjar", "نجّار"),
        ("gazzar", "جزار"),
        ("bakistan", "باكستان"),
        ("pakistan", "باكستان"),
        ("filistin", "فلسطين"),
        ("loodgiter", "loodgieter"),
    ],
)
def test_typed_on_a_latin_keyboard_it_sounds_the_same(typed: str, word: str) -> None:
    assert skeleton(typed) == skeleton(word)


def test_words_that_sound_otherwise_differ() -> None:
    words = ["ertra", "etiopia", "sudan", "suriya", "somal", "yemen", "turki", "iraq", "iran", "afganistan"]
    assert len({skeleton(word) for word in words}) == len(words)


def test_an_arabic_word_is_found_with_and_without_its_article() -> None:
    assert {"السودان", "سودان", "swdan"} <= set(forms("السودان"))
    assert forms("الم")[0] == "الم", "three letters are no word with an article"
    assert sort_key("السودان") == sort_key("سودان")


@given(st.text(ANY, max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(ANY, max_size=20), st.text(ANY, max_size=20))
def test_words_are_folded_one_by_one(one: str, other: str) -> None:
    assert folded(f"{one} {other}") == " ".join(filter(None, (folded(one), folded(other))))


@given(st.text(GEEZ, min_size=1, max_size=12))
def test_every_syllable_has_latin_letters(word: str) -> None:
    assert latin(word).isascii()
    assert latin(word).replace(" ", "").isalpha()


@given(st.text(st.sampled_from(list(ARABIC_SOUNDS)), min_size=1, max_size=12))
def test_every_arabic_letter_has_latin_letters(word: str) -> None:
    assert latin(word).isascii()


@given(st.text(ANY, max_size=20))
def test_a_skeleton_is_short_and_plain(word: str) -> None:
    bones = skeleton(word)
    assert len(bones) <= max(1, len(latin(word)) * 2)
    assert not set(bones[1:]) & set("aeiouwyqcjvpx")


def test_the_table_covers_the_block() -> None:
    assert 0x1200 + 8 * len(GEEZ_SOUNDS) == 0x1358
    assert GEEZ_SOUNDS[(ord("አ") - 0x1200) // 8] == "."
    assert GEEZ_SOUNDS[(ord("ጸ") - 0x1200) // 8] == "ts"
    assert GEEZ_SOUNDS[(ord("ኘ") - 0x1200) // 8] == "ny"
