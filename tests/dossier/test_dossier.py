"""The dossier says what is known and plainly what isn't, and its figures are those of scoring."""

import csv
import json
import random
import re
import shutil
import tomllib

import numpy as np
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from scoring.keying import keyed_value, keys_of
from scoring.reliability import reliability
from service.catalogue import load
from service.cli import app
from service.config import ROOT
from service.dossier.lexicon import CRITERIA, LANGUAGES, load_lexicon
from tests.assessment.conftest import SAMPLE
from tests.support.page import find_all, read_page, text_of

CATALOGUE = load(ROOT / "questionnaires")
PERSONAL = CATALOGUE.modules["persoonlijkheid"].questionnaire
HONESTY = PERSONAL.scales_by_id["honesty"]
LEARNING = CATALOGUE.modules["leerbaarheid"].questionnaire
LEARNED = LEARNING.scales_by_id["learned"]
PEOPLE = 240
NOT_YET = {"nl": "nog niet onderzocht", "en": "not yet studied"}


def made(tmp_path, *options, name="d.json"):
    path = tmp_path / name
    result = CliRunner().invoke(app, ["dossier", "-o", str(path), *map(str, options)])
    return path, result


def scales(tmp_path, *options):
    path, result = made(tmp_path, *options)
    assert result.exit_code == 0, result.output
    found = json.loads(path.read_text("utf-8"))
    return {(part["slug"], scale["id"]): scale for part in found["modules"] for scale in part["scales"]}


def criterion(scale, name):
    return next(one for one in scale["criteria"] if one["id"] == name)


@pytest.fixture(scope="module")
def people():
    """Codes of made-up people: the more of it, the higher on every item, reversed ones lower; some are missing."""
    stream = random.Random(4)
    rows = []
    for number in range(PEOPLE):
        much, row = stream.gauss(0, 1), {"language": "ti" if number % 2 else "ar"}
        for item in HONESTY.items:
            at = min(4, max(0, round(2 + (-much if item in HONESTY.reversed else much) + stream.gauss(0, 0.9))))
            row[item] = "" if stream.random() < 0.04 else PERSONAL.codes_by_item[item][at]
        for item in LEARNED.items:
            [key] = keys_of(LEARNING, LEARNING.by_id[item])
            wrong = next(code for code in LEARNING.codes_by_item[item] if code != key)
            row[item] = key if much + stream.gauss(0, 1) > 0 else wrong
        rows.append(row)
    return rows


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_scale_with_answers_shows_the_figures_of_scoring(tmp_path, people):
    found = scales(tmp_path, "--module", "persoonlijkheid", "--data", write(tmp_path / "a.csv", people))
    values = [[keyed_value(PERSONAL, HONESTY, item, row[item] or None) for item in HONESTY.items] for row in people]
    expected = reliability(np.array(values, dtype=float))
    scale = found["persoonlijkheid", "honesty"]
    figures = scale["figures"]["reliability"]
    assert figures["n"] == expected.people
    for name in ("alpha", "omega", "sem", "mean", "sd"):
        assert figures[name] == pytest.approx(getattr(expected, name), abs=1e-6)
    assert figures["alpha_interval"] == pytest.approx(expected.interval, abs=1e-6)
    assert [item["item_rest"] for item in figures["items"]] == pytest.approx(expected.item_rest, abs=1e-6)
    assert min(expected.item_rest) > 0.3
    shown = criterion(scale, "reliability")
    assert shown["state"] == "figures"
    values = " ".join(line["value"] for line in shown["lines"])
    assert f"{expected.alpha:.2f}".replace(".", ",") in values
    assert criterion(scale, "norms")["state"] == "not_studied"


def test_a_scale_without_answers_says_not_yet_studied(tmp_path, people):
    found = scales(tmp_path, "--data", write(tmp_path / "a.csv", people))
    bare = found["motivatie", "autonomous"]
    assert bare["figures"] == {"reliability": None, "dif": None, "simulation": None}
    for name in CRITERIA[3:]:
        assert criterion(bare, name)["state"] == "not_studied"
        assert any(NOT_YET["nl"] in line for line in criterion(bare, name)["missing"])


def test_every_scale_of_every_module_has_all_seven_criteria(tmp_path):
    for language in LANGUAGES:
        found = scales(tmp_path, "-l", language)
        every = {
            (slug, one.id) for slug, module in CATALOGUE.modules.items() for one in module.questionnaire.scoring.scales
        }
        assert set(found) == every
        for scale in found.values():
            assert [one["id"] for one in scale["criteria"]] == list(CRITERIA)
            assert {one["state"] for one in scale["criteria"]} == {"described", "not_studied"}


def test_two_files_are_read_together(tmp_path, people):
    parts = [write(tmp_path / f"{place}.csv", people[place::2]) for place in (0, 1)]
    found = scales(tmp_path, "--module", "persoonlijkheid", "--data", parts[0], "--data", parts[1])
    whole = scales(tmp_path, "--module", "persoonlijkheid", "--data", write(tmp_path / "a.csv", people))
    name = ("persoonlijkheid", "honesty")
    one, other = (each[name]["figures"]["reliability"] for each in (found, whole))
    assert one["n"] == other["n"] == PEOPLE
    for figure in ("alpha", "omega", "sem", "mean", "sd"):
        assert one[figure] == pytest.approx(other[figure], abs=2e-6)


def test_codes_of_a_test_are_marked_with_the_key_and_marked_answers_are_taken_as_they_are(tmp_path, people):
    marked = [
        {item: int(row[item] == keys_of(LEARNING, LEARNING.by_id[item])[0]) for item in LEARNED.items} for row in people
    ]
    name, options = ("leerbaarheid", "learned"), ("--module", "leerbaarheid", "--data")
    codes = scales(tmp_path, *options, write(tmp_path / "codes.csv", people))[name]["figures"]["reliability"]
    ones = scales(tmp_path, *options, write(tmp_path / "ones.csv", marked))[name]["figures"]["reliability"]
    assert codes == ones
    assert codes["n"] == PEOPLE


def test_groups_are_compared_item_by_item(tmp_path, people):
    hard = LEARNED.items[0]
    wrong = next(code for code in LEARNING.codes_by_item[hard] if code not in keys_of(LEARNING, LEARNING.by_id[hard]))
    turned = [
        {**row, hard: wrong if row["language"] == "ti" and place % 3 else row[hard]} for place, row in enumerate(people)
    ]
    found = scales(
        tmp_path, "--module", "leerbaarheid", "--group", "language", "--data", write(tmp_path / "a.csv", turned)
    )
    scale = found["leerbaarheid", "learned"]
    assert {row["id"]: row["ets"] for row in scale["figures"]["dif"]["items"]}[hard] == "C"
    shown = criterion(scale, "construct_validity")
    assert not any("DIF" in line for line in shown["missing"])
    assert any(hard in remark for remark in shown["remarks"])
    assert not any(hard in remark and "group" in remark for remark in criterion(scale, "reliability")["remarks"])
    assert any(row[0] == hard and row[-1] == "C" for grid in shown["grids"] for row in grid["rows"])


def test_a_simulation_counts_for_its_own_scale_and_version_alone(tmp_path):
    path = tmp_path / "s.json"
    done = CliRunner().invoke(app, ["simulate", "--module", "leerbaarheid", "--n", "30", "-o", str(path)])
    assert done.exit_code == 0, done.output
    found = scales(tmp_path, "--module", "leerbaarheid", "--data", path)
    assert criterion(found["leerbaarheid", "reasoning"], "reliability")["state"] == "figures"
    assert criterion(found["leerbaarheid", "learned"], "reliability")["state"] == "not_studied"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": "9.0.0"}), encoding="utf-8")
    other = scales(tmp_path, "--module", "leerbaarheid", "--data", path)
    assert criterion(other["leerbaarheid", "reasoning"], "reliability")["state"] == "not_studied"


def test_numbers_are_written_as_their_reader_writes_them():
    dutch, english = (load_lexicon(ROOT / "locales", language) for language in LANGUAGES)
    assert (dutch.number(-1.25), english.number(-1.25)) == ("−1,25", "−1.25")
    assert (dutch.number(None), dutch.number(0.1234, 3)) == ("–", "0,123")


def test_a_condition_names_its_items_as_they_are(tmp_path):
    scale = scales(tmp_path, "--module", "achtergrond")["achtergrond", "literacy_own"]
    items = next(grid for grid in criterion(scale, "construction")["grids"] if grid["head"][1] == "Tekst")
    assert any("ac_read_own" in cell for row in items["rows"] for cell in row[1:])


def test_too_few_people_give_no_figure_but_the_reason(tmp_path, people):
    found = scales(tmp_path, "--module", "persoonlijkheid", "--data", write(tmp_path / "a.csv", people[:50]))
    shown = criterion(found["persoonlijkheid", "honesty"], "reliability")
    assert shown["state"] == "not_studied"
    assert any("50 people" in remark for remark in shown["remarks"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_item_with_its_key_and_gives_no_verdict(tmp_path, language):
    path, result = made(tmp_path, "--module", "taal_nl", "-l", language, name="d.html")
    assert result.exit_code == 0, result.output
    html = path.read_text("utf-8")
    page = read_page(html)
    words = " ".join(text_of(page).split())
    for scale in CATALOGUE.modules["taal_nl"].questionnaire.scoring.scales:
        assert all(item in words for item in scale.items)
        assert " ".join(scale.reference.split()) in words
    assert load_lexicon(ROOT / "locales", language)["confidential"] in words
    assert load_lexicon(ROOT / "locales", language)["foot"] in words
    assert NOT_YET[language] in words
    assert len(find_all(page, "section", class_="criterion")) == 14
    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)


@pytest.mark.pdf
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_scale_as_pdf(tmp_path, language):
    path, result = made(tmp_path, "--module", "competenties", "--scale", "accuracy", "-l", language, name="d.pdf")
    assert result.exit_code == 0, result.output
    pages = PdfReader(path).pages
    assert len(pages) > 2
    for page in pages:
        assert load_lexicon(ROOT / "locales", language)["foot"][:14] in page.extract_text()


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("d.doc", (), ".html, .pdf or .json"),
        ("d.json", ("--module", "nothing"), "no module nothing"),
        ("d.json", ("--module", "motivatie", "--scale", "nothing"), "autonomous"),
        ("d.json", ("--data", "nowhere.csv"), "no such file"),
        ("no/folder/d.json", ("--module", "motivatie"), "No such file"),
    ],
)
def test_what_can_not_be_made_is_told(tmp_path, name, options, said):
    path, result = made(tmp_path, *options, name=name)
    assert result.exit_code == 2
    assert said in result.output
    assert not path.exists()


def test_a_source_that_is_no_text_is_told(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "questionnaires")
    (tmp_path / "questionnaires/werkdag/1.0.0/SOURCE.md").write_bytes(b"Caf\xe9")
    path, result = made(tmp_path, "--questionnaires", tmp_path / "questionnaires")
    assert (result.exit_code, path.exists()) == (1, False)
    assert "werkdag/1.0.0/SOURCE.md, line 1" in result.output


def test_an_answer_that_the_item_does_not_have_is_refused_with_its_place(tmp_path, people):
    rows = [dict(row) for row in people]
    rows[6][HONESTY.items[1]] = "77"
    path, result = made(tmp_path, "--module", "persoonlijkheid", "--data", write(tmp_path / "a.csv", rows))
    assert result.exit_code == 2
    assert "row 7" in result.output
    assert HONESTY.items[1] in result.output
    assert not path.exists()


def test_files_and_scales_that_are_not_used_are_told(tmp_path, people):
    short = [{name: cell for name, cell in row.items() if name != HONESTY.items[0]} for row in people]
    path = write(tmp_path / "a.csv", short)
    told = made(tmp_path, "--module", "persoonlijkheid", "--data", path)[1]
    assert told.exit_code == 0
    assert f"not used for honesty; it lacks {HONESTY.items[0]}" in told.output
    assert "openness" not in told.output
    assert "a.csv: not used; none" in made(tmp_path, "--module", "motivatie", "--data", path)[1].output
    whole = write(tmp_path / "b.csv", people)
    assert (
        "not used" not in made(tmp_path, "--scale", "honesty", "--module", "persoonlijkheid", "--data", whole)[1].output
    )


def test_typed_words_are_marked_and_marks_are_taken_as_they_are(tmp_path):
    dutch = CATALOGUE.modules["taal_nl"].questionnaire
    level = dutch.scales_by_id["level"]
    stream, typed, marks = random.Random(2), [], []
    for _ in range(150):
        able = stream.gauss(0, 1)
        right = {item: able + stream.gauss(0, 1) > 0 for item in level.items}
        keys = {item: keys_of(dutch, dutch.by_id[item])[0] for item in level.items}
        wrong = {
            item: next((code for code in dutch.codes_by_item[item] if code != keys[item]), "xyz")
            for item in level.items
        }
        typed.append({item: (keys if right[item] else wrong)[item] for item in level.items})
        marks.append({item: int(right[item]) for item in level.items})
    assert not all(dutch.codes_by_item[item] for item in level.items)
    name, options = ("taal_nl", "level"), ("--module", "taal_nl", "--data")
    found = scales(tmp_path, *options, write(tmp_path / "t.csv", typed))[name]["figures"]["reliability"]
    assert found is not None
    gaps = [item for item in level.items if not dutch.codes_by_item[item]]
    mixed = [{**row, **{item: mark[item] for item in gaps}} for row, mark in zip(typed, marks, strict=True)]
    assert scales(tmp_path, *options, write(tmp_path / "m.csv", mixed))[name]["figures"]["reliability"] == found
    parts = [{**row, level.items[place % 9]: ""} for place, row in enumerate(typed)]
    shown = criterion(scales(tmp_path, *options, write(tmp_path / "p.csv", parts))[name], "reliability")
    assert shown["state"] == "not_studied"
    assert any("different parts" in remark for remark in shown["remarks"])


def test_something_else_than_a_simulation_is_refused(tmp_path):
    other = tmp_path / "x.json"
    other.write_text("[1]", encoding="utf-8")
    assert "not what" in made(tmp_path, "--data", other)[1].output


def test_both_languages_have_the_same_words_and_no_verdict():
    content = tomllib.loads((ROOT / "locales" / "dossier.toml").read_text("utf-8"))
    dutch, english = content["nl"], content["en"]
    assert set(dutch["words"]) == set(english["words"])
    assert list(dutch["criteria"]) == list(english["criteria"]) == list(CRITERIA)
    for name in CRITERIA:
        assert set(dutch["criteria"][name]) == set(english["criteria"][name])
    for words in (dutch, english):
        texts = [*words["words"].values(), *(text for one in words["criteria"].values() for text in one.values())]
        assert not re.search(r"voldoende|sufficient|adequate|satisfactory", " ".join(texts), re.I)
    for key, text in dutch["words"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english["words"][key]))


def test_a_scale_with_norms_names_their_group_and_the_others_have_none(tmp_path):
    folder = tmp_path / "questionnaires"
    shutil.copytree(SAMPLE, folder)
    path = tmp_path / "normed.json"
    done = CliRunner().invoke(app, ["dossier", "-o", str(path), "--questionnaires", str(folder)])
    assert done.exit_code == 0, done.output
    whole = json.loads(path.read_text("utf-8"))
    assert whole["normed"] is True
    modules = whole["modules"]
    found = {scale["id"]: criterion(scale, "norms") for part in modules for scale in part["scales"]}
    normed = found.pop("enjoyment")
    assert (normed["state"], normed["missing"]) == ("figures", [])
    assert normed["lines"][0]["value"] == (
        "Norms: Made up for the tests (nl n 220, ti n 210; 2026-11-26). A row of numbers"
    )
    assert {one["state"] for one in found.values()} == {"not_studied"}
