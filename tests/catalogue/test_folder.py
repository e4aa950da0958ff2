"""Folders and names as an operating system may have them: each becomes a finding, never a stack trace."""

import os
from pathlib import Path

import pytest

from service.catalogue import main_check, render
from service.catalogue.rules import RULES


@pytest.fixture
def closed(monkeypatch):
    """A folder without the right to read it; modes would not stop the tests where they run as root."""

    def close(folder: Path, method: str = "iterdir") -> None:
        own = getattr(Path, method)

        def refuse(path: Path):
            if folder == (path if method == "iterdir" else path.parent):
                raise PermissionError(13, "Permission denied", str(path))
            return own(path)

        monkeypatch.setattr(Path, method, refuse)

    return close


@pytest.mark.parametrize("method", ["iterdir", "lstat"])
@pytest.mark.parametrize(
    "name", [".", "werkdag", "werkdag/1.0.0", "_report", "_release", "_lists", "werkdag/1.0.0/norms"]
)
def test_a_closed_folder_is_the_only_error(files, closed, name, method):
    closed(files.path / name, method)
    found = files.check().findings
    assert [(finding.file, finding.rule) for finding in found] == [(name, RULES["folder_closed"].text)], render(found)
    assert "Permission denied" in found[0].found


@pytest.mark.parametrize("name", [b"w\xff", b"a\x1b[31mb", b"a\nb", "w\u202ex".encode()])
def test_any_name_of_a_file_can_be_printed(files, capsysbinary, monkeypatch, name):
    os.mkdir(os.fsencode(files.path) + b"/" + name)
    assert main_check(files.path) == 1
    printed = capsysbinary.readouterr().out.decode("utf-8")
    assert "which has no place here" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize("number", ["1e308", "-1e308", "1e10"])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("welzijn/1.0.0/questionnaire.yaml", "value: 0"),
        ("werkdag/1.0.0/questionnaire.yaml", "value: 5"),
        ("werkdag/1.0.0/questionnaire.yaml", "maximum: 80"),
        ("werkdag/1.0.0/scoring.yaml", "from: 3.5"),
        ("werkdag/1.0.0/scoring.yaml", "at_least: 2"),
        ("woorden/1.0.0/questionnaire.yaml", "sentence: 0.7"),
    ],
)
def test_a_number_without_measure_is_an_error(files, file, old, number):
    files.replace(file, old, f"{old.partition(':')[0]}: {number}")
    (finding,) = files.found("range")
    assert finding.file == file
    assert "1000000000" in finding.mend
    assert files.check().errors == (finding,), render(files.check().errors)


def test_a_version_with_a_nought_before_it_is_no_second_one(files):
    (files.path / "werkdag/1.0.0").rename(files.path / "werkdag/01.0.0")
    (finding,) = files.check().errors
    assert (finding.file, finding.rule) == ("werkdag/01.0.0", RULES["file_unknown"].text)
    assert "without noughts" in finding.mend


def test_a_version_in_the_file_has_no_nought_before_it_either(files):
    files.replace("werkdag/1.0.0/questionnaire.yaml", 'version: "1.0.0"', 'version: "1.00.0"')
    (finding,) = files.check().errors
    assert finding.where == "version"
