"""An author's answers in a JSON file: scored, or every reason why not."""

import json
from pathlib import Path

import pytest

from service.catalogue import main_score

GOOD = {
    "language": "ti",
    "answers": {
        "werkdag": {"wd_job": "yes", "wd_enjoy": "2", "wd_bored": "5", "wd_proud": None, "wd_travel": ["foot", "bus"]},
        "welzijn": {"wz_calm": "2", "wz_safe": "declined"},
    },
}


@pytest.fixture
def run(files, tmp_path, capsys):
    def score(content) -> tuple[int, str, str]:
        file = tmp_path / "answers.json"
        if content is not None:
            raw = content if isinstance(content, bytes) else json.dumps(content).encode()
            file.write_bytes(raw)
        code = main_score(file, files.path)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return score


def test_scores_and_flags_are_printed_as_json(run):
    code, out, err = run(GOOD)
    scores = json.loads(out)
    assert (code, err) == (0, "")
    assert scores["werkdag"]["version"] == "1.0.0"
    enjoyment = scores["werkdag"]["scales"]["enjoyment"]
    documented = {
        "status",
        "reason",
        "raw",
        "value",
        "se",
        "answered",
        "items",
        "band",
        "level",
        "slips",
        "timed_out",
        "chances",
        "norm",
    }
    assert set(enjoyment) == documented
    assert (enjoyment["value"], enjoyment["band"], enjoyment["answered"], enjoyment["items"]) == (1.5, "low", 2, 3)
    assert scores["werkdag"]["flags"] == [{"rule": "wd_unhappy", "level": "attention", "evidence": ["wd_bored"]}]
    assert scores["welzijn"]["scales"]["calm"]["status"] == "scored"


def test_a_c_test_is_answered_with_a_list_of_texts(run):
    gaps = ["ke", "", "winkel", "gronte", *["x"] * 16]
    code, out, err = run({"language": "ti", "answers": {"woorden": {"wo_p2": ["huis", "x"], "wo_04": gaps}}})
    assert (code, err) == (0, "")
    text = json.loads(out)["woorden"]["scales"]["text"]
    assert (text["value"], text["raw"], text["slips"], text["se"], text["band"]) == (15.0, 3.0, 1, None, "low")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be opened"),
        (b"{", "no valid JSON at line 1"),
        (b"\xff\xfe", "no UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b" " * 2_000_000, "larger than 1 MiB"),
        (b'{"language": "nl", "answers": {"werkdag": {"wd_hours": NaN}}}', "NaN is no number"),
        (b'{"language": "nl", "language": "ti", "answers": {}}', "language stands there twice"),
        ([], "the top level must be"),
        (
            {"language": "nl", "answers": {"woorden": {"wo_04": ["ke"]}}},
            "another number of texts than there are gaps: 1",
        ),
        (
            {"language": "nl", "answers": {"woorden": {"wo_04": "ke"}}},
            "woorden.wo_04: the answer must be a list with a",
        ),
        ({"language": "nl", "answers": {"woorden": {"wo_p2": ["", " "]}}}, "woorden.wo_p2: the answer is empty"),
        (GOOD | {"language": "xx"}, "language must be one of ar, en, nl, ti"),
        (GOOD | {"answer": {}}, "unknown key answer; did you mean answers?"),
        (GOOD | {"answers": []}, "answers must be a block of modules"),
        (GOOD | {"answers": {"werkdg": {}}}, "unknown module werkdg; did you mean werkdag?"),
        (GOOD | {"answers": {"werkdag": []}}, "werkdag: must be a block of items"),
        (
            GOOD | {"answers": {"werkdag": {"wd_jb": "yes"}}},
            "werkdag.wd_jb: the module has no such item; did you mean wd_job?",
        ),
        (GOOD | {"answers": {"werkdag": {"wd_job": "ja"}}}, "werkdag.wd_job: the item has no code ja"),
        (GOOD | {"answers": {"werkdag": {"wd_job": {"a": 1}}}}, "werkdag.wd_job: the answer must be a code in quotes"),
        (GOOD | {"answers": {"werkdag": {"wd_job": ["yes"]}}}, "werkdag.wd_job: the item takes one answer"),
        (GOOD | {"answers": {"werkdag": {"wd_travel": "bus"}}}, "werkdag.wd_travel: the item takes a list of codes"),
        (GOOD | {"answers": {"werkdag": {"wd_travel": [["bus"]]}}}, "werkdag.wd_travel: the answer must be a code"),
        (GOOD | {"answers": {"werkdag": {"wd_hours": 99}}}, "outside the limits: 99"),
        (GOOD | {"answers": {"werkdag": {"wd_hours": True}}}, "must be a number"),
        (GOOD | {"answers": {"werkdag": {"wd_hours": 7.5}}}, "must be a whole number, without decimals; found 7.5"),
        (GOOD | {"answers": {"werkdag": {"wd_hours": 10**400}}}, "a number of 401 digits is too long"),
        (b'{"language": "nl", "answers": {"werkdag": {"wd_hours": 1e400}}}', "werkdag.wd_hours: the answer must be a"),
        (b'{"language": "nl", "answers": {"werkdag": {"wd_hours": 1' + b"0" * 5000 + b"}}}", "5001 digits is too long"),
    ],
)
def test_what_cannot_be_scored_is_said(run, content, words):
    code, out, err = run(content)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_all_problems_are_said_at_once(run):
    answers = {"werkdag": {"wd_job": "ja", "wd_hours": "x"}, "nothing": {}}
    _, _, err = run({"language": 3, "answers": answers, "more": 1})
    assert len(err.splitlines()) == 5


def test_a_key_that_comes_again_and_a_number_that_is_none_hide_nothing(run):
    answers = '"answers": {"werkdag": {"wd_job": "yes", "wd_job": "ja", "wd_hours": NaN}, "werkdag": {}}'
    code, out, err = run(f'{{"language": "xx", "foo": 1, {answers}}}'.encode())
    assert (code, out) == (2, "")
    assert [line.partition(".json: ")[2] for line in err.splitlines()] == [
        "NaN is no number",
        "wd_job stands there twice",
        "werkdag stands there twice",
        "unknown key foo",
        'language must be one of ar, en, nl, ti; found "xx"',
        "werkdag.wd_job: the item has no code ja",
    ]


@pytest.mark.parametrize("sign", ["\x00", "\x1b[31m", "\u202e", "\ud800", "\n"])
def test_nothing_in_the_file_reaches_the_screen_as_a_control_character(run, sign):
    answers = {"werkdag": {"wd_job": f"y{sign}s", f"wd{sign}": 1}, f"w{sign}": {}}
    code, _, err = run(json.dumps({"language": "nl", "answers": answers, f"k{sign}": 1}).encode())
    assert code == 2
    assert len(err.splitlines()) == 4
    assert sign not in err.replace("\n", "") or sign == "\n"


def test_the_folder_of_the_setting_is_the_default(files, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("KLANTBEELD_QUESTIONNAIRES", str(files.path))
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(GOOD))
    assert main_score(file) == 0
    assert json.loads(capsys.readouterr().out)["werkdag"]["version"] == "1.0.0"


def test_broken_questionnaires_are_no_fault_of_the_answers(run, files):
    files.replace("werkdag/1.0.0/questionnaire.yaml", "list: places", "list: place")
    code, _, err = run(GOOD)
    assert code == 1
    assert "A choice list stands in _lists." in err


def test_time_that_ran_out_is_an_answer_where_there_is_a_limit(run):
    content = {"language": "en", "answers": {"woorden": {"wo_01": "b", "wo_02": "huis", "wo_03": "timed_out"}}}
    code, out, _ = run(content)
    words = json.loads(out)["woorden"]["scales"]["words"]
    assert code == 0
    assert (words["raw"], words["answered"], words["items"], words["timed_out"]) == (2, 2, 3, 1)
    code, _, err = run({"language": "en", "answers": {"werkdag": {"wd_job": "timed_out"}}})
    assert code == 2
    assert "werkdag.wd_job: timed_out is for items with a time limit" in err


def test_a_file_without_end_is_too_large(files, capsys):
    assert main_score(Path("/dev/zero"), files.path) == 2
    assert "larger than 1 MiB" in capsys.readouterr().err
