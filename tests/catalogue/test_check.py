"""Every rule is broken once in a directory that is otherwise right, and the finding says where and what."""

from collections.abc import Callable

import pytest

from service.catalogue import CatalogueInvalid, check, load, load_to_serve, main_check, render
from service.catalogue.rules import RULES
from tests.catalogue import breaks

JARGON = ("pydantic", "validation error", "Traceback", "Input should", "str_type", "NoneType", "dict", "tuple")


def test_the_sample_is_right_and_shows_every_module_and_language(files, capsys):
    assert files.check().findings == ()
    assert main_check(files.path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["module", "version", "language", "items", "status"]
    assert ["welzijn", "1.0.0", "ti", "2", "draft"] in [line.split() for line in lines]
    assert len(lines) == 1 + 4 * 4


@pytest.mark.parametrize("case", breaks.BREAKS, ids=lambda case: f"{case.kind}-{case.where}".replace(" ", "_"))
def test_one_broken_thing_is_found(files, case):
    files.replace(case.file, case.old, case.new)
    findings = files.check().findings
    hits = [
        finding
        for finding in findings
        if (finding.rule, finding.where) == (RULES[case.kind].text, case.where)
        and finding.file == (case.reported or case.file)
        and case.found in finding.found
    ]
    assert hits, render(findings)
    assert hits[0].mend
    assert not any(word in render(findings) for word in JARGON)


def _grow(files) -> None:
    files.write("werkdag/1.0.0/text.en.yaml", b"a" * 10 * 1024 * 1024)


def _bomb(files) -> None:
    levels = [f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 10)}]" for level in range(1, 10)]
    files.write("werkdag/1.0.0/scoring.yaml", "\n".join(["l0: &l0 [a]", *levels]))


def _link(files) -> None:
    (files.path.parent / "secret.yaml").write_text("language: en\nentries: {}\n")
    place = files.path / "werkdag/1.0.0/text.en.yaml"
    place.unlink()
    place.symlink_to(files.path.parent / "secret.yaml")


def _link_folder(files) -> None:
    (files.path.parent / "outside" / "1.0.0").mkdir(parents=True)
    (files.path / "elders").symlink_to(files.path.parent / "outside")


Q, S, C = "werkdag/1.0.0/questionnaire.yaml", "werkdag/1.0.0/scoring.yaml", "werkdag/1.0.0/cases.yaml"
EN, NL, TI, FA = (f"werkdag/1.0.0/text.{language}.yaml" for language in ("en", "nl", "ti", "fa"))
TS, TC = "woorden/1.0.0/scoring.yaml", "woorden/1.0.0/content.yaml"


PROSE = (
    "werkdag/1.0.0/SOURCE.md",
    "werkdag/1.0.0/back-translation.ti.md",
    "_lists/back-translation.ar.md",
    "_report/SOURCE.md",
)


def _link_source(files) -> None:
    (files.path.parent / "secret.md").write_text("A secret.")
    (files.path / PROSE[0]).unlink()
    (files.path / PROSE[0]).symlink_to(files.path.parent / "secret.md")


def _writing(file: str, content: str | bytes) -> Callable:
    return lambda files: files.write(file, content)


def _removing(file: str) -> Callable:
    return lambda files: (files.path / file).unlink()


def _folder(name: str) -> Callable:
    return lambda files: (files.path / name).mkdir()


WHOLE_FILES: list[tuple[str, str, Callable]] = [
    ("file_size", EN, _grow),
    ("anchor", S, _bomb),
    ("symlink", EN, _link),
    ("symlink", "elders", _link_folder),
    ("encoding", NL, _writing(NL, b"title: caf\xe9")),
    ("encoding", S, _writing(S, "scales: []".encode("utf-16"))),
    ("empty", S, _writing(S, "")),
    ("empty", EN, _writing(EN, "# nothing yet\n")),
    *(
        (kind, file, _writing(file, content))
        for file in PROSE
        for kind, content in (
            ("encoding", b"caf\xe9"),
            ("encoding", "Own wording.".encode("utf-16")),
            ("file_size", b"a" * (1024 * 1024 + 1)),
            ("empty", b""),
            ("empty", "\ufeff \n\u200b\n"),
        )
    ),
    ("symlink", PROSE[0], _link_source),
    ("shape", S, _writing(S, "- a\n- b\n")),
    ("shape", Q, _writing(Q, "hello")),
    ("shape", C, _writing(C, "name: x\n")),
    ("file_missing", C, _removing(C)),
    ("file_missing", TS, _removing(TS)),
    ("language_missing", TI, _removing(TI)),
    ("content", TC, _removing(TC)),
    ("file_unknown", "werkdag/1.0.0/notes.txt", _writing("werkdag/1.0.0/notes.txt", "x")),
    ("file_unknown", "werkdag/1.0.0/pictures/a.png", _writing("werkdag/1.0.0/pictures/a.png", "x")),
    ("directory", "leeg", _folder("leeg")),
    ("file_unknown", "werkdag/old", _folder("werkdag/old")),
    ("file_unknown", "Werkdag", _folder("Werkdag")),
    ("file_unknown", "werkdag/01.0.0", _folder("werkdag/01.0.0")),
    ("file_unknown", "werkdag/1.0.00", _folder("werkdag/1.0.00")),
    ("text_behind", FA, _writing(FA, "language: fa\nentries:\n  title: کار\n")),
    ("side_missing", "_release/outcomes.yaml", _removing("_release/outcomes.yaml")),
]


@pytest.mark.parametrize(("kind", "file", "spoil"), WHOLE_FILES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_spoiled_file_is_found(files, kind, file, spoil):
    spoil(files)
    assert file in [finding.file for finding in files.found(kind)], render(files.check().findings)
    assert not any(word in render(files.check().findings) for word in JARGON)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("x")])
def test_a_directory_without_modules_is_found(tmp_path, make):
    make(tmp_path / "questionnaires")
    (finding, *_) = check(tmp_path / "questionnaires").errors
    assert finding.rule == RULES["directory"].text


def test_of_a_case_the_line_is_told(files):
    files.replace(C, "wd_hours: 20", "wd_hour: 20")
    (finding,) = files.found("case_answer")
    lines = files.read(C).splitlines()
    assert lines[(finding.line or 0) - 1].startswith(f"- name: {finding.where}")


def test_every_rule_is_broken_by_a_test():
    broken = {case.kind for case in breaks.BREAKS} | {kind for kind, *_ in WHOLE_FILES} | {"directory", "folder_closed"}
    assert set(RULES) - broken == set()


def test_ten_different_errors_are_reported_at_once(files, capsys):
    chosen = [
        "key_unknown",
        "range",
        "id_elsewhere",
        "list_name",
        "bands_range",
        "text_missing",
        "text_html",
        "list_group",
    ]
    by_kind = {case.kind: case for case in reversed(breaks.BREAKS) if case.kind in chosen and case.file != breaks.C}
    for case in by_kind.values():
        files.replace(case.file, case.old, case.new)
    files.write("werkdag/1.0.0/notes.txt", "x")
    files.replace("welzijn/1.0.0/scoring.yaml", "{item: wz_safe", "{item: wz_save")
    found = {finding.rule for finding in files.check().errors}
    assert {RULES[kind].text for kind in [*chosen, "file_unknown", "flag_item"]} <= found
    assert main_check(files.path) == 1
    assert capsys.readouterr().out.count("Mend:") >= 10


def test_a_finding_says_the_line_and_what_was_probably_meant(files):
    files.replace(breaks.S, "items: [wd_enjoy,", "items: [wd_enjoi,")
    (finding,) = files.found("scale_item")
    assert (finding.line, finding.mend) == (4, "Did you mean wd_enjoy?")
    assert render([finding]) == (
        "Error in werkdag/1.0.0/scoring.yaml, line 4: enjoyment\n"
        "  Rule:  A scale's items are answerable items of the module, each once.\n"
        "  Found: wd_enjoi\n"
        "  Mend:  Did you mean wd_enjoy?\n"
        "\n"
        "1 error, 0 warnings."
    )


def test_a_key_that_is_known_elsewhere_is_no_slip_of_the_pen(files):
    files.replace(breaks.Q, breaks.JOB, f"{breaks.JOB}, scale: enjoyment")
    (finding,) = files.check().errors
    assert finding.mend.startswith("item and scale can't stand together.")


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_an_end_of_line_that_nobody_sees_is_told_with_its_line(files, sign):
    lines = files.read(breaks.EN).split("\n")
    lines[2], lines[4] = f"  title: Working{sign}day", f'{lines[4]}{sign} {sign}"'
    files.write(breaks.EN, "\n".join(lines))
    found = files.check().errors
    assert [(finding.line, finding.rule) for finding in found] == [(n, RULES["text_characters"].text) for n in (3, 5)]
    assert all(f"U+{ord(sign):04X}" in finding.found and sign not in finding.found for finding in found)


def test_a_small_fault_does_not_hide_what_else_is_wrong(files):
    files.replace(breaks.S, "    reference: Made for the tests of the catalogue.\ncut", "cut")
    files.replace(breaks.S, "reversed: [wd_bored]", "reversed: [wd_job]")
    assert files.found("source_missing")
    assert files.found("reversed_outside")


def test_warnings_stop_nothing(files, capsys):
    files.replace(breaks.Q, "answer_scales:", 'answer_scales:\n  old: [{code: "x"}]')
    assert main_check(files.path) == 0
    printed = capsys.readouterr().out
    assert "Warning in werkdag" in printed
    assert "0 errors, 1 warning." in printed
    assert load(files.path).modules


@pytest.mark.parametrize("case", {case.kind: case for case in breaks.BREAKS if not RULES[case.kind].warns}.values())
def test_serving_refuses_what_check_refuses(files, case):
    files.replace(case.file, case.old, case.new)
    with pytest.raises(CatalogueInvalid) as refused:
        load_to_serve(files.path)
    assert refused.value.findings == files.check().errors


def test_the_folder_of_the_setting_is_checked_when_none_is_named(files, capsys, monkeypatch):
    monkeypatch.setenv("KLANTBEELD_QUESTIONNAIRES", str(files.path))
    assert main_check() == 0
    assert "werkdag" in capsys.readouterr().out
