"""Every text of the questionnaires and of the interface passes the machine checks, or a person has accepted it."""

import re

import pytest

from service.catalogue import load
from service.config import ROOT
from service.translations.wording.check import check_wording, report
from service.translations.wording.rules import WordingRules
from service.translations.wording.texts import wordings
from service.translations.wording.tigrinya import lexicon, shares

LOCALES = ROOT / "locales"
CATALOGUE = load(ROOT / "questionnaires")


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_nothing_is_left_to_look_at(language):
    found = check_wording(CATALOGUE, LOCALES, [language])
    assert not found, report(found)


def test_a_nought_that_is_to_be_written_is_a_word_in_arabic():
    """The digits on the screen are ٠ to ٩ there, and a lone 0 looks like ٥, which is five."""
    numbers = [(each.text, re.findall(r"\d+", each.text)) for each in wordings(CATALOGUE, LOCALES, "ar")]
    alone = [text for text, found in numbers if found == ["0"]]
    assert alone
    assert [text for text in alone if "صفر" not in text] == []


def test_tigrinya_is_as_tigrinya_as_a_text_made_by_people():
    known = lexicon(LOCALES / "ti" / "lexicon.tsv.gz")
    rules = WordingRules(LOCALES)
    texts = [each for each in wordings(CATALOGUE, LOCALES, "ti") if not rules.skips("lexicon", each.place)]
    figures = shares((each.text for each in texts), known)
    assert figures.words > 5000
    assert figures.known >= 0.88
    assert figures.amharic <= 0.015
    assert figures.eritrean >= 0.81
