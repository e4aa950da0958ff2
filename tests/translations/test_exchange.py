"""What goes out to a translator comes back without loss, and a damaged file changes nothing."""

import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from service.catalogue import Status, load
from service.translations.exchange import COLUMNS, FileRefused, cells_of
from service.translations.po import read_units, write_units
from service.translations.sheet import read_sheet, write_sheet
from service.translations.taking_in import Signed, take_in
from service.translations.units import units

KNOWN = frozenset({"nl", "en", "ar", "ti"})
SIGNED = Signed("B. Name", "2026-12-01")
WAYS = {
    ".xlsx": (lambda found, path: write_sheet(found, "ar", True, path), read_sheet),
    ".po": (lambda found, path: write_units(found, "ar", path), read_units),
}


def sent(folder, tmp_path, suffix, change=lambda unit: unit):
    """A file as it comes back, with a change to its units."""
    write, read = WAYS[suffix]
    path = tmp_path / f"back{suffix}"
    write([change(unit) for unit in units(load(folder), "ar")], path)
    return path, read


def taken(folder, tmp_path, suffix, change=lambda unit: unit):
    path, read = sent(folder, tmp_path, suffix, change)
    language, rows = read(path)
    return take_in(folder, language, rows, SIGNED, KNOWN)


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("suffix", WAYS)
def test_every_cell_comes_back_as_it_went(folder, tmp_path, suffix):
    found = units(load(folder), "ar")
    path, read = sent(folder, tmp_path, suffix)
    language, rows = read(path)
    assert language == "ar"
    assert len(rows) == len(found) > 40
    for row, unit in zip(rows, found, strict=True):
        cells = cells_of(unit)
        assert {name: getattr(row, name) for name in ("place", "key", "source", "text", "status", "hash")} == {
            name: cells[name] for name in ("place", "key", "source", "text", "status", "hash")
        }


@pytest.mark.parametrize("suffix", WAYS)
def test_an_unchanged_file_changes_nothing(folder, tmp_path, suffix):
    before = contents(folder)
    outcome = taken(folder, tmp_path, suffix)
    assert (outcome.changed, outcome.files) == (0, ())
    assert contents(folder) == before


@pytest.mark.parametrize("suffix", WAYS)
@pytest.mark.parametrize("text", ["=SUM(A1)", "سطر\nآخر", ' مع "علامات" و\\ ', "+٤٢", "@الاسم", "'كلمة'"])
def test_any_text_comes_back_to_the_letter(folder, tmp_path, suffix, text):
    def change(unit):
        return replace(unit, text=text) if unit.key == "title" else unit

    outcome = taken(folder, tmp_path, suffix, change)
    assert outcome.changed == len(load(folder).modules)
    for module in load(folder).modules.values():
        assert module.text("ar", "title") == text


@pytest.mark.parametrize("suffix", WAYS)
def test_a_changed_text_carries_its_status_and_who_gave_it(folder, tmp_path, suffix):
    def change(unit):
        right = unit.place.startswith("werkdag") and unit.key == "title"
        return replace(unit, text="يوم العمل", status=Status.REVIEWED) if right else unit

    assert taken(folder, tmp_path, suffix, change).files == ("werkdag/1.0.0/text.ar.yaml",)
    module = load(folder).modules["werkdag"]
    entry = module.texts["ar"].entries["title"]
    assert (entry.text, entry.status, entry.by, entry.on) == ("يوم العمل", Status.REVIEWED, "B. Name", "2026-12-01")
    assert module.status_of("ar", "title") is Status.REVIEWED
    assert module.status_of("ar", "intro") is Status.TRANSLATED


def test_a_label_of_a_list_is_taken_in(folder, tmp_path):
    def change(unit):
        return replace(unit, text="مكان آخر") if unit.place == "_lists/places" and unit.key == first else unit

    before = load(folder).lists["places"]
    first = before.codes[0]
    assert taken(folder, tmp_path, ".xlsx", change).files == ("_lists/places.yaml",)
    after = load(folder).lists["places"]
    assert after.label("ar", first) == "مكان آخر"
    assert [entry.search for entry in after.entries] == [entry.search for entry in before.entries]
    assert [after.label("ti", code) for code in after.codes] == [before.label("ti", code) for code in before.codes]


def test_a_further_language_gets_its_files(folder, tmp_path):
    found = [replace(unit, text=f"fa {unit.source}") for unit in units(load(folder), "fa")]
    write_sheet(found, "fa", True, tmp_path / "fa.xlsx")
    language, rows = read_sheet(tmp_path / "fa.xlsx")
    outcome = take_in(folder, language, rows, SIGNED, KNOWN | {"fa"})
    assert outcome.changed == len(rows)
    assert "fa" in load(folder).modules["werkdag"].complete_languages


@pytest.mark.parametrize("suffix", WAYS)
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda unit: replace(unit, key="titel"), "titel"),
        (lambda unit: replace(unit, text=""), "no translation where there was one"),
        (lambda unit: replace(unit, text="\u200b"), "no translation where there was one"),
        (lambda unit: replace(unit, text="نص {name}"), "{name}"),
        (lambda unit: replace(unit, text="<b>نص</b>"), "'<b>'"),
        (lambda unit: replace(unit, text="ن" * 4000), "4000 characters"),
        (lambda unit: replace(unit, source="Another"), "English that is not today's"),
    ],
)
def test_a_damaged_row_is_told_and_nothing_is_changed(folder, tmp_path, suffix, change, found):
    before = contents(folder)
    with pytest.raises(FileRefused) as refused:
        taken(folder, tmp_path, suffix, lambda unit: change(unit) if unit.key == "title" else unit)
    assert len(refused.value.problems) == len(load(folder).modules)
    assert all(found in problem.found and problem.mend for problem in refused.value.problems)
    assert "Nothing was changed." in str(refused.value)
    assert contents(folder) == before


def test_an_english_text_that_changed_since_is_told(folder, tmp_path):
    path, read = sent(folder, tmp_path, ".xlsx")
    english = folder / "werkdag/1.0.0/text.en.yaml"
    english.write_text(english.read_text("utf-8").replace("English working day", "English day of work"), "utf-8")
    language, rows = read(path)
    with pytest.raises(FileRefused, match="English that is not today's"):
        take_in(folder, language, rows, SIGNED, KNOWN)


def change_sheet(path, change):
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


@pytest.mark.parametrize("column", ["Key", "Translation", "Status", "Fingerprint of the English"])
def test_a_missing_column_is_named(folder, tmp_path, column):
    path, read = sent(folder, tmp_path, ".xlsx")
    change_sheet(path, lambda sheet: sheet.delete_cols(list(COLUMNS.values()).index(column) + 1))
    with pytest.raises(FileRefused, match=f"no column {column}"):
        read(path)


def test_columns_in_another_order_are_read(folder, tmp_path):
    path, read = sent(folder, tmp_path, ".xlsx")
    before = read(path)
    change_sheet(path, lambda sheet: sheet.move_range(f"A1:B{sheet.max_row}", cols=20))
    assert read(path) == before


def test_a_row_that_stands_twice_is_told(folder, tmp_path):
    path, read = sent(folder, tmp_path, ".xlsx")
    change_sheet(path, lambda sheet: sheet.append([cell.value for cell in sheet[2]]))
    language, rows = read(path)
    with pytest.raises(FileRefused, match="stands 2 times"):
        take_in(folder, language, rows, SIGNED, KNOWN)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [(".xlsx", b"PK nothing"), (".xlsx", b""), (".po", b'msgid "open'), (".po", b'msgid "\xff\xfe"\nmsgstr ""\n')],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path, suffix, content):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        WAYS[suffix][1](path)
    assert refused.value.problems[0].mend


def test_a_cut_off_sheet_is_refused(folder, tmp_path):
    path, read = sent(folder, tmp_path, ".xlsx")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as cut:
        for name in whole.namelist():
            content = whole.read(name)
            cut.writestr(name, content[: len(content) // 2] if name.startswith("xl/worksheets") else content)
    with pytest.raises(FileRefused):
        read(tmp_path / "cut.xlsx")


def test_a_po_line_that_lost_its_quote_or_a_part_is_refused(folder, tmp_path):
    path, read = sent(folder, tmp_path, ".po")
    lines = path.read_text("utf-8").split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("msgstr ") and len(line) > 20)
    for damaged in (lines[at][:-1], lines[at].replace('"', "", 1), lines[at].replace('"', '"" ', 1), "more text"):
        path.write_text("\n".join([*lines[:at], damaged, *lines[at + 1 :]]), "utf-8")
        with pytest.raises(FileRefused, match=f"line {at + 1} "):
            read(path)


def test_english_is_not_translated(folder, tmp_path):
    _, rows = read_units(sent(folder, tmp_path, ".po")[0])
    with pytest.raises(FileRefused, match="language en"):
        take_in(folder, "en", rows, SIGNED, KNOWN)


def test_what_a_translator_needs_is_in_the_row(folder):
    found = {unit.key: unit for unit in units(load(folder), "ti", "werkdag")}
    assert found["title"].context == "Title of the module"
    items = load(folder).modules["werkdag"].questionnaire.items
    unit = found[f"item.{items[0].id}"]
    assert items[0].intent in unit.context
    assert unit.longest == 1200
    assert unit.audio == f"werkdag/1.0.0/audio/ti/item.{items[0].id}.ogg"
