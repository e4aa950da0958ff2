"""questionnaires/README.md teaches what is true: its example passes the check, and it names every rule."""

import json
import re
from pathlib import Path

import pytest

from service.catalogue import check, load
from service.catalogue.rules import RULES
from service.catalogue.score_file import score_file

README = Path(__file__).parents[2] / "questionnaires" / "README.md"
EXAMPLE = re.compile(r"^#### `([\w./]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    for name, content in EXAMPLE.findall(README.read_text("utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def test_the_example_is_a_complete_module(example):
    report = check(example)
    assert report.errors == ()
    assert {finding.file for finding in report.warnings} == {"_report/rules.yaml", "_release/outcomes.yaml"}
    assert load(example).modules["lezen"].complete_languages == ("ar", "en", "nl", "ti")


def test_the_example_answers_can_be_scored(example, tmp_path_factory):
    (answers,) = re.findall(r"```json\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    file = tmp_path_factory.mktemp("answers") / "answers.json"
    file.write_text(answers)
    scores = score_file(file, load(example))
    assert scores["lezen"]["scales"]["reading"]["value"] == 2.5
    assert json.loads(answers)["language"] == "ti"


@pytest.mark.parametrize("kind", RULES)
def test_it_names_every_rule(kind):
    assert f"- {RULES[kind].text}" in README.read_text("utf-8").splitlines() or RULES[kind].warns
    assert RULES[kind].text in README.read_text("utf-8")
