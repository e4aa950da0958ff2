"""The export says everything that there is to judge an item by, and a solver needs nothing else."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.catalogue import load
from service.catalogue.export import ExportRefused, exported
from service.cli import app
from service.config import ROOT
from tests.scoring.matrices.proof import ATTRIBUTES, kept

CATALOGUE = load(ROOT / "questionnaires")
DOCUMENT = (ROOT / "docs" / "catalogue-export.md").read_text("utf-8")


@pytest.fixture(scope="module")
def everything() -> dict[str, Any]:
    return json.loads(json.dumps(exported(CATALOGUE, (), "en"), allow_nan=False))


@pytest.fixture(scope="module")
def bank(everything: dict[str, Any]) -> list[dict[str, Any]]:
    [module] = [module for module in everything["modules"] if module["module"] == "leerbaarheid"]
    return [item for item in module["items"] if "figure" in item and not item["practice"]]


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["catalogue", "export", *words])


def test_the_command_writes_a_bank_that_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "bank.json"
    result = run("--module", "leerbaarheid", "-o", str(file))
    assert result.exit_code == 0
    assert "1 modules" in result.output
    found = json.loads(file.read_text("utf-8"))
    assert found == json.loads(json.dumps(exported(CATALOGUE, ("leerbaarheid",), "en")))
    assert [module["module"] for module in found["modules"]] == ["leerbaarheid"]


def test_without_a_file_it_is_printed() -> None:
    result = run("--module", "motivatie", "--module", "persoonlijkheid", "--language", "ti")
    found = json.loads(result.output)
    assert [module["module"] for module in found["modules"]] == ["motivatie", "persoonlijkheid"]
    assert found["modules"][0]["title"] == CATALOGUE.modules["motivatie"].text("ti", "title")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--module", "leerbarheid"], 2, "did you mean leerbaarheid?"),
        (["--language", "xx"], 2, "is not there in xx; it is in ar, en, nl, ti"),
        (["-o", "/no/such/folder/bank.json"], 2, "can't be written"),
    ],
)
def test_what_can_not_be_done_is_said(words: list[str], code: int, said: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert said in result.output


def test_errors_in_the_files_are_listed(files: Any) -> None:
    files.replace("paren/1.0.0/scoring.yaml", "needed: 1", "needed: many")
    result = run("--questionnaires", str(files.path))
    assert result.exit_code == 1
    assert "needed" in result.output


def test_every_item_of_every_module_is_there_with_what_it_is_judged_by(everything: dict[str, Any]) -> None:
    for module in everything["modules"]:
        questionnaire = CATALOGUE.modules[module["module"]].questionnaire
        assert [item["id"] for item in module["items"]] == [item.id for item in questionnaire.items]
        assert [scale["id"] for scale in module["scales"]] == [scale.id for scale in questionnaire.scoring.scales]
        for item in module["items"]:
            known = questionnaire.by_id[item["id"]]
            assert (item["intent"], item["sensitivity"]) == (known.intent, known.sensitivity.value)
            assert item["question"]
            codes = tuple(option["code"] for option in item["options"])
            assert codes == questionnaire.codes_by_item[item["id"]]
            assert not codes or set(item["keys"]) <= set(codes)
            scored = [scale.id for scale in questionnaire.scoring.scales if item["id"] in scale.items]
            assert item["scales"] == scored


def test_wrong_options_of_language_items_say_why(everything: dict[str, Any]) -> None:
    [module] = [module for module in everything["modules"] if module["module"] == "taal_nl"]
    reasons = [option.get("why") for item in module["items"] for option in item["options"] if item["level"]]
    assert sum(reason is not None for reason in reasons) > 100
    assert {item["task"] for item in module["items"]} >= {"word_picture", "sentence", "reading"}


def test_words_in_the_language_that_was_asked_for() -> None:
    found = exported(CATALOGUE, ("competenties",), "ar")["modules"][0]
    item = next(item for item in found["items"] if item["options"] and item["type"] != "passage")
    module = CATALOGUE.modules["competenties"]
    assert item["question"] == module.question("ar", module.questionnaire.by_id[item["id"]])
    assert found["scales"][0]["meaning"] == {}
    assert exported(CATALOGUE, ("competenties",), "nl")["modules"][0]["scales"][0]["meaning"]["definition"]


def test_lists_and_conditions_are_written_out(everything: dict[str, Any]) -> None:
    [module] = [module for module in everything["modules"] if module["module"] == "achtergrond"]
    by_id = {item["id"]: item for item in module["items"]}
    assert {"code": "ER", "text": "Eritrea"} in by_id["ac_origin"]["options"]
    assert any(item["show_if"] for item in module["items"])


def rows_with(figure: dict[str, Any], option: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [[cell or option for cell in row] for row in figure["cells"]]


def test_from_the_json_alone_one_option_keeps_all_rules(bank: list[dict[str, Any]]) -> None:
    assert len(bank) >= 72
    for item in bank:
        figure = item["figure"]
        assert len(figure["cells"]) == figure["rows"]
        assert {len(row) for row in figure["cells"]} == {figure["columns"]}
        found = {
            code: [
                rule["attribute"]
                for rule in figure["rules"]
                if not kept(rule["rule"], rule["attribute"], rule["over"], rows_with(figure, option))
            ]
            for code, option in figure["options"].items()
        }
        assert [code for code, broken in found.items() if not broken] == [figure["key"]] == item["keys"], item["id"]
        assert {code: broken for code, broken in found.items() if broken} == figure["breaks"]
        assert set(figure["errors"]) == set(figure["breaks"])
        assert set(figure["errors"].values()) <= {"repetition", "incomplete_rule", "wrong_rule"}
        assert item["difficulty"] == figure["predicted_difficulty"]


def test_from_the_json_alone_the_options_give_no_advantage(bank: list[dict[str, Any]]) -> None:
    """The most common values, and the odd one out; ties by chance."""
    for sign in (1, -1):
        total = 0.0
        for item in bank:
            options = item["figure"]["options"]
            counts = {name: Counter(str(cell[name]) for cell in options.values()) for name in ATTRIBUTES}
            scores = {c: sign * sum(counts[n][str(cell[n])] for n in ATTRIBUTES) for c, cell in options.items()}
            best = [code for code, score in scores.items() if score == max(scores.values())]
            total += (item["figure"]["key"] in best) / len(best) - 1 / len(options)
        assert total / len(bank) <= 0.05


def test_from_the_json_alone_each_pair_has_one_picture(everything: dict[str, Any]) -> None:
    [module] = [module for module in everything["modules"] if module["module"] == "leerbaarheid"]
    studied = {
        item["id"]: {str(pair["symbol"]): pair["picture"] for pair in item["pairs"]}
        for item in module["items"]
        if "pairs" in item
    }
    asked = [item for item in module["items"] if "pair" in item]
    assert len(asked) == 25
    for item in asked:
        pair = item["pair"]
        right = studied[pair["study"]][str(pair["symbol"])]
        assert [code for code, picture in pair["options"].items() if picture == right] == item["keys"] == [pair["key"]]


def test_gaps_are_written_out(files: Any) -> None:
    found = exported(load(files.path), ("woorden",), "en")["modules"][0]
    [gaps] = [item["c_test"]["gaps"] for item in found["items"] if item["id"] == "wo_04"]
    assert len(gaps) == 20
    assert [gap["accepted"] for gap in gaps if gap["accepted"]] == [["staakt"]]


def test_the_document_names_every_key(everything: dict[str, Any]) -> None:
    named = set(re.findall(r"`([\w]+)`", DOCUMENT)) | set(re.findall(r'"(\w+)":', DOCUMENT))
    modules = everything["modules"]
    items = [item for module in modules for item in module["items"]]
    figures = [item["figure"] for item in items if "figure" in item]
    shown = [everything, *modules, *items, *figures, figures[0]["cells"][0][0], figures[0]["rules"][0]]
    shown += [pair for item in items for pair in item.get("pairs", ())]
    shown += [item["pair"] for item in items if "pair" in item]
    shown += [option for item in items for option in item["options"]]
    assert {key for block in shown for key in block} - named == set()


def test_an_unknown_module_is_refused() -> None:
    with pytest.raises(ExportRefused, match="no module nothing"):
        exported(CATALOGUE, ("nothing",), "en")


def test_the_folder_of_the_setting_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLANTBEELD_QUESTIONNAIRES", str(Path(__file__).parent / "sample"))
    written = json.loads(run().stdout)
    assert "werkdag" in [module["module"] for module in written["modules"]]
