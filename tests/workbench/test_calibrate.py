import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import polars
import pyreadstat
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from scoring.calibration import calibrate
from scoring.irt import bank_information
from scoring.irt.parameters import Bank, Floats
from service.cli import app
from service.config import ROOT
from service.workbench.plots import ABILITIES, expected_shares, total_information
from service.workbench.progress import nearness
from tests.scoring.calibration.simulated import right_or_wrong
from tests.support.reference import FOLDER, figures, items_of, matrix

LSAT6, SCIENCE = FOLDER / "lsat6.csv", FOLDER / "science_4items_int.csv"
ITEM = {"id", "a", "b", "se_a", "se_b", "s_x2", "df", "p"}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["calibrate", *map(str, words)])


def result(*words: object) -> dict:
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refusal(*words: object) -> str:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def written(folder: Path, rows: Floats, names: str = "a,b,c,d,e", name: str = "answers.csv") -> Path:
    path = folder / name
    lines = [",".join("" if np.isnan(cell) else f"{cell:g}" for cell in row) for row in rows]
    path.write_text("\n".join([names, *lines]) + "\n", encoding="utf-8")
    return path


def test_two_parameters_of_the_reference(tmp_path: Path) -> None:
    done = run(LSAT6, "--model", "2pl", "-o", tmp_path / "out.json")
    assert done.exit_code == 0
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(found) == ["model", "n", "log_likelihood", "items"]
    assert (found["model"], found["n"]) == ("2pl", 1000)
    assert found["log_likelihood"] == pytest.approx(-2466.653, abs=1e-2)
    for item, wanted in zip(found["items"], items_of(figures("lsat6_mirt_models.json")["twoPL"]), strict=True):
        assert set(item) == ITEM
        assert (item["a"], item["b"]) == (pytest.approx(wanted.a, abs=1e-2), pytest.approx(wanted.b[0], abs=1e-2))
        assert item["se_a"] > 0 < item["se_b"]
    assert [item["id"] for item in found["items"]] == ["Q1", "Q2", "Q3", "Q4", "Q5"]


def test_rasch_has_a_latent_variance_and_mean_squares() -> None:
    found = result(LSAT6, "--model", "rasch")
    assert found["latent_variance"] == pytest.approx(0.570, abs=1e-2)
    assert found["log_likelihood"] == pytest.approx(-2466.938, abs=1e-2)
    wanted = items_of(figures("lsat6_mirt_models.json")["rasch_latent_var_free"])
    for item, reference in zip(found["items"], wanted, strict=True):
        assert set(item) == ITEM | {"infit", "outfit"}
        assert (item["a"], item["se_a"]) == (1.0, None)
        assert item["b"] == pytest.approx(reference.b[0], abs=1e-2)


def test_graded_items_have_a_list_of_thresholds() -> None:
    found = result(SCIENCE, "--model", "graded")
    assert found["log_likelihood"] == pytest.approx(-1608.869, abs=1e-2)
    for item, wanted in zip(found["items"], items_of(figures("science_mirt_graded_gpcm.json")["graded"]), strict=True):
        assert item["a"] == pytest.approx(wanted.a, abs=1e-2)
        assert item["b"] == pytest.approx(list(wanted.b), abs=1e-2)
        assert len(item["se_b"]) == 3


def test_every_kind_of_file_and_every_run_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = polars.DataFrame(matrix("lsat6.csv").astype(int), schema=[f"Q{n}" for n in range(1, 6)], orient="row")
    frame.write_parquet(tmp_path / "x.parquet")
    pyreadstat.write_sav(frame, str(tmp_path / "x.sav"))
    texts = {run(path, "--model", "2pl").stdout for path in (LSAT6, LSAT6, tmp_path / "x.parquet", tmp_path / "x.sav")}
    assert len(texts) == 1


def test_columns_can_be_chosen_or_left_out(tmp_path: Path) -> None:
    numbered = np.column_stack((np.arange(1000) + 61000, matrix("lsat6.csv")))
    path = written(tmp_path, numbered, "id,Q1,Q2,Q3,Q4,Q5")
    assert result(path, "--model", "2pl", "--without", "id") == result(LSAT6, "--model", "2pl")
    assert [item["id"] for item in result(path, "--model", "rasch", "--items", "Q5, Q1,Q2")["items"]] == [
        "Q5",
        "Q1",
        "Q2",
    ]
    assert 'column "id": found "61000", but 2pl is for 0 (wrong) and 1 (right)' in refusal(path, "--model", "2pl")
    assert 'column "id": 1000 different values' in refusal(path, "--model", "graded")


def test_missing_answers_are_allowed(tmp_path: Path) -> None:
    answers = matrix("lsat6.csv")
    answers[::7, 1] = np.nan
    with_nothing = result(written(tmp_path, answers), "--model", "2pl")
    answers[::7, 1] = 9
    with_nine = result(written(tmp_path, answers, name="nine.csv"), "--model", "2pl", "--missing", "9")
    assert with_nothing == with_nine
    assert with_nothing["n"] == 1000


@pytest.mark.parametrize("text", ["2", "NaN", "ja", "0.5"])
@pytest.mark.parametrize("model", ["2pl", "rasch"])
def test_an_unknown_value_is_told_with_row_and_column(tmp_path: Path, text: str, model: str) -> None:
    path = written(tmp_path, matrix("lsat6.csv"))
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = f"1,1,{text},0,0"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert f'line 5, row 4, column "c": found "{text}"' in refusal(path, "--model", model)


def test_a_fraction_is_no_graded_answer(tmp_path: Path) -> None:
    answers = matrix("science_4items_int.csv")
    answers[2, 1] = 2.5
    told = refusal(written(tmp_path, answers, "a,b,c,d"), "--model", "graded")
    assert 'row 3, column "b": found "2.5", not a whole number' in told


@pytest.mark.parametrize(
    ("rows", "model", "why"),
    [
        (1, "2pl", "1 people have answers; the model 2pl needs at least 200"),
        (40, "rasch", "40 people have answers; the model rasch needs at least 100"),
        (199, "2pl", "needs at least 200"),
    ],
)
def test_too_few_people_are_told_how_many_are_needed(tmp_path: Path, rows: int, model: str, why: str) -> None:
    assert why in refusal(written(tmp_path, matrix("lsat6.csv")[:rows]), "--model", model)


def test_too_few_items_are_told(tmp_path: Path) -> None:
    assert "2 columns were chosen; at least 3 items" in refusal(LSAT6, "--model", "2pl", "--items", "Q1,Q2")


def test_an_item_that_tells_nothing_is_named(tmp_path: Path) -> None:
    answers = matrix("lsat6.csv")
    answers[:, 3] = 1
    told = refusal(written(tmp_path, answers), "--model", "2pl")
    assert 'column "d": everybody who answered has 1' in told
    assert "--without d" in told
    answers[:, 3] = np.nan
    assert 'column "d": nobody answered' in refusal(written(tmp_path, answers), "--model", "2pl")


@pytest.mark.parametrize("text", ["", "a,b,c\n", "a,b,c\n1,0\n"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    assert "x.csv" in refusal(path, "--model", "2pl")


def test_places_to_write_to_are_checked_before_the_work(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(LSAT6, "--model", "2pl", "-o", tmp_path / "no" / "x.json")
    assert "there is no folder" in refusal(LSAT6, "--model", "2pl", "--plot", tmp_path / "no" / "x.png")
    assert "a drawing ends in .png or .svg" in refusal(LSAT6, "--model", "2pl", "--plot", tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_a_place_that_takes_nothing_is_told() -> None:
    assert refusal(LSAT6, "--model", "2pl", "-o", "/dev/null/x.json").startswith("/dev/null/x.json")
    told = refusal(LSAT6, "--model", "2pl", "-o", "/proc/nothing.json")
    assert told.startswith("/proc/nothing.json: ")


def test_an_item_that_runs_the_wrong_way_is_remarked(tmp_path: Path) -> None:
    answers = right_or_wrong(800, np.full(5, 1.2), np.linspace(-1, 1, 5), 3)
    answers[:, 2] = 1 - answers[:, 2]
    done = run(written(tmp_path, answers), "--model", "2pl", "--plot", tmp_path / "x.png")
    assert done.exit_code == 0
    assert "Look at c: a is -" in done.stderr
    assert json.loads(done.stdout)["items"][2]["a"] < 0


def test_answers_that_nobody_gave_are_remarked_and_listed(tmp_path: Path) -> None:
    answers = matrix("science_4items_int.csv")
    answers[answers[:, 0] == 2, 0] = 1
    done = run(written(tmp_path, answers, "a,b,c,d"), "--model", "graded")
    assert "Look at a: not all answers were given; its thresholds b lie between 1, 3, 4" in done.stderr
    first, second, *_ = json.loads(done.stdout)["items"]
    assert first["answers"] == [1, 3, 4]
    assert len(first["b"]) == 2
    assert "answers" not in second


def test_an_item_that_few_answered_is_remarked(tmp_path: Path) -> None:
    answers = matrix("lsat6.csv")
    answers[np.arange(1000) % 10 > 0, 4] = np.nan
    assert (
        "Look at e: 100 people answered it; fewer than 200" in run(written(tmp_path, answers), "--model", "2pl").stderr
    )


def test_the_drawing_is_a_picture_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "a.svg", "b.svg"):
        assert run(LSAT6, "--model", "2pl", "--plot", tmp_path / name).exit_code == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1500, 630)
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 20
    words = " ".join(ElementTree.parse(tmp_path / "a.svg").getroot().itertext())
    assert all(word in words for word in ("Q1", "Q5", "ability (logits)", "information", "1000 people"))
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_what_is_drawn_is_what_was_found() -> None:
    found = calibrate(matrix("science_4items_int.csv") - 1, "graded")
    bank = Bank.of([item.parameters for item in found.items])
    assert total_information(found) == pytest.approx(bank_information(bank, ABILITIES).sum(axis=1))
    shares = expected_shares(found)
    assert shares.shape == (161, 4)
    assert (np.diff(shares, axis=0) > 0).all()
    assert 0 < shares.min() < shares.max() < 1


def test_progress_runs_from_nought_to_one() -> None:
    assert [nearness(change) for change in (5.0, 1.0, 1e-3, 1e-6, 0.0)] == pytest.approx([0, 0, 0.5, 1, 1])


def test_the_command_runs_as_an_operator_calls_it(tmp_path: Path) -> None:
    words = [ROOT / "bin" / "klantbeeld", "calibrate", LSAT6, "--model", "rasch", "-o", tmp_path / "out.json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"Written: {tmp_path / 'out.json'}\n"


def test_an_item_steeper_than_items_are_is_remarked(tmp_path: Path) -> None:
    answers = right_or_wrong(2000, np.array([1.2] * 9 + [9.0]), np.linspace(-1, 1, 10), 2)
    done = run(written(tmp_path, answers, "a,b,c,d,e,f,g,h,i,j"), "--model", "2pl")
    assert done.exit_code == 0
    assert re.fullmatch(r"Look at j: a is \d+\.\d, steeper than an item can be. Does it repeat .*\n", done.stderr)


def test_an_item_that_repeats_another_comes_to_no_rest(tmp_path: Path) -> None:
    answers = matrix("lsat6.csv")
    told = refusal(written(tmp_path, np.column_stack((answers, answers[:, 2])), "a,b,c,d,e,f"), "--model", "2pl")
    assert re.search(r"The steepest item is [cf], with a = \d+.\d: it may repeat another one", told)


def test_without_rest_nothing_is_written(tmp_path: Path) -> None:
    """One person in a thousand was right: the likelihood rises with the slope, for ever."""
    answers = matrix("lsat6.csv")
    answers[:, 0] = 0
    answers[5, 0] = 1
    told = refusal(written(tmp_path, answers), "--model", "2pl", "-o", tmp_path / "out.json")
    assert "The steepest item is a" in told
    assert "--without a" in told
    assert not (tmp_path / "out.json").exists()


def test_answers_in_perfect_order_are_told(tmp_path: Path) -> None:
    answers = (np.random.default_rng(0).normal(size=(500, 1)) > np.linspace(-2, 2, 6)).astype(float)
    told = refusal(written(tmp_path, answers, "a,b,c,d,e,f"), "--model", "rasch")
    assert "The variance of ability grows" in told
