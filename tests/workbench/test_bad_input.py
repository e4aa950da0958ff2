"""Whatever is wrong with a file, every command says where, what and how much is needed; none ends in a trace."""

import json
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from service.cli import app
from tests.support.reference import FOLDER

VERBAL, BFI, LSAT6 = FOLDER / "verbal_aggression.csv", FOLDER / "bfi.csv", FOLDER / "lsat6.csv"
ITEMS = "a,b,c,d,e"
#: Each command with what it needs to run on columns a to e, with groups in g.
COMMANDS: dict[str, tuple[str, ...]] = {
    "calibrate": ("calibrate", "--model", "rasch", "--items", ITEMS),
    "calibrate 2pl": ("calibrate", "--model", "2pl", "--items", ITEMS),
    "calibrate graded": ("calibrate", "--model", "graded", "--items", ITEMS),
    "reliability": ("reliability", "--items", ITEMS),
    "dif": ("dif", "--method", "mh", "--group", "g", "--items", ITEMS),
    "dif logistic": ("dif", "--method", "logistic", "--group", "g", "--items", ITEMS),
    "norms": ("norms", "--population", "P", "--source", "S", "--date", "2026-11-26", "--items", ITEMS),
}
NEEDED = {
    "calibrate": "100",
    "calibrate 2pl": "200",
    "calibrate graded": "250",
    "reliability": "100",
    "dif": "50",
    "dif logistic": "50",
    "norms": "200",
}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def refusal(command: str, file: Path, *more: str) -> str:
    name, *rest = COMMANDS[command]
    done = run(name, file, *rest, *more)
    assert (done.exit_code, done.stdout) == (2, ""), (done.stdout, done.stderr, done.exception)
    assert isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.stderr
    assert file.name in done.stderr
    return done.stderr


def rows(people: int = 300) -> list[list[str]]:
    """Answers that every command takes, as text: an id, five items, a group."""
    chance = Random(4)
    abilities = [chance.gauss(0, 1.5) for _ in range(people)]
    return [
        [f"p{n}", *(str(int(chance.gauss(0, 1) < ability + 1 - item / 2)) for item in range(5)), "xy"[n % 2]]
        for n, ability in enumerate(abilities)
    ]


def written(folder: Path, content: list[list[str]], names: str = f"id,{ITEMS},g") -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join([names, *(",".join(row) for row in content)]) + "\n", encoding="utf-8")
    return path


each = pytest.mark.parametrize("command", COMMANDS)


@each
def test_the_answers_are_good_as_they_are(tmp_path: Path, command: str) -> None:
    name, *rest = COMMANDS[command]
    done = run(name, written(tmp_path, rows()), *rest, "--id", "id")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)


@each
@pytest.mark.parametrize("text", ["ja", "NaN", "inf", "1_0", "1;0"])
def test_text_where_a_number_belongs_has_its_row_and_column(tmp_path: Path, command: str, text: str) -> None:
    content = rows()
    content[6][3] = text
    assert f'line 8, row 7, column "c": found "{text}"' in refusal(command, written(tmp_path, content))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("norms", "reliability")])
def test_an_unknown_code_has_its_row_and_column(tmp_path: Path, command: str) -> None:
    content = rows()
    content[6][3] = "0.5" if command == "calibrate graded" else "7"
    assert 'line 8, row 7, column "c": found "' in refusal(command, written(tmp_path, content))


@each
def test_an_empty_file_and_one_with_names_only(tmp_path: Path, command: str) -> None:
    path = written(tmp_path, [])
    assert "no row of answers below" in refusal(command, path)
    path.write_bytes(b"")
    assert "the file is empty" in refusal(command, path)


@each
def test_one_respondent_is_too_few_and_the_number_needed_is_told(tmp_path: Path, command: str) -> None:
    told = refusal(command, written(tmp_path, rows(1)))
    assert NEEDED[command] in told or "two groups are compared, found 1" in told


@each
def test_too_few_people_are_told_the_number_needed(tmp_path: Path, command: str) -> None:
    assert NEEDED[command] in refusal(command, written(tmp_path, rows(90)))


@each
@pytest.mark.parametrize("cell", ["1", ""])
def test_a_constant_or_empty_item_is_named(tmp_path: Path, command: str, cell: str) -> None:
    content = rows()
    for row in content:
        row[2] = cell
    more = ("--items", "b") if command == "norms" else ()
    told = refusal(command, written(tmp_path, content), *more)
    if not command.startswith("dif") or cell:
        assert '"b"' in told or "answers.csv, b: " in told
    else:
        assert "0 people with complete answers; each group needs at least 50" in told or '"x" has 0' in told


@pytest.mark.parametrize("command", ["dif", "dif logistic"])
@pytest.mark.parametrize(("group", "why"), [("x", 'found 1: "x"'), ("", "found 0: none")])
def test_one_group_is_no_comparison(tmp_path: Path, command: str, group: str, why: str) -> None:
    content = rows()
    for row in content:
        row[6] = group
    assert why in refusal(command, written(tmp_path, content))


@each
def test_a_person_who_is_there_twice_has_a_row(tmp_path: Path, command: str) -> None:
    content = rows()
    content[9][0], content[11][0] = "p3", ""
    told = refusal(command, written(tmp_path, content), "--id", "id")
    assert 'line 11, row 10, column "id": found "p3"' in told
    assert 'row 12, column "id"' in told
    assert "there already" in told


@each
def test_a_missing_column_and_one_that_is_there_twice(tmp_path: Path, command: str) -> None:
    assert 'there is no column "e"' in refusal(command, written(tmp_path, rows(), "id,a,b,c,d,x,g"))
    assert 'are both called "a"' in refusal(command, written(tmp_path, rows(), "id,a,b,a,d,e,g"))
    assert 'there is no column "nr"' in refusal(command, written(tmp_path, rows()), "--id", "nr")


@each
def test_a_row_of_another_length_has_its_line(tmp_path: Path, command: str) -> None:
    content = rows()
    content[4].append("1")
    assert "line 6: 8 values, but 7 columns" in refusal(command, written(tmp_path, content))


@each
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_told(tmp_path: Path, command: str, encoding: str) -> None:
    path = written(tmp_path, rows())
    path.write_bytes(path.read_text(encoding="utf-8").replace("p3,", "é,").encode(encoding))
    assert "is not UTF-8" in refusal(command, path)


@each
@pytest.mark.parametrize("ending", ["parquet", "sav"])
@pytest.mark.parametrize("content", [b"", b"PAR1", b"$FL2" + b"\xff" * 300, b"no such thing"])
def test_a_broken_file_is_told(tmp_path: Path, command: str, ending: str, content: bytes) -> None:
    path = tmp_path / f"answers.{ending}"
    path.write_bytes(content)
    assert "can't be read as" in refusal(command, path)


PLOTTED = {
    "reliability": ("reliability", BFI, "--items", "A1,A2,A3,A4,A5"),
    "mh": ("dif", VERBAL, "--group", "male", "--without", "anger", "--method", "mh"),
    "logistic": ("dif", VERBAL, "--group", "male", "--without", "anger", "--method", "logistic"),
    "norms": ("norms", BFI, "--items", "E1,E3", *COMMANDS["norms"][1:7]),
    "calibrate": ("calibrate", LSAT6, "--model", "rasch"),
}


@pytest.mark.parametrize("words", PLOTTED.values(), ids=PLOTTED)
def test_json_svg_and_png_are_there_and_the_same_each_time(tmp_path: Path, words: tuple[object, ...]) -> None:
    for turn in "ab":
        done = run(*words, "-o", tmp_path / f"{turn}.json", "--plot", tmp_path / f"{turn}.svg")
        assert done.exit_code == 0, done.stderr
        assert f"Drawn: {tmp_path / f'{turn}.svg'}" in done.stderr
    for ending in ("json", "svg"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")
    assert run(*words, "--plot", tmp_path / "c.png").exit_code == 0
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.size[0] > 800
    refused = run(*words, "--plot", tmp_path / "c.pdf")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "a drawing ends in .png or .svg" in refused.stderr
