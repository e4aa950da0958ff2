"""A directory becomes modules, lists, advice and release outcomes."""

import shutil

import pytest

from scoring.score import score
from service.catalogue import TextMissing, load
from service.errors import NotFound


def _new_version(files, version: str) -> None:
    shutil.copytree(files.path / "werkdag/1.0.0", files.path / "werkdag" / version)
    files.replace(f"werkdag/{version}/questionnaire.yaml", 'version: "1.0.0"', f'version: "{version}"')


def test_modules_come_in_the_order_of_the_path(files):
    files.replace("woorden/1.0.0/questionnaire.yaml", "order: 3", "order: 9")
    files.replace("werkdag/1.0.0/questionnaire.yaml", "order: 1", "order: 12")
    assert list(load(files.path).modules) == ["welzijn", "paren", "woorden", "werkdag"]


def test_the_newest_version_is_current_and_older_ones_stay(files):
    _new_version(files, "1.9.0")
    _new_version(files, "1.10.0")
    catalogue = load(files.path)
    assert catalogue.module("werkdag").version == "1.10.0"
    assert catalogue.module("werkdag", "1.9.0").version == "1.9.0"
    assert len(catalogue.modules) == 4
    with pytest.raises(NotFound):
        catalogue.module("werkdag", "2.0.0")


def test_a_missing_text_is_an_error_and_never_another_language(files):
    module = load(files.path).modules["werkdag"]
    assert module.text("nl", "scale.enjoyment.definition") == "Nederlands measures"
    for language, key in [("ar", "scale.enjoyment.definition"), ("fa", "title"), ("en", "item.unknown")]:
        with pytest.raises(TextMissing):
            module.text(language, key)


def test_option_words_are_found_wherever_they_live(files):
    modules = load(files.path).modules
    work, words = modules["werkdag"], modules["woorden"]
    by_id = work.questionnaire.by_id | words.questionnaire.by_id
    assert work.option_text("en", by_id["wd_job"], "yes") == "English yes"
    assert work.option_text("nl", by_id["wd_travel"], "bus") == "Nederlands by bus"
    assert words.option_text("ar", by_id["wo_01"], "b") == "huis"
    assert words.content_text("item.wo_02.stimulus") == "Ali heeft een ___."
    with pytest.raises(TextMissing):
        work.content_text("item.wd_job.stimulus")


def test_a_shared_instruction_is_the_question_of_each_item_that_names_it(files):
    for language, words in (("en", "English"), ("ti", "ትግርኛ")):
        files.replace(
            f"woorden/1.0.0/text.{language}.yaml", "entries:", f"entries:\n  instruction.which_word.help: {words} look"
        )
    for language in ("nl", "ar"):
        files.replace(f"woorden/1.0.0/text.{language}.yaml", "entries:", "entries:\n  instruction.which_word.help: x")
    words = load(files.path).modules["woorden"]
    by_id = words.questionnaire.by_id
    for name in ("wo_p1", "wo_01"):
        assert words.question("ti", by_id[name]) == "ትግርኛ Which word fits?"
        assert words.hint("ti", by_id[name]) == "ትግርኛ look"
    assert words.question("en", by_id["wo_02"]) == "English Type the word."
    assert words.hint("en", by_id["wo_02"]) == ""
    with pytest.raises(TextMissing):
        words.question("fa", by_id["wo_01"])


def test_pictures_and_list_codes_come_along(files):
    catalogue = load(files.path)
    assert catalogue.modules["woorden"].pictures["house"].startswith("<svg")
    assert catalogue.modules["werkdag"].questionnaire.lists == {"places": ("home", "work")}


def test_a_list_gives_labels_and_search_words(files):
    places = load(files.path).lists["places"]
    assert places.codes == ("home", "work")
    assert places.label("ti", "home") == "ኣብ ገዛ"
    assert places.by_code["home"].search == {"en": ("house",)}
    assert [group.id for group in places.groups] == ["near"]
    for language, code in [("fa", "home"), ("en", "beach")]:
        with pytest.raises(TextMissing):
            places.label(language, code)


def test_an_incomplete_further_language_is_not_offered(files):
    files.write("werkdag/1.0.0/text.fa.yaml", "language: fa\nentries:\n  title: کار\n")
    assert load(files.path).modules["werkdag"].complete_languages == ("ar", "en", "nl", "ti")


def test_a_complete_further_language_needs_files_only(files):
    arabic = files.read("werkdag/1.0.0/text.ar.yaml")
    files.write("werkdag/1.0.0/text.fa.yaml", arabic.replace("language: ar", "language: fa"))
    assert "fa" in load(files.path).modules["werkdag"].complete_languages


def test_advice_is_given_per_reader(files):
    advice = load(files.path).advice
    assert [section.id for section in advice.sections_for("staff")] == ["strengths", "obstacles"]
    assert [section.id for section in advice.sections_for("client")] == ["strengths", "client_next"]
    assert [rule.id for rule in advice.rules_in("obstacles")] == ["no_job"]
    assert advice.text("nl", "advice.likes_work") == "Nederlands says it likes work"
    assert advice.client_text("ti", "likes_work") == "ትግርኛ you like work"
    assert advice.client_text("ti", "talk") == "ትግርኛ talk to us"


def test_release_outcomes_come_in_their_order(files):
    release = load(files.path).release
    assert [outcome.id for outcome in release.outcomes] == ["none", "care"]
    assert release.text("en", "outcome.care") == "English an appointment"
    assert release.client_text("ar", "outcome.care") == "عربي you get an appointment"
    assert release.client_text("ar", "limit.quiet") == "عربي a quiet place"


def test_a_loaded_module_can_be_scored(files):
    questionnaire = load(files.path).modules["woorden"].questionnaire
    result = score(questionnaire, {"wo_01": "b", "wo_02": "HUIS", "wo_03": None}, "nl")
    assert result.scales["words"].raw == 2


def test_a_shared_hint_stands_below_each_question_that_names_it(files):
    files.replace("werkdag/1.0.0/questionnaire.yaml", "- id: wd_bored", "- id: wd_bored\n    hint: month")
    files.replace("werkdag/1.0.0/questionnaire.yaml", "- id: wd_enjoy", "- id: wd_enjoy\n    hint: month")
    for language in ("en", "nl", "ar", "ti"):
        files.replace(f"werkdag/1.0.0/text.{language}.yaml", "entries:", f"entries:\n  hint.month: {language} month")
    work = load(files.path).modules["werkdag"]
    by_id = work.questionnaire.by_id
    assert work.hint("ar", by_id["wd_bored"]) == "ar month"
    assert work.hint("en", by_id["wd_enjoy"]) == "English Any work counts.", "an own hint goes before a shared one"
    assert work.hint("en", by_id["wd_proud"]) == ""
