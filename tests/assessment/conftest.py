"""Stored sittings on a small catalogue, and the command that scores them again with a changed one."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from scoring.definition import Item, Questionnaire
from scoring.result import AnswerValue
from service.catalogue import load
from service.catalogue.catalogue import Catalogue
from service.cli import app
from service.db import Database
from service.migrate import ALL_TABLES
from tests.reports.people import Person, make_case, willing

SAMPLE = Path(__file__).parents[1] / "catalogue" / "sample"
ANSWERS: dict[str, AnswerValue] = {
    "wd_job": "yes",
    "wd_enjoy": "4",
    "wd_bored": "2",
    "wd_proud": "3",
    "wo_01": "b",
    "wo_02": "huis",
}


def answering(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    return ANSWERS[item.id] if item.id in ANSWERS else willing(questionnaire, item)


@dataclass(frozen=True)
class Stored:
    """A database with one scored sitting of the sample, and a copy of the sample that a test can change."""

    url: str
    folder: Path
    tmp: Path

    @property
    def questionnaires(self) -> Path:
        return self.folder

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, work: Callable[[Session], Any]) -> None:
        db = Database(self.url)
        with db.write() as session:
            work(session)
        db.close()

    def rows(self) -> dict[str, list[str]]:
        """Everything in the database, as text."""
        db = Database(self.url)
        with db.read() as session:
            tables = ALL_TABLES.sorted_tables
            found = {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}
        db.close()
        return found

    def run(self, *words: object) -> Result:
        env = {"DATABASE_URL": self.url, "KLANTBEELD_DATA": str(self.tmp)}
        return CliRunner().invoke(app, ["rescore", *map(str, words)], env=env)

    def compared(self, *words: object) -> dict[str, Any]:
        """What stands in the JSON file, after a run with the changed copy."""
        out = self.tmp / "out.json"
        done = self.run("--questionnaires", self.folder, *words, "-o", out)
        assert done.exit_code == 0, done.output
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found

    def csv_rows(self, *words: object) -> list[dict[str, str]]:
        out = self.tmp / "out.csv"
        done = self.run("--questionnaires", self.folder, *words, "--csv", out)
        assert done.exit_code == 0, done.output
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def sample() -> Catalogue:
    return load(SAMPLE)


@pytest.fixture
def stored(database_url: str, tmp_path: Path, sample: Catalogue) -> Stored:
    folder = tmp_path / "questionnaires"
    shutil.copytree(SAMPLE, folder)
    found = Stored(database_url, folder, tmp_path)
    found.write(lambda session: make_case(session, sample, Person(choose=answering)))
    return found
