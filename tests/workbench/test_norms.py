import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from service.workbench.norms import LEAST_PEOPLE
from tests.support.reference import FOLDER, rows

BFI, SCORES = FOLDER / "bfi.csv", FOLDER / "bfi_scores_impute_none.csv"
HEAD = ("--population", "Volunteers on the internet", "--source", "SAPA", "--date", "2010-06-01")
E = "extraversion:\n  items: [E1, E2, E3, E4, E5]\n  reversed: [E1, E2]\n  lowest: 1\n  highest: 6\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["norms", *map(str, words)])


def refusal(*words: object) -> str:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def written(folder: Path, text: str, name: str = "scores.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_norms_of_the_reference_from_scores_and_from_items(tmp_path: Path) -> None:
    done = run(SCORES, *HEAD, "--items", "extraversion", "-o", tmp_path / "out.json")
    assert done.exit_code == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (found["date"], found["population"], found["source"]) == ("2010-06-01", "Volunteers on the internet", "SAPA")
    (table,) = found["tables"]
    assert (table["score"], table["group"], table["n"]) == ("extraversion", None, 2800)
    for row, wanted in zip(table["rows"], rows("bfi_extraversion_norm_table.csv"), strict=True):
        assert row["raw"] == pytest.approx(float(wanted["raw"]), abs=1e-6)
        assert row["percentile"] == pytest.approx(float(wanted["percentile_midrank"]), abs=1e-6)
        assert row["t_normalised"] == pytest.approx(float(wanted["T_normalized"]), abs=1e-6)
        assert row["stanine"] == int(wanted["stanine_from_percentile"])
    from_items = json.loads(run(BFI, *HEAD, "--keys", written(tmp_path, E, "keys.yaml")).stdout)
    assert from_items == found


def test_groups_have_their_own_tables_and_small_ones_are_left_out() -> None:
    done = run(BFI, *HEAD, "--items", "E3,E4", "--group", "education", "--least", "300")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["tables"]
    assert {(table["score"], table["group"]) for table in found} == {(item, g) for item in ("E3", "E4") for g in "345"}
    assert all(table["n"] >= 300 for table in found)
    assert "Left out: bfi.csv, E3, group 1: 222 people have a score; norms need at least 300." in done.stderr


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("x\n3\n", "scores.csv, x: 1 people have a score; norms need at least 200"),
        ("x\n" + "1\n2\n" * 99, "198 people have a score; norms need at least 200"),
        ("x\n" + "1\n" * 200, "all 200 people have the same score, 1"),
        ("x\n1\nNaN\n", 'line 3, row 2, column "x": found "NaN", not a number'),
        ("x\n1\nhoog\n", 'line 3, row 2, column "x": found "hoog", not a number'),
    ],
)
def test_what_can_not_be_normed_is_told(tmp_path: Path, text: str, why: str) -> None:
    assert why in refusal(written(tmp_path, text), *HEAD)


def test_norms_without_their_facts_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "x,g\n" + "1,\n2,\n" * 100)
    assert run(path, *HEAD, "--items", "x").exit_code == 0
    assert "need a population and a source" in refusal(path, *HEAD[:2], "--source", " ", *HEAD[4:])
    assert 'found "June 2010", which is no day' in refusal(path, *HEAD[:4], "--date", "June 2010")
    assert 'column "g": nobody has a group' in refusal(path, *HEAD, "--group", "g")
    assert 'there is no column "h"' in refusal(path, *HEAD, "--group", "h")
    assert f"{LEAST_PEOPLE} is the smallest group" in refusal(path, *HEAD, "--items", "x", "--least", "30")
