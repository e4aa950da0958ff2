"""Whom a cut-off can be for."""

import pytest

from service.catalogue.checks.cutoffs import is_real
from service.catalogue.fitting import ANY, languages, populations
from service.catalogue.texts import REQUIRED_LANGUAGES
from service.config import ROOT
from tests.catalogue import breaks


def test_every_language_of_the_service_can_have_a_cutoff():
    assert set(languages()) == {ANY, *REQUIRED_LANGUAGES}


def test_the_review_page_has_words_for_every_population():
    words = (ROOT / "service/templates/staff/review/words.html").read_text("utf-8")
    assert [population for population in populations() if f'"{population}": _(' not in words] == []


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("language: any", "language: tii", "Did you mean ti?"),
        ("language: any", "language: Tigrinya", "Choose one of: any, nl, en, ar, ti."),
        ("population: any", "population: woman", "Did you mean women?"),
    ],
)
def test_what_was_probably_meant_is_told_with_the_line(files, old, new, mend):
    files.replace(breaks.S, old, new)
    (finding,) = files.check().errors
    assert finding.mend == mend
    assert new in files.read(breaks.S).splitlines()[(finding.line or 0) - 1]


def test_the_entry_for_everybody_comes_last(files):
    files.replace(breaks.S, breaks.ENTRY, f"{breaks.FOR_MEN}\n      - {breaks.ENTRY}")
    assert files.check().findings == ()


@pytest.mark.parametrize(
    ("day", "real"),
    [
        ("2026", True),
        ("2026-11", True),
        ("2024-02-29", True),
        ("0000", False),
        ("2026-00", False),
        ("2026-04-31", False),
    ],
)
def test_a_date_is_in_the_calendar(day, real):
    assert is_real(day) is real
