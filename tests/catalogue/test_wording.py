"""What any text must be."""

import pytest

from service.catalogue.wording import faults, is_blank


@pytest.mark.parametrize("text", ["", " \t", "\u200b\u200d", "\u00ad\ufe0f", "\u3164", "\u2800", "\u0301"])
def test_there_is_nothing_to_see(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "?", "…", "___", "5", "እ", "م", "❤", "می\u200cخواهم"])
def test_there_is_something_to_see(text):
    assert not is_blank(text)
    assert list(faults(text)) == []


@pytest.mark.parametrize("text", ["{1, 2, 3}", "a { b", "100 % (of all)", "{ }", "{…}"])
def test_a_brace_alone_is_no_placeholder(text):
    assert list(faults(text)) == []


def test_all_faults_are_told_at_once():
    assert list(faults("<b>{naam}</b>\u2029{dag} {naam}")) == [
        ("text_html", "<b>"),
        ("text_characters", "character U+2029"),
        ("placeholders", "{naam}, {dag}"),
    ]
