"""A norm table is dropped in as `klantbeeld norms` writes it, is checked, and is kept with what was asked."""

from typer.testing import CliRunner

from scoring.score import score
from service.catalogue import freeze, load, thaw
from service.cli import app
from tests.catalogue.conftest import Files

HEAD = ("--population", "Made up", "--source", "Numbers", "--date", "2026-11-26")
NORMS, SCORING = "werkdag/1.0.0/norms", "werkdag/1.0.0/scoring.yaml"
ANSWERS = {"wd_job": "yes", "wd_enjoy": "4", "wd_bored": "2", "wd_proud": "3"}


def test_what_the_command_writes_drops_in_as_it_is(files: Files) -> None:
    answers = "A,B,C\n" + "5,1,5\n4,2,3\n2,5,1\n3,3,4\n" * 60
    (files.path.parent / "answers.csv").write_text(answers, "utf-8")
    keys = "enjoyment:\n  items: [A, B, C]\n  reversed: [B]\n  lowest: 1\n  highest: 5\n"
    (files.path.parent / "keys.yaml").write_text(keys, "utf-8")
    words = ["norms", files.path.parent / "answers.csv", "--keys", files.path.parent / "keys.yaml", *HEAD]
    done = CliRunner().invoke(app, [*map(str, words), "-o", str(files.path / NORMS / "new.json")])
    assert done.exit_code == 0, done.stderr
    files.replace(SCORING, "{table: made_up, by_language: true}", "{table: new}")
    (files.path / NORMS / "made_up.json").unlink()
    report = files.check()
    assert report.findings == ()
    found = score(load(files.path).modules["werkdag"].questionnaire, ANSWERS, "ar").scales["enjoyment"].norm
    assert found is not None
    assert (found.table, found.n, found.group, found.population) == ("new", 240, None, "Made up")
    assert found.percentile == 62.5  # 3⅔: two of four below, one beside


def test_a_table_may_be_written_as_yaml(files: Files) -> None:
    files.write(f"{NORMS}/made_up.yaml", files.read(f"{NORMS}/made_up.json"))
    (finding,) = files.found("file_unknown")
    assert finding.file == f"{NORMS}/made_up.yaml"  # one of a name
    (files.path / NORMS / "made_up.json").unlink()
    assert files.check().findings == ()


def test_no_other_file_lies_among_the_norms(files: Files) -> None:
    files.write(f"{NORMS}/scores.csv", "1,2\n")
    (finding,) = files.found("file_unknown")
    assert finding.where == "scores.csv"


def test_a_broken_table_is_told_once_and_stops_the_start(files: Files) -> None:
    files.replace(f"{NORMS}/made_up.json", '"n": 220,', '"n": "many",')
    report = files.check()
    assert [finding.where for finding in report.errors] == ["tables 1 n"]
    assert 'n: "many"' in report.errors[0].found


def test_a_snapshot_keeps_its_table_and_another_table_is_another_hash(files: Files) -> None:
    before = load(files.path).modules["werkdag"]
    digest, copy = freeze(before)
    kept = thaw(copy)
    assert kept.hash == digest
    assert kept.questionnaire.norm_tables == before.questionnaire.norm_tables
    assert score(kept.questionnaire, ANSWERS, "nl").scales["enjoyment"].norm is not None
    files.replace(f"{NORMS}/made_up.json", "A row of numbers", "Another row of numbers")
    assert load(files.path).modules["werkdag"].hash != digest


def test_our_own_modules_have_none() -> None:
    from service.config import ROOT
    from tests.support.reading import read_once

    for module in read_once(ROOT / "questionnaires").versions.values():
        assert module.questionnaire.scoring.norms == "none"
        assert module.questionnaire.norm_tables == {}
