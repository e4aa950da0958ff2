"""What a report says of a scale with norms, and of those without: by a made-up table, because there is none of ours."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from service.catalogue import load
from service.catalogue.catalogue import Catalogue
from service.cli import app
from service.config import ROOT
from service.db import Database
from service.i18n import Languages, Translator
from service.migrate import migrate
from service.reports.compose import Imprint, client_report, klantmanager_report
from service.reports.evidence import gather
from service.reports.queries import finished_sitting
from service.reports.rendering import frozen, report_html, report_json, thawed
from service.reports.view import KlantmanagerReport
from service.reports.voice import Voice
from service.web.rendering import Renderer
from tests.reports.conftest import ISSUED
from tests.reports.people import Person, make_case

IMPRINT = Imprint("Gemeente Voorbeeld", "020 123 45 67", "Anna de Vries", 1, ISSUED)
USE = "norms: {table: people, by_language: true}"
HEAD = ["--population", "Verzonnen mensen", "--source", "Made up", "--date", "2026-11-26", "--group", "language"]


@pytest.fixture(scope="module")
def normed(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Our questionnaires, of which one scale of motivation has a made-up table for Tigrinya."""
    folder = tmp_path_factory.mktemp("normed") / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", folder)
    scores = folder.parent / "scores.csv"
    scores.write_text("autonomous,language\n" + "1,ti\n2,ti\n3,ti\n5,ti\n" * 55, "utf-8")
    module = folder / "motivatie" / "1.0.0"
    (module / "norms").mkdir()
    done = CliRunner().invoke(app, ["norms", str(scores), *HEAD, "-o", str(module / "norms" / "people.json")])
    assert done.exit_code == 0, done.stderr
    text = (module / "scoring.yaml").read_text("utf-8")
    text = text.replace(
        "  - id: autonomous\n", "  - id: autonomous\n    norms: {table: people, by_language: true}\n", 1
    )
    text = re.sub(r"^norms: none\n?", "", text, flags=re.M)
    (module / "scoring.yaml").write_text(f"{text.rstrip()}\nnorms: tables\n", "utf-8")
    return load(folder)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    db = Database(f"sqlite:///{tmp_path / 'norms.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


@pytest.fixture
def voices(normed: Catalogue, languages: Languages, translators: dict[str, Translator]) -> dict[str, Voice]:
    return {code: Voice(translators[code], normed, languages) for code in ("nl", "en", "ti")}


def report_of(session: Session, catalogue: Catalogue, voice: Voice, language: str) -> KlantmanagerReport:
    case = make_case(session, catalogue, Person(language=language))
    sitting = finished_sitting(session, case.id)
    assert sitting is not None
    evidence = gather(session, case, sitting)
    client = json.dumps(frozen(client_report(voice, evidence, IMPRINT)))
    assert '"norm"' not in client
    return klantmanager_report(voice, evidence, IMPRINT)


def words(renderer: Renderer, report: KlantmanagerReport) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", report_html(renderer, report)).split())


@pytest.mark.parametrize(
    ("language", "said", "other"),
    [
        (
            "nl",
            "Percentiel 75, T 57, stanine 6 onder 220 mensen: Verzonnen mensen, ti ( 2026-11-26 )",
            "Niet genormeerd.",
        ),
        ("en", "Percentile 75, T 57, stanine 6 among 220 people: Verzonnen mensen, ti ( 2026-11-26 )", "Not normed."),
    ],
)
def test_a_normed_scale_names_its_group_and_number_and_the_others_say_that_they_are_not(
    session: Session,
    normed: Catalogue,
    voices: dict[str, Voice],
    renderer: Renderer,
    language: str,
    said: str,
    other: str,
) -> None:
    report = report_of(session, normed, voices[language], "ti")
    (line,) = [line for line in report.work_scales if line.norm is not None]
    assert (line.id, line.norm.n, line.norm.group) == ("motivatie.autonomous", 220, "ti")
    assert line.value is not None
    assert 3 < line.value < 5  # three of the four made-up people lie below
    page = words(renderer, report)
    assert said in page
    scored = [one for one in (*report.background_scales, *report.work_scales, *report.person_scales) if one.track]
    scored += [one for one in report.learning_scales if one.track]
    assert page.count(f" {other} ") == len(scored) - 1
    assert "Niets hier is genormeerd" not in page
    assert json.loads(report_json(report))["normed"] is True
    assert thawed(json.loads(json.dumps(frozen(report)))) == report


def test_a_language_without_norms_reads_as_before(
    session: Session, normed: Catalogue, voices: dict[str, Voice], renderer: Renderer
) -> None:
    report = report_of(session, normed, voices["nl"], "ar")
    page = words(renderer, report)
    assert "Niet genormeerd: schattingen, geen besluiten." in page
    assert "Niets hier is genormeerd" in page
    assert "stanine" not in page
    assert json.loads(report_json(report))["normed"] is False
