"""Which languages the kiosk offers, and what it says of a text that nobody has approved."""

import shutil

import pytest

from service.catalogue import load, stamp
from service.config import ROOT
from service.i18n import Languages
from service.kiosk.offered import offered
from tests.support.installation import install
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent

LANGUAGES = Languages.load(ROOT / "locales")
SAMPLE = ROOT / "tests" / "catalogue" / "sample"


@pytest.fixture
def sample(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "questionnaires")
    stamp(tmp_path / "questionnaires", by="A. Name", on="2026-11-22")
    return tmp_path / "questionnaires"


def approve(folder, *languages):
    stamp(folder, "approved", "C. Name", "2026-12-02", languages)


def test_every_complete_language_is_offered(sample):
    found = offered(load(sample), LANGUAGES, approved_only=False)
    assert found.languages == ("nl", "en", "ar", "ti")
    assert found.unapproved == {"nl", "en", "ar", "ti"}


def test_a_deployment_may_offer_approved_languages_only(sample):
    approve(sample, "ar")
    found = offered(load(sample), LANGUAGES, approved_only=True)
    assert found.languages == ("ar",)
    assert "ar" not in found.unapproved


def test_one_changed_english_text_takes_the_approval_back(sample):
    approve(sample, "ar")
    english = sample / "werkdag/1.0.0/text.en.yaml"
    english.write_text(english.read_text("utf-8").replace("English working day", "English day of work"), "utf-8")
    assert offered(load(sample), LANGUAGES, approved_only=True).languages == ()


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_the_kiosk_says_that_a_text_is_not_approved(place, language):
    client = Respondent(place.app, language)
    client.post("/language", language=language)
    notes = find_all(client.page, "aside", class_="unapproved")
    said = place.site.translators[language].gettext("This text still has to be approved by a native speaker.")
    assert [text_of(note) for note in notes] == [said]


def test_where_nothing_is_approved_the_kiosk_is_not_open(tmp_path, database_url, clock, monkeypatch):
    monkeypatch.setenv("KLANTBEELD_REQUIRE_APPROVED", "true")
    place = install(tmp_path / "data", database_url, clock)
    client = Respondent(place.app)
    assert find_all(client.page, "button", class_="tile") == []
    told = [e.get("lang") for e in read_page(client.html).iter("p") if e.get("class") == "lead"]
    assert told == ["nl", "en", "ar", "ti"]
    place.site.db.close()
