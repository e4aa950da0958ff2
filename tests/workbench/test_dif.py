import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.support.reference import FOLDER, rows

VERBAL = FOLDER / "verbal_aggression.csv"
CHOICE = ("--group", "male", "--without", "anger")


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["dif", *map(str, words)])


def result(*words: object) -> dict:
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refusal(*words: object) -> str:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def written(folder: Path, lines: list[str]) -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_mantel_haenszel_of_the_reference(tmp_path: Path) -> None:
    done = run(VERBAL, *CHOICE, "--method", "mh", "--purify", "-o", tmp_path / "out.json")
    assert done.exit_code == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (found["reference"], found["focal"]) == ({"name": "0", "n": 243}, {"name": "1", "n": 73})
    wanted = {row["item"].lower(): row for row in rows("verbal_aggression_mh_purified.csv")}
    for item in found["items"]:
        assert item["statistic"] == pytest.approx(float(wanted[item["id"].lower()]["MH_purified"]), abs=1e-6)
    flagged = {name for name, row in wanted.items() if row["flagged_purified"] == "TRUE"}
    assert {name.lower() for name in found["left_out_of_score"]} == flagged
    assert 'Group "1": 73 people; fewer than 200' in done.stderr
    assert "Look at S2DoCurse: a large difference (C)" in done.stderr


def test_logistic_of_the_reference_and_the_focal_group() -> None:
    found = result(VERBAL, *CHOICE, "--method", "logistic", "--focal", "0")
    assert (found["focal"]["name"], found["purified"], found["left_out_of_score"]) == ("0", False, [])
    wanted = {row["item"].lower(): row for row in rows("verbal_aggression_logistic.csv")}
    for item in found["items"]:
        row = wanted[item["id"].lower()]
        assert item["both"]["r2_difference"] == pytest.approx(float(row["both_dR2"]), abs=1e-6)
        assert item["uniform"]["statistic"] == pytest.approx(float(row["udif_stat"]), abs=1e-6)
        assert item["non_uniform"]["statistic"] == pytest.approx(float(row["nudif_stat"]), abs=1e-6)


@pytest.mark.parametrize("method", ["mh", "logistic"])
def test_gaps_are_left_out_and_told(tmp_path: Path, method: str) -> None:
    lines = VERBAL.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    gap = ",".join(["", *cells[1:]])
    nobody = ",".join([*cells[:24], "", cells[25]])
    done = run(written(tmp_path, [*lines, gap, nobody]), *CHOICE, "--method", method)
    assert done.stdout == run(VERBAL, *CHOICE, "--method", method).stdout
    assert "Not used: 1 people without a group, 1 with a missing answer." in done.stderr


@pytest.mark.parametrize("text", ["2", "ja", "NaN", "0.5"])
def test_an_unknown_answer_is_told_with_row_and_column(tmp_path: Path, text: str) -> None:
    lines = VERBAL.read_text(encoding="utf-8").splitlines()
    lines[3] = ",".join([text, *lines[3].split(",")[1:]])
    told = refusal(written(tmp_path, lines), *CHOICE, "--method", "mh")
    assert f'line 4, row 3, column "S1WantCurse": found "{text}"' in told


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "the file is empty"),
        (["a,b,c,g", "1,0,1,x"], 'two groups are compared, found 1: "x"'),
        (["a,b,c,g", "1,0,1,x", "1,0,1,y", "1,0,1,z"], 'found 3: "x", "y", "z"'),
        (["a,b,c,g", "1,0,1,"], "found 0: none"),
        (["a,b,c,g", *["1,0,1,x"] * 60, *["0,1,0,y"] * 49], '"y" has 49 people with complete answers; each group nee'),
        (["a,b,c,g", *["1,0,1,x"] * 60, *["0,1,1,y"] * 50], 'column "c": all 110 who answered have the same answer'),
        (["a,b,g", "1,0,x", "1,0,y"], "2 columns were chosen; at least 3"),
        (["a,b,c,h", "1,0,1,x"], 'there is no column "g"'),
    ],
)
def test_what_can_not_be_compared_is_told(tmp_path: Path, lines: list[str], why: str) -> None:
    assert why in refusal(written(tmp_path, lines), "--group", "g", "--method", "mh")


def test_an_unknown_focal_group_is_told() -> None:
    assert 'there is no group "female"' in refusal(VERBAL, *CHOICE, "--method", "mh", "--focal", "female")
