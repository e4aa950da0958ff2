import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.support.reference import FOLDER, figures

BFI = FOLDER / "bfi.csv"
E = "extraversion:\n  items: [E1, E2, E3, E4, E5]\n  reversed: [E1, E2]\n  lowest: 1\n  highest: 6\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["reliability", *map(str, words)])


def refusal(*words: object) -> str:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def keys(folder: Path, text: str) -> Path:
    path = folder / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_scales_of_the_reference(tmp_path: Path) -> None:
    lines = []
    for scale, items in figures("bfi_reliability.json")["keys"].items():
        turned = [item[1:] for item in items if item.startswith("-")]
        lines.append(f"{scale}:\n  items: [{', '.join(item.lstrip('-') for item in items)}]")
        lines.append(f"  reversed: [{', '.join(turned)}]\n  lowest: 1\n  highest: 6")
    done = run(BFI, "--keys", keys(tmp_path, "\n".join(lines)), "-o", tmp_path / "out.json")
    assert done.exit_code == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["scales"]
    wanted = figures("bfi_reliability.json")["per_scale"]
    assert [scale["id"] for scale in found] == list(wanted)
    for scale in found:
        there = wanted[scale["id"]]
        assert scale["alpha"] == pytest.approx(there["raw_alpha"], abs=1e-6)
        assert scale["alpha_interval"] == pytest.approx(there["feldt_ci"], abs=1e-6)
        assert scale["sem"] == pytest.approx(there["SEM_scale_mean"], abs=1e-6)
        assert {item["id"]: item["item_rest"] for item in scale["items"]} == pytest.approx(there["r_drop"], abs=1e-6)
    assert "Look at O4: it hardly goes with the rest of openness (0.22)." in done.stderr


def test_columns_without_keys_are_one_scale_and_a_wrong_key_is_told() -> None:
    done = run(BFI, "--items", "E1,E3,E4,E5")
    assert done.exit_code == 0, done.stderr
    (scale,) = json.loads(done.stdout)["scales"]
    assert (scale["id"], scale["n"], len(scale["items"])) == ("bfi", 2800, 4)
    assert "Look at E1: it runs against the rest of bfi" in done.stderr


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Found: a file without content"),
        ("- a\n", "there is no scale"),
        ("E: [E1, E2]\n", 'line 1, scale "E": this is not the form of a scale'),
        ("E:\n  items: [E1, E9]\n", 'line 1, scale "E": there is no column "E9"'),
        ("E:\n  items: [E1]\n", "at least 2 items, found 1"),
        ("E:\n  items: [E1, E1]\n", "names one item twice"),
        ("E:\n  items: [E1, E2]\n  reversed: [E1]\n", "reversed items need the lowest and the highest answer"),
        ("E:\n  items: [E1, E2]\n  reversed: [E3]\n", "E3 is reversed, but not one of the items"),
        ("E:\n  items: [E1, E2]\n  lowest: 6\n  highest: 1\n", "not below the highest"),
        ("E:\n  items: [E1, E2]\n  lowest: low\n", "are numbers"),
        ("E:\n  items: E1\n", "items is not a list"),
        ("E:\n  items: [E1, E2]\n  wieght: 2\n", "not the form of a scale"),
        ("E:\n items: [E1, E2\n", "Mend:"),
    ],
)
def test_keys_that_can_not_be_used_are_told(tmp_path: Path, text: str, why: str) -> None:
    assert why in refusal(BFI, "--keys", keys(tmp_path, text))


def test_an_answer_outside_the_scale_is_told_with_row_and_column(tmp_path: Path) -> None:
    lines = BFI.read_text(encoding="utf-8").splitlines()
    names = lines[0].replace('"', "").split(",")
    row = lines[4].split(",")
    row[names.index("E3")] = "9"
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*lines[:4], ",".join(row), *lines[5:]]), encoding="utf-8")
    told = refusal(path, "--keys", keys(tmp_path, E))
    assert 'line 5, row 4, column "E3": found "9", outside the answers 1 to 6 of extraversion' in told
    assert run(path, "--keys", keys(tmp_path, E), "--missing", "9").exit_code == 0
    row[names.index("E3")] = "NaN"
    path.write_text("\n".join([*lines[:4], ",".join(row), *lines[5:]]), encoding="utf-8")
    assert 'line 5, row 4, column "E3": found "NaN", not a number' in refusal(path, "--keys", keys(tmp_path, E))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "the file is empty"),
        ("a,b\n", "no row of answers"),
        ("a,b\n1,2\n", "1 people have answers; reliability needs at least 100"),
        ("a,b\n" + "1,2\n3,4\n" * 49, "98 people have answers; reliability needs at least 100"),
        ("a,b\n" + "1,2\n3,2\n" * 50, 'column "b": all 100 who answered have the same answer'),
        ("a,b\n" + "1,\n3,\n" * 50, 'column "b": nobody answered'),
        ("a,b\n" + "1,2\n2,1\n" * 50, "opposite directions"),
        ("a\n" + "1\n2\n" * 50, "a scale needs at least 2 items, found 1"),
    ],
)
def test_too_little_is_refused(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(content, encoding="utf-8")
    assert why in refusal(path)


def test_a_missing_file_of_keys_and_a_place_that_does_not_exist(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(BFI, "--keys", tmp_path / "none.yaml")
    assert "there is no folder" in refusal(BFI, "-o", tmp_path / "none" / "out.json")
    path = tmp_path / "keys.yaml"
    path.write_bytes("schaal: é".encode("latin-1"))
    assert "not UTF-8" in refusal(BFI, "--keys", path)


def test_few_people_are_enough_but_told(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    people = chance.normal(size=(120, 1)) + chance.normal(size=(120, 4))
    path = tmp_path / "few.csv"
    path.write_text("a,b,c,d\n" + "\n".join(",".join(f"{x:.3f}" for x in row) for row in people), encoding="utf-8")
    done = run(path)
    assert done.exit_code == 0
    assert "few: 120 people; with a weak common factor 300 are needed." in done.stderr
