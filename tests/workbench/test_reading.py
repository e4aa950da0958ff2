import subprocess
import sys
from pathlib import Path

import numpy as np
import polars
import pyreadstat
import pytest

from service.workbench.reading import read_table
from service.workbench.table import Table, Unusable
from tests.support.reference import FOLDER, matrix


def written(folder: Path, text: str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def read(folder: Path, text: str) -> Table:
    return read_table(written(folder, text))


def refusal(path: Path) -> str:
    with pytest.raises(Unusable) as caught:
        read_table(path)
    return caught.value.detail


def test_the_three_kinds_of_files_give_the_same_numbers(tmp_path: Path) -> None:
    table = read_table(FOLDER / "lsat6.csv")
    numbers = table.numbers(table.names)
    frame = polars.DataFrame(numbers.astype(int), schema=list(table.names), orient="row")
    frame.write_parquet(tmp_path / "lsat6.parquet")
    pyreadstat.write_sav(frame, str(tmp_path / "lsat6.sav"))
    assert table.names == ("Q1", "Q2", "Q3", "Q4", "Q5")
    assert np.array_equal(numbers, matrix("lsat6.csv"))
    for name in ("lsat6.parquet", "lsat6.sav"):
        other = read_table(tmp_path / name)
        assert other.names == table.names
        assert np.array_equal(other.numbers(other.names), numbers)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    table = read(tmp_path, f"a{separator}b\r\n1{separator}0\r\n0{separator}1\r\n")
    assert table.numbers(["a", "b"]).tolist() == [[1, 0], [0, 1]]


def test_with_semicolons_a_number_may_have_a_decimal_comma(tmp_path: Path) -> None:
    assert read(tmp_path, "a;b\n1,5;2.5\n").numbers(["a", "b"]).tolist() == [[1.5, 2.5]]
    with pytest.raises(Unusable, match='found "1,5", not a number'):
        read(tmp_path, 'a,b\n"1,5",2\n').numbers(["a"])


def test_a_mark_of_utf_8_and_blank_lines_make_no_difference(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeffa,b\n\n1,0\n\n0,1\n")
    assert table.names == ("a", "b")
    assert table.rows == 2
    assert table.where(1, "b") == 'line 5, row 2, column "b"'


def test_nothing_and_na_are_missing_in_every_kind_of_file(tmp_path: Path) -> None:
    frame = polars.DataFrame({"a": [1.0, None, float("nan")], "b": [None, 2.0, 3.0]})
    frame.write_parquet(tmp_path / "x.parquet")
    pyreadstat.write_sav(frame, str(tmp_path / "x.sav"))
    written(tmp_path, "a,b\n1,\nNA,2\n ,3\n", "x.csv")
    for name in ("x.csv", "x.parquet", "x.sav"):
        numbers = read_table(tmp_path / name).numbers(["a", "b"])
        assert np.array_equal(numbers, [[1, np.nan], [np.nan, 2], [np.nan, 3]], equal_nan=True), name


def test_time_that_ran_out_is_missing_whatever_else_is(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b\n1,timed_out\ntimed_out,0\n", "x.csv"))
    for missing in (("NA",), ("9",), ()):
        assert np.isnan(table.numbers(["a", "b"], missing)).tolist() == [[False, True], [True, False]]


def test_what_spss_calls_missing_is_missing(tmp_path: Path) -> None:
    frame = polars.DataFrame({"a": [1.0, 9.0, 2.0]})
    pyreadstat.write_sav(frame, str(tmp_path / "x.sav"), missing_ranges={"a": [9]})
    numbers = read_table(tmp_path / "x.sav").numbers(["a"])
    assert np.array_equal(numbers, [[1], [np.nan], [2]], equal_nan=True)


def test_further_values_can_be_named_missing(tmp_path: Path) -> None:
    table = read(tmp_path, "a\n1\n99\nnone\n")
    assert np.array_equal(table.numbers(["a"], ["99", "none"]), [[1], [np.nan], [np.nan]], equal_nan=True)


@pytest.mark.parametrize("text", ["x", "NaN", "nan", "inf", "-inf", "1_0", "ja", "1 2"])
def test_text_in_a_column_of_numbers_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, f"one,two\n1,0\n1,{text}\n")
    with pytest.raises(Unusable) as caught:
        table.numbers(["one", "two"])
    assert f'answers.csv, line 3, row 2, column "two": found "{text}", not a number' in caught.value.detail


def test_many_problems_are_told_ten_at_a_time(tmp_path: Path) -> None:
    table = read(tmp_path, "a\n" + "x\n" * 14)
    with pytest.raises(Unusable) as caught:
        table.numbers(["a"])
    lines = caught.value.detail.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "... and 4 more."


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    table = read(tmp_path, "id,a,b\nx1,1,0\n")
    assert table.chosen(without=["id"]) == ("a", "b")
    assert table.chosen(["b", "a"]) == ("b", "a")
    with pytest.raises(Unusable, match='no column "c". There are: id, a, b'):
        table.chosen(["c"])


def test_a_column_may_be_text(tmp_path: Path) -> None:
    assert read(tmp_path, "g,a\nx,1\n,0\n1,1\n").texts("g") == ("x", None, "1")
    polars.DataFrame({"g": [1, None, 2]}).write_parquet(tmp_path / "g.parquet")
    assert read_table(tmp_path / "g.parquet").texts("g") == ("1", None, "2")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("\n \n", "the file is empty"),
        ("a,b\n", "no row of answers"),
        ("a,b\n1\n", "line 2: 1 values, but 2 columns"),
        ("a,b\n1,0\n1,0,1\n", "line 3: 3 values, but 2 columns"),
        ("a,,c\n1,0,1\n", "column 2 has no name"),
        ("a,b,a\n1,0,1\n", 'columns 1 and 3 are both called "a"'),
        ('a,b\n1,"0\n', "line 2: unexpected end of data"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, why: str) -> None:
    assert why in refusal(written(tmp_path, text))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("één,b\n1,0\n".encode("cp1252"))
    assert "byte 1 is not UTF-8. Save it as CSV UTF-8" in refusal(path)


@pytest.mark.parametrize("name", ["x.parquet", "x.sav"])
def test_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not what it says")
    assert "can't be read as" in refusal(tmp_path / name)
    (tmp_path / name).write_bytes(b"")
    assert "x." in refusal(tmp_path / name)


def test_an_unknown_ending_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert 'the ending ".xlsx" is not one of .csv, .parquet, .sav' in refusal(tmp_path / "x.xlsx")
    assert "there is no such file" in refusal(tmp_path / "x.csv")
    (tmp_path / "y.csv").mkdir()
    assert "there is no such file" in refusal(tmp_path / "y.csv")


def test_a_start_of_the_service_loads_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys, service.cli, service.app; "
        "print([name for name in ('polars', 'pyreadstat', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
