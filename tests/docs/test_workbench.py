"""What docs/workbench.md says of commands and results is so."""

import json
import re
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from service.cli import app
from service.workbench.answers import LEAST_PEOPLE
from tests.support.reference import FOLDER

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "workbench.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", re.findall(r"^bin/klantbeeld (.+)$", PAGE, re.M))
def test_every_command_and_option_of_the_page_exists(line: str) -> None:
    name, *words = line.split()
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_every_option_in_back_ticks_belongs_to_a_command() -> None:
    commands = get_command(app).commands.values()  # type: ignore[attr-defined]
    known = {option for command in commands for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known


def test_the_least_numbers_of_people_are_those_that_are_asked_for() -> None:
    for model, least in LEAST_PEOPLE.items():
        row = re.search(rf"^\| `{model}` \|.*\| (\d+)", PAGE, re.M)
        assert row is not None
        assert int(row[1]) == least


def test_every_field_of_an_item_is_explained() -> None:
    done = CliRunner().invoke(app, ["calibrate", str(FOLDER / "lsat6.csv"), "--model", "rasch"])
    table = PAGE.partition("| Field |")[2]
    for field in set(json.loads(done.stdout)["items"][0]) - {"id"}:
        assert f"`{field}`" in table


def keys_in(content: object) -> set[str]:
    """All names of fields, at any depth."""
    if isinstance(content, dict):
        return set(content).union(*(keys_in(value) for value in content.values()))
    return set().union(*(keys_in(value) for value in content)) if isinstance(content, list) else set()


@pytest.mark.parametrize(
    ("title", "words", "plain"),
    [
        ("Reliability", ["reliability", "bfi.csv", "--items", "A2,A3,A4,A5"], {"scales", "items", "id", "reversed"}),
        (
            "Differences between groups at the same ability",
            ["dif", "verbal_aggression.csv", "--group", "male", "--without", "anger", "--method", "mh"],
            {"method", "reference", "focal", "name", "n", "purified", "items", "id"},
        ),
        (
            "Differences between groups at the same ability",
            ["dif", "verbal_aggression.csv", "--group", "male", "--without", "anger", "--method", "logistic"],
            {"method", "reference", "focal", "name", "n", "purified", "items", "id"}
            | {"statistic", "df", "p", "r2_difference"},
        ),
        (
            "Norms",
            ["norms", "bfi.csv", "--items", "A2", "--population", "x", "--source", "x", "--date", "2026-01-01"],
            {"date", "population", "source", "tables", "score", "group", "n", "mean", "sd", "rows"},
        ),
    ],
)
def test_fields_of_the_other_commands_are_explained(title: str, words: list[str], plain: set[str]) -> None:
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    done = CliRunner().invoke(app, [words[0], str(FOLDER / words[1]), *words[2:]])
    assert done.exit_code == 0, done.stderr
    for field in keys_in(json.loads(done.stdout)) - plain:
        assert f"`{field}`" in section


def test_the_least_numbers_of_the_other_commands_are_those_that_are_asked_for() -> None:
    from service.workbench import dif, norms, reliability

    assert f"At least {reliability.LEAST_PEOPLE} people" in PAGE
    assert f"under {reliability.STEADY_PEOPLE} it is told" in PAGE
    assert f"Each group needs {dif.LEAST_PEOPLE} complete people; under {dif.ADVISED_PEOPLE} only" in PAGE
    assert f"A group needs {norms.LEAST_PEOPLE} people" in PAGE
