"""Stamping gives every entry its status and the hash of its English text, once, and loses nothing."""

import pytest

from service.catalogue import CatalogueInvalid, Status, load, main_stamp, stamp
from service.catalogue.texts import source_hash

NL = "werkdag/1.0.0/text.nl.yaml"
EN = "werkdag/1.0.0/text.en.yaml"


def _stamp(files, **options):
    return stamp(files.path, **({"by": "A. Name", "on": "2026-11-22"} | options))


def _module(files):
    return load(files.path).modules["werkdag"]


def test_plain_strings_are_drafts(files):
    assert {_module(files).status(language) for language in ("nl", "en", "ar", "ti")} == {Status.DRAFT}


def test_stamping_writes_one_default_and_the_source_of_each_entry(files):
    _stamp(files)
    lines = files.read(NL).splitlines()
    assert lines[:3] == [
        "language: nl",
        'default: {status: translated, by: "A. Name", on: "2026-11-22"}',
        "entries:",
    ]
    assert lines[3] == f'  title: {{source: "{source_hash("English working day")}", text: "Nederlands working day"}}'


def test_stamping_changes_no_word(files):
    before = {language: texts.entries for language, texts in _module(files).texts.items()}
    _stamp(files)
    after = _module(files).texts
    for language, entries in before.items():
        assert {key: entry.text for key, entry in after[language].entries.items()} == {
            key: entry.text for key, entry in entries.items()
        }
    entry = after["nl"].entries["title"]
    assert (entry.status, entry.by, entry.on) == (Status.TRANSLATED, "A. Name", "2026-11-22")


def test_the_second_time_changes_nothing(files):
    first = _stamp(files)
    assert NL in first
    assert "_report/text.ar.yaml" in first
    assert "_release/text.ti.yaml" in first
    assert "_lists/places.yaml" in first
    assert _stamp(files) == ()
    assert _stamp(files, by="Somebody else", on="2027-01-01") == ()
    assert files.check().findings == ()


def test_english_is_not_called_translated(files):
    _stamp(files)
    assert _module(files).status("en") is Status.DRAFT
    _stamp(files, status="reviewed", languages=["en"])
    assert _module(files).status("en") is Status.REVIEWED
    assert _module(files).status("nl") is Status.TRANSLATED


def test_a_changed_english_text_makes_its_translations_drafts(files):
    _stamp(files, status="approved")
    assert _module(files).status("ti") is Status.APPROVED
    files.replace(EN, "How many hours?", "How many hours a week?")
    module = _module(files)
    for language in ("nl", "en", "ar", "ti"):
        assert module.status_of(language, "item.wd_hours") is Status.DRAFT
        assert module.status_of(language, "item.wd_job") is Status.APPROVED
        assert module.status(language) is Status.DRAFT


def test_what_has_fallen_behind_is_left_alone_until_it_is_written_again(files):
    _stamp(files)
    files.replace(EN, "How many hours?", "How many hours a week?")
    _stamp(files, status="approved")
    assert _module(files).status_of("nl", "item.wd_hours") is Status.DRAFT
    line = next(line for line in files.read(NL).splitlines() if "item.wd_hours:" in line)
    files.replace(NL, line, "  item.wd_hours: Hoeveel uur in de week?")
    _stamp(files, status="translated")
    assert _module(files).status_of("nl", "item.wd_hours") is Status.TRANSLATED
    assert _module(files).status_of("nl", "item.wd_job") is Status.APPROVED


def test_a_status_is_never_lowered_and_other_stamps_are_written_out(files):
    _stamp(files, status="reviewed", languages=["nl"])
    files.replace(NL, "language: nl", "language: nl")
    _stamp(files, status="translated", by="B. Name")
    assert _module(files).status("nl") is Status.REVIEWED
    assert _module(files).status("ar") is Status.TRANSLATED


def test_an_entry_that_calls_itself_a_draft_stays_one(files):
    files.replace(NL, "title: Nederlands working day", "title: {status: draft, text: Nog niet goed}")
    _stamp(files)
    assert _module(files).status_of("nl", "title") is Status.DRAFT
    assert '  title: {status: draft, text: "Nog niet goed"}' in files.read(NL)
    assert _stamp(files) == ()


def test_comment_lines_and_difficult_texts_survive(files):
    files.replace(NL, "language: nl", "# Vertaling in eenvoudige taal.\nlanguage: nl")
    files.replace(NL, "  item.wd_job:", "  # Het werk\n  item.wd_job:")
    files.replace(NL, "Nederlands on foot", '|-\n    "Te voet": \\ op\n    # geen opmerking\n\n    {echt, ja}')
    _stamp(files)
    lines = files.read(NL).splitlines()
    assert lines[0] == "# Vertaling in eenvoudige taal."
    assert lines[lines.index("  # Het werk") + 1].startswith("  item.wd_job:")
    assert files.read(NL).count("#") == 3
    text = '"Te voet": \\ op\n# geen opmerking\n\n{echt, ja}'
    assert _module(files).text("nl", "item.wd_travel.option.foot") == text


def test_a_list_has_a_stamp_per_language_that_falls_back(files):
    _stamp(files, status="reviewed")
    places = load(files.path).lists["places"]
    assert {places.status(language) for language in ("nl", "en", "ar", "ti")} == {Status.REVIEWED}
    files.replace("_lists/places.yaml", "en: At home", "en: In the house")
    assert load(files.path).lists["places"].status("nl") is Status.DRAFT


def test_a_file_that_cannot_be_read_stops_everything(files, capsys):
    files.write(NL, "language: nl\nentries: [")
    before = files.read(EN)
    with pytest.raises(CatalogueInvalid):
        _stamp(files)
    assert files.read(EN) == before
    assert main_stamp(files.path) == 1
    assert "text.nl.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("options", [{"status": "final"}, {"on": "22-11-2026"}])
def test_a_wrong_status_or_date_is_refused(files, capsys, options):
    assert main_stamp(files.path, **options) == 2
    assert "draft, translated, reviewed, approved" in capsys.readouterr().err


def test_the_command_says_what_it_stamped(files, capsys):
    assert main_stamp(files.path, "translated", "A. Name", "2026-11-22", ["nl"]) == 0
    assert f"stamped {NL}\n" in capsys.readouterr().out
    main_stamp(files.path, "translated", "A. Name", "2026-11-22", ["nl"])
    assert capsys.readouterr().out == "nothing to stamp\n"
