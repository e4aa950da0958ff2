"""The status table counts every text of every language."""

from service.catalogue import Status, load, stamp
from service.translations.status import progress, status_table

LANGUAGES = ("nl", "en", "ar", "ti")


def row(folder, place, language):
    return next(row for row in progress(load(folder), LANGUAGES) if (row.place, row.language) == (place, language))


def test_each_place_has_a_row_for_each_language(folder):
    rows = progress(load(folder), LANGUAGES)
    assert {row.language for row in rows if row.place == "werkdag/1.0.0"} == set(LANGUAGES)
    assert {"_report", "_release", "_lists/places"} <= {row.place for row in rows}


def test_counts_are_those_of_the_entries(folder):
    entries = load(folder).modules["werkdag"].texts["ar"].entries
    found = row(folder, "werkdag/1.0.0", "ar")
    assert (found.texts, found.missing) == (len(entries), 0)
    assert found.counts == {Status.DRAFT: 0, Status.TRANSLATED: len(entries), Status.REVIEWED: 0, Status.APPROVED: 0}
    assert found.lowest == "translated"


def test_one_changed_english_text_makes_one_draft(folder):
    english = folder / "werkdag/1.0.0/text.en.yaml"
    english.write_text(english.read_text("utf-8").replace("English working day", "English day of work"), "utf-8")
    found = row(folder, "werkdag/1.0.0", "ti")
    assert (found.counts[Status.DRAFT], found.lowest) == (1, "draft")


def test_approved_is_counted_as_approved(folder):
    stamp(folder, "approved", "C. Name", "2026-12-02", ["ar"])
    assert row(folder, "werkdag/1.0.0", "ar").lowest == "approved"
    assert row(folder, "werkdag/1.0.0", "ti").lowest == "translated"


def test_a_language_that_is_not_there_is_missing(folder):
    found = next(row for row in progress(load(folder), ("fa",)) if row.place == "werkdag/1.0.0")
    assert found.missing == found.texts > 0
    assert found.lowest == "missing"


def test_the_table_names_module_language_and_every_status(folder):
    lines = status_table(progress(load(folder), LANGUAGES)).splitlines()
    assert lines[0].split() == ["module", "language", "texts", "missing", *Status, "lowest"]
    assert any(line.split()[:2] == ["werkdag/1.0.0", "ti"] for line in lines)


def test_it_is_worked_out_once_for_a_catalogue(folder):
    catalogue = load(folder)
    assert progress(catalogue, LANGUAGES) is progress(catalogue, LANGUAGES)
    assert progress(load(folder), LANGUAGES) == progress(catalogue, LANGUAGES)
    assert progress(catalogue, ("nl",)) != progress(catalogue, LANGUAGES)
