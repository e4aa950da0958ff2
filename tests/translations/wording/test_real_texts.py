"""Every text of the questionnaires and of the interface passes the machine checks, or a person has accepted it."""

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


def test_tigrinya_is_as_tigrinya_as_a_text_made_by_people():
    known = lexicon(LOCALES / "ti" / "lexicon.tsv.gz")
    rules = WordingRules(LOCALES)
    texts = [each for each in wordings(CATALOGUE, LOCALES, "ti") if not rules.skips("lexicon", each.place)]
    figures = shares((each.text for each in texts), known)
    assert figures.words > 5000
    assert figures.known >= 0.88
    assert figures.amharic <= 0.015
    assert figures.eritrean >= 0.81
