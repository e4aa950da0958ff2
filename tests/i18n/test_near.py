"""Days in words: by the Dutch calendar, not by hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.config import ROOT
from service.i18n import Languages, load_translators
from service.i18n.near import day_ahead, moment_ahead, near_day, near_moment

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven in the evening in the Netherlands
TODAY = date(2026, 11, 24)
TRANSLATORS = load_translators(ROOT / "locales", Languages.load(ROOT / "locales"))
NL, EN = TRANSLATORS["nl"], TRANSLATORS["en"]


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [
        (-8, "16 nov 2026", "16 Nov 2026"),
        (-7, "7 dagen geleden", "7 days ago"),
        (-2, "2 dagen geleden", "2 days ago"),
        (-1, "gisteren", "yesterday"),
        (0, "vandaag", "today"),
        (1, "morgen", "tomorrow"),
        (2, "over 2 dagen", "in 2 days"),
        (7, "over 7 dagen", "in 7 days"),
        (8, "2 dec 2026", "2 Dec 2026"),
    ],
)
def test_a_day_near_by_has_words(days: int, dutch: str, english: str) -> None:
    assert near_day(NL, TODAY + timedelta(days=days), NOW) == dutch
    assert near_day(EN, TODAY + timedelta(days=days), NOW) == english


def test_midnight_is_that_of_the_netherlands() -> None:
    assert near_day(NL, NOW + timedelta(minutes=29), NOW) == "vandaag"
    assert near_day(NL, NOW + timedelta(minutes=31), NOW) == "morgen"
    assert near_day(NL, NOW - timedelta(hours=23, minutes=29), NOW) == "vandaag"


@pytest.mark.parametrize(
    ("code", "words"),
    [("nl", "24 november 2026"), ("en", "24 November 2026"), ("ar", "24 نوفمبر 2026"), ("ti", "24 ሕዳር 2026")],
)
def test_a_day_is_written_as_its_readers_write_it(code: str, words: str) -> None:
    assert TRANSLATORS[code].date(TODAY) == words


def test_a_time_in_english_is_that_of_the_clock_here() -> None:
    assert moment_ahead(EN, NOW - timedelta(hours=8), NOW) == "Tuesday, 24 November 2026, 15:30 (today)"
    assert EN.moment(NOW) == "24 Nov 2026, 23:30:00"


def test_a_moment_has_its_time() -> None:
    assert near_moment(NL, NOW - timedelta(days=1, hours=12), NOW) == "gisteren 11:30"
    assert near_moment(NL, NOW - timedelta(days=30), NOW) == "25 okt 2026 23:30"


def test_what_is_to_be_kept_has_the_whole_date() -> None:
    assert day_ahead(NL, TODAY + timedelta(days=3), NOW) == "vrijdag 27 november 2026 (over 3 dagen)"
    assert day_ahead(NL, TODAY + timedelta(days=30), NOW) == "donderdag 24 december 2026"
    assert moment_ahead(NL, NOW + timedelta(days=1), NOW) == "woensdag 25 november 2026, 23:30 (morgen)"
