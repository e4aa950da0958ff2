"""How long something waits, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from service.cases.days import days_waited
from service.config import ROOT
from service.i18n import Languages, load_translators
from service.review.waiting import in_words

TRANSLATORS = load_translators(ROOT / "locales", Languages.load(ROOT / "locales"))


@pytest.mark.parametrize(
    ("waited", "dutch", "english"),
    [
        (timedelta(seconds=-5), "1 minuut", "1 minute"),
        (timedelta(seconds=30), "1 minuut", "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minuten", "59 minutes"),
        (timedelta(hours=1), "1 uur", "1 hour"),
        (timedelta(hours=23, minutes=59), "23 uur", "23 hours"),
        (timedelta(days=1), "1 dag", "1 day"),
        (timedelta(days=3, hours=20), "3 dagen", "3 days"),
        (timedelta(days=400), "400 dagen", "400 days"),
    ],
)
def test_in_words(waited: timedelta, dutch: str, english: str) -> None:
    now = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
    assert in_words(now - waited, now, TRANSLATORS["nl"]) == dutch
    assert in_words(now - waited, now, TRANSLATORS["en"]) == english


@pytest.mark.parametrize(
    ("since", "now", "days", "words"),
    [
        ((22, 22, 0), (24, 8, 0), 2, "2 dagen"),  # 34 hours, over two midnights
        ((22, 8, 0), (23, 22, 0), 1, "1 dag"),
        ((22, 22, 30), (24, 22, 45), 2, "2 dagen"),  # past 23:00 UTC it is the next day here
        ((22, 23, 30), (24, 22, 45), 1, "1 dag"),
        ((22, 22, 0), (23, 8, 0), 1, "10 uur"),
        ((22, 8, 0), (22, 18, 0), 0, "10 uur"),
    ],
)
def test_days_are_the_same_for_every_role(
    since: tuple[int, int, int], now: tuple[int, int, int], days: int, words: str
) -> None:
    """What the klantmanager reads as so many days is for the psychiatrist as many, or less than 24 hours."""
    began, later = (datetime(2026, 11, *moment, tzinfo=UTC) for moment in (since, now))
    assert days_waited(began, later) == days
    assert in_words(began, later, TRANSLATORS["nl"]) == words


def test_a_day_of_25_hours_is_a_day() -> None:
    began = datetime(2026, 10, 24, 22, 10, tzinfo=UTC)  # 0:10, and the clock goes back that night
    assert in_words(began, began + timedelta(hours=24, minutes=20), TRANSLATORS["nl"]) == "1 dag"
