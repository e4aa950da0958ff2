"""Each check finds what it is for, and leaves a good text alone."""

import pytest

from service.config import ROOT
from service.translations.wording.marks import check_marks, check_script, check_tone
from service.translations.wording.reading import check_reading, lix
from service.translations.wording.rules import WordingRules
from service.translations.wording.sameness import check_copy, check_digits, check_length, check_placeholders
from service.translations.wording.spelling import check_spelling, unknown_words
from service.translations.wording.terms import check_terms
from service.translations.wording.texts import Wording, words_of
from service.translations.wording.tigrinya import check_tigrinya, lexicon, shares

RULES = WordingRules(ROOT / "locales")
LONG = "Please write the number that is on your card, and press the button."


def wording(language, text, source="Text", **more):
    return Wording(language, "place", "key", source, text, for_client=True, **more)


def found(check, language, text, source="Text", **more):
    return [finding.found for finding in check(wording(language, text, source, **more), RULES)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ti", "ቁጽሪ ጽሓፉ", []),
        ("ti", "ቁጽሪ number ጽሓፉ", ["number"]),
        ("ti", "Klantbeeld 12 ጽሓፉ {name}", []),
        ("ti", "ቁጽሪ رقم", ["رقم"]),
        ("ar", "رقم number", ["number"]),
        ("nl", "Het nummer رقم", ["رقم"]),
        ("en", "Tell us %(num)s", []),
    ],
)
def test_a_word_of_another_script_is_found(language, text, words):
    assert found(check_script, language, text) == words


def test_a_word_that_a_language_test_shows_may_stand_in_a_text_of_another_script():
    assert found(check_script, "ti", "እቲ ቃል huis እዩ", quoted=frozenset({"huis"})) == []


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("nl", "Ja, graag.", []),
        ("nl", "Ja، graag.", ["،"]),
        ("ar", "نعم، شكراً.", []),
        ("ar", "نعم, شكراً؟", [","]),
        ("ar", "هل هذا صحيح?", ["?"]),
        ("ti", "እወ፣ የቐንየልና።", []),
        ("ti", "እወ, የቐንየልና.", [",", "."]),
        ("ti", "ኣብ taal.nl ርኣዩ።", []),
        ("ti", "1.5 ሰዓት።", []),
    ],
)
def test_a_mark_of_another_script_is_found(language, text, marks):
    assert found(check_marks, language, text) == marks


@pytest.mark.parametrize("text", ["two  spaces", "before , a comma", " first", "last "])
def test_a_wrong_space_is_found(text):
    assert found(check_marks, "en", text)


def test_capitals_for_emphasis_are_found():
    assert found(check_tone, "nl", "Doe dit NOOIT weg") == ["NOOIT"]
    assert found(check_tone, "nl", "Vraag het bij COA of de MGGZ") == []


@pytest.mark.parametrize(
    ("source", "text", "wrong"),
    [
        ("Hello {name}", "Dag {name}", False),
        ("Hello {name}", "Dag", True),
        ("Hello {name}", "Dag {naam}", True),
        ("About %(minutes)s minutes", "Ongeveer %(minutes)s minuten", False),
        ("%(num)s pages", "een pagina", False),
    ],
)
def test_placeholders_are_kept(source, text, wrong):
    assert bool(found(check_placeholders, "nl", text, source)) is wrong


@pytest.mark.parametrize(
    ("source", "text", "wrong"),
    [
        ("Call 112 now", "اتصل بالرقم ١١٢", False),
        ("Call 112 now", "Bel 113", True),
        ("Call 0800 0113", "Bel 0800-0113", False),
        ("One to three years", "1-3 jaar", False),
        ("60 minutes", "an hour", True),
    ],
)
def test_digits_are_the_same(source, text, wrong):
    assert bool(found(check_digits, "nl", text, source)) is wrong


def test_a_text_far_too_short_or_long_is_found():
    assert found(check_length, "nl", "Schrijf het nummer van uw kaart op en druk op de knop.", LONG) == []
    assert found(check_length, "nl", "Schrijf.", LONG)
    assert found(check_length, "nl", LONG * 3, LONG)


def test_an_untranslated_text_is_found():
    assert found(check_copy, "nl", "Write the number", "Write the number")
    assert found(check_copy, "nl", "Klantbeeld 2", "Klantbeeld 2") == []


def test_a_term_is_one_word_everywhere():
    assert found(check_terms, "nl", "Uw contact bij de gemeente", "Your contact at the municipality") == []
    assert found(check_terms, "nl", "Uw contact bij de stad", "Your contact at the municipality")


@pytest.mark.parametrize(
    ("language", "good", "bad"), [("nl", "fiets", "fiest"), ("en", "colour", "kolour"), ("ar", "مدرسة", "مدرسصة")]
)
def test_the_dictionary_knows_words(language, good, bad):
    assert unknown_words([good, bad], language) == [bad]


def test_a_misspelt_word_is_found_once_and_own_words_are_not():
    texts = [wording("nl", "De fiest van Klantbeeld"), wording("nl", "Nog een fiest, %(fiesten)s")]
    assert [finding.found for finding in check_spelling(texts, "nl", RULES)] == ["fiest"]


def test_lix_is_words_per_sentence_and_the_share_of_long_words():
    assert lix(["I like this. You like that."]) == 3
    assert lix(["Understanding"]) == 101
    assert lix(["I understand this now."]) == 4 + 25
    assert lix([]) == 0


def test_a_hard_text_is_found_and_staff_texts_are_left_alone():
    hard = "Verantwoordelijkheid veronderstelt onafhankelijkheid. " * 20
    assert list(check_reading([wording("nl", hard)], "nl", RULES))
    assert list(check_reading([wording("nl", "Dit is goed te doen. U kunt het.")], "nl", RULES)) == []
    assert list(check_reading([Wording("nl", "place", "key", "x", hard, for_client=False)], "nl", RULES)) == []


def test_the_word_list_tells_tigrinya_from_amharic():
    known = lexicon(ROOT / "locales" / "ti" / "lexicon.tsv.gz")
    tigrinya = shares(["ገዛ ስራሕ ቋንቋ ሰብ"], known)
    amharic = shares(["ነው እንደ ውስጥ ላይ"], known)
    assert (tigrinya.words, tigrinya.eritrean, tigrinya.amharic) == (4, 1.0, 0.0)
    assert amharic.amharic == 1.0


def test_a_word_that_nobody_looked_at_is_found_once():
    texts = [wording("ti", "ገዛ ግጽጽጽፍ"), wording("ti", "ግጽጽጽፍ")]
    words = [finding.found for finding in check_tigrinya(texts, "ti", RULES) if finding.place == "place"]
    assert words == ["ግጽጽጽፍ (unknown)"]


def test_words_are_letters_of_any_script():
    assert words_of("Ge'ez, 12 'q' ትግርኛ! صحيحٌ") == ["Ge'ez", "q", "ትግርኛ", "صحيحٌ"]
