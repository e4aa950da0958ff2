"""A part that can't be read hides no other error, and brings no false one."""

import pytest

from service.catalogue import render
from service.catalogue.rules import RULES
from tests.catalogue import breaks
from tests.catalogue.conftest import Files

Q, S, NL = breaks.Q, breaks.S, "werkdag/1.0.0/text.nl.yaml"
TQ, TS = "woorden/1.0.0/questionnaire.yaml", "woorden/1.0.0/scoring.yaml"


def kinds(files: Files) -> list[str]:
    """What was found, as kinds of rules."""
    by_text = {rule.text: kind for kind, rule in RULES.items()}
    return sorted(by_text[finding.rule] for finding in files.check().findings)


def test_a_type_that_is_none_hides_no_other_error_and_brings_no_false_one(files):
    files.replace(Q, "type: number", "type: nummer")
    files.replace(S, "reversed: [wd_bored]", "reversed: [wd_job]")
    lines = files.read(NL).splitlines()
    files.write(NL, "\n".join(line for line in lines if not line.strip().startswith("item.wd_enjoy:")))
    assert kinds(files) == ["choice", "reversed_outside", "text_missing"], render(files.check().findings)


#: One fault of form each: file, what stands there, what is written instead.
FAULTS = [
    (Q, "type: number", "type: nummer"),
    (Q, "id: wd_bored", "id: Wd-Bored"),
    (Q, "sensitivity: plain", "sensitivty: plain"),
    (Q, "    scale: agree5", "    scale: 5"),
    (Q, '{code: "5", value: 5}', '{code: "5", value: five}'),
    (Q, '  agree5:\n    - {code: "1", value: 1}', "  agree5:\n    - 7"),
    (Q, "kind: personal", "kind: persoonlijk"),
    (Q, "order: 1", "order: first"),
    (Q, "items:\n", "items: none\nold:\n"),
    (S, "method: mean", "method: average"),
    (S, "items: [wd_enjoy, wd_bored, wd_proud]", "items: wd_enjoy"),
    (S, "from: 3.5", "from: half"),
    (S, "id: dull", "id: 7"),
    (S, "op: in", "op: one_of"),
    (TQ, "kind: test", "kind: exam"),
]


@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=lambda part: part.strip()[:30])
def test_a_fault_of_form_brings_nothing_but_itself(files, file, old, new):
    files.replace(file, old, new)
    schema = {"choice", "shape", "form", "key_unknown", "key_missing", "text_quotes", "range"}
    assert kinds(files)
    assert set(kinds(files)) <= schema, render(files.check().findings)


@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=lambda part: part.strip()[:30])
def test_a_fault_of_form_does_not_hide_a_missing_text(files, file, old, new):
    files.replace(file, old, new)
    place = f"{file.partition('/')[0]}/1.0.0/text.ar.yaml"
    files.write(place, "\n".join(line for line in files.read(place).splitlines() if not line.startswith("  title:")))
    assert "text_missing" in kinds(files), render(files.check().findings)


@pytest.mark.parametrize("content", ["slug: &a werkdag\n", "slug: [\n", b"\xff\xfe", "- a\n"])
@pytest.mark.parametrize("file", [Q, S, NL, TQ, TS, "woorden/1.0.0/content.yaml", "_lists/places.yaml"])
def test_a_file_that_cannot_be_read_is_the_only_error(files, file, content):
    files.write(file, content)
    (finding,) = files.check().errors
    assert finding.file == file


@pytest.mark.parametrize("file", [Q, S, TQ, TS])
def test_a_file_that_is_missing_is_the_only_error(files, file):
    (files.path / file).unlink()
    (finding,) = files.check().errors
    assert (finding.file, finding.rule) == (file, RULES["file_missing"].text)


def test_beside_a_file_that_cannot_be_read_the_other_one_is_checked(files):
    files.write(Q, "slug: &a werkdag\n")
    files.replace(S, "from: 3.5}", "}")
    files.replace("werkdag/1.0.0/text.ti.yaml", "  title:", "  titel:")
    assert kinds(files) == ["anchor", "bands_order", "text_missing"]


def test_lines_stay_right_behind_a_part_that_was_cut(files):
    files.replace(Q, "id: wd_job", "id: 7")
    before = files.read(Q).splitlines().index("    list: places") + 1
    files.replace(Q, "list: places", "list: place")
    assert [finding.line for finding in files.found("list_name")] == [before]


def test_a_misspelt_key_in_an_item_is_recognised(files):
    files.replace(Q, "sensitivity: plain", "sensitivty: plain")
    (finding,) = files.found("key_unknown")
    assert finding.mend == "Did you mean sensitivity?"


def test_a_rule_of_the_report_that_cannot_be_read_hides_no_other(files):
    files.replace("_report/rules.yaml", "op: band", "op: bandd")
    files.replace("_report/rules.yaml", "item: werkdag.wd_job", "item: werkdag.wd_jb")
    assert kinds(files) == ["choice", "flag_item"]
