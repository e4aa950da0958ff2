"""A small, safe part of YAML becomes plain values with line numbers; nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.catalogue.findings import Log
from service.catalogue.loader import parse
from service.catalogue.stamped import quoted


def _value(text: str):
    log = Log()
    document = parse("file", text, log)
    assert log.findings == []
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("1.0.0", "1.0.0"),
        ("2026-11-22", "2026-11-22"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ('"1"', "1"),
        ("'true'", "true"),
        ("1", 1),
        ("-2.5", -2.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_words_without_quotes(written, value):
    found = _value(f"key: {written}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_lines_are_those_of_the_file():
    document = parse("file", "# note\na: 1\nb:\n  - x: |\n      # no note\n      two\n    y: 2\n", Log())
    assert document is not None
    assert [document.line(*path) for path in [("a",), ("b",), ("b", 0, "x"), ("b", 0, "y"), ("b", 0, "zz")]] == [
        2,
        3,
        4,
        7,
        4,
    ]
    assert document.ends["b", 0, "x"] == 6


def test_a_repeated_key_keeps_the_first_value():
    log = Log()
    document = parse("file", "a: 1\nb: 2\na: [3]\n", log)
    assert document is not None
    assert document.value == {"a": 1, "b": 2}
    assert [(finding.line, finding.where) for finding in log.findings] == [(3, "a")]


@given(st.text())
def test_quoted_text_reads_back(text):
    log = Log()
    document = parse("file", f"key: {quoted(text)}\n", log)
    if document is not None:
        assert document.value == {"key": text}
    else:
        assert any(not character.isprintable() for character in text)


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?,<~ \n\t\\0.", max_size=60))
def test_any_text_is_read_or_refused_with_a_finding(text):
    log = Log()
    assert parse("file", text, log) is not None or log.findings


def _reasons(text: str) -> list[tuple[int | None, str]]:
    log = Log()
    assert parse("file", text, log) is None
    return [(finding.line, finding.found) for finding in log.findings]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "a: &one 1\nb: *one\n<<: {c: 1}\nd: !!str 2\n*one : 3\n? [x]\n: 4\n? {? [y] : 5} : 6\n",
            [1, 2, 3, 4, 5, 6, 8],
        ),
        ("%YAML 1.1\n---\na: &one 1\n---\nb: 1\n", [1, 3, 4]),
        ("a: &one 1\nb:\n\tc: 1\n\td: 2\n  \te: 3\nf: 1\n", [1, 3, 4, 5]),
        ("a: one\x07\nb: two\nc: \x0bthree\x01\n", [1, 3]),
    ],
)
def test_every_line_that_stands_in_the_way_is_named(text, lines):
    assert sorted({line or 0 for line, _ in _reasons(text)}) == lines


def test_a_control_character_is_named():
    assert _reasons("a: 1\nb: one\x07\n") == [(2, "the control character U+0007")]


def test_a_tag_is_named_as_it_was_written():
    assert _reasons("a: !!str 2\nb: !mine 3\n") == [(1, "a tag, !!str"), (2, "a tag, !mine")]


def test_keys_within_keys_end_at_the_depth_that_is_allowed():
    assert any("levels" in found for _, found in _reasons("{? " * 2000 + "a"))
