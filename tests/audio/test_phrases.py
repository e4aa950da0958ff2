"""What can be heard is what a client sees at the kiosk, and never what a test of reading is about."""

import re
from pathlib import Path

import pytest

from service.audio import INTERFACE, phrases
from service.audio.interface import SPOKEN
from service.audio.phrases import module_phrases
from service.catalogue import load
from service.config import ROOT
from service.i18n import Languages, load_translators

LOCALES = ROOT / "locales"


@pytest.fixture(scope="module")
def catalogue():
    return load(ROOT / "questionnaires")


@pytest.fixture(scope="module")
def translators():
    return load_translators(LOCALES, Languages.load(LOCALES))


def keys(catalogue, slug, language="ar"):
    return [phrase.key for phrase in module_phrases(catalogue.module(slug), language)]


def test_everything_around_and_in_a_module_is_there_once_and_in_order(catalogue):
    found = keys(catalogue, "motivatie")
    assert found[:2] == ["title", "intro"]
    assert len(found) == len(set(found))
    places = [found.index(key) for key in ("item.mo_now", "item.mo_now.help", "item.mo_now.option.search", "after")]
    assert places == sorted(places)
    assert "option.true5.1" in found


def test_nothing_that_only_staff_or_a_report_says(catalogue):
    for module in catalogue.modules.values():
        assert not [key for key in keys(catalogue, module.slug) if re.match(r"scale|flag|section", key)]


@pytest.mark.parametrize("slug", ["taal_nl", "taal_en"])
def test_what_a_test_of_reading_is_about_is_never_heard_but_what_to_do_is(catalogue, slug):
    found = keys(catalogue, slug, catalogue.module(slug).questionnaire.structure.content_language)
    assert "instruction.picture_to_word" in found
    assert not [key for key in found if key.startswith(("item.", "option."))]


def test_an_item_of_another_module_can_be_left_out_too(catalogue):
    module = catalogue.module("motivatie")
    item = module.questionnaire.by_id["mo_now"]
    silent = item.model_copy(update={"read_aloud": False})
    items = tuple(silent if one is item else one for one in module.questionnaire.structure.items)
    structure = module.questionnaire.structure.model_copy(update={"items": items})
    questionnaire = module.questionnaire.model_copy(update={"structure": structure})
    changed = type(module)(questionnaire, module.texts)
    gone = {phrase.key for phrase in module_phrases(module, "nl")} - {p.key for p in module_phrases(changed, "nl")}
    assert gone == {key for key in keys(catalogue, "motivatie", "nl") if key.startswith("item.mo_now")}


def test_every_language_says_the_same_and_no_text_is_empty(catalogue, translators):
    found = {code: phrases(catalogue, translator) for code, translator in translators.items()}
    for code in ("nl", "ar", "ti"):
        assert {(each.place, each.key) for each in found[code]} == {(each.place, each.key) for each in found["en"]}
        assert all(each.text.strip() for each in found[code])
        names = [(each.place, each.key) for each in found[code]]
        assert len(names) == len(set(names))


def test_the_words_of_the_interface_are_message_ids_of_the_kiosk(translators):
    known = (LOCALES / "ar" / "kiosk.po").read_text(encoding="utf-8").replace('"\n"', "")
    for message in SPOKEN:
        assert f'msgid "{message}"' in known, message


def test_one_module_alone(catalogue, translators):
    places = {phrase.place for phrase in phrases(catalogue, translators["nl"], "motivatie")}
    assert places == {f"motivatie/{catalogue.module('motivatie').version}"}
    assert INTERFACE in {phrase.place for phrase in phrases(catalogue, translators["nl"])}


def test_a_folder_of_sound_is_no_fault_of_a_questionnaire(tmp_path: Path):
    import shutil

    copy = tmp_path / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", copy)
    for place in ("motivatie/1.0.0", "_lists/countries"):
        (copy / place / "audio" / "ar").mkdir(parents=True)
        (copy / place / "audio" / "ar" / "index.json").write_text("{}")
    load(copy)
