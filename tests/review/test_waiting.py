"""How long something waits, in words."""

from datetime import timedelta

import pytest

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
    assert in_words(waited, TRANSLATORS["nl"]) == dutch
    assert in_words(waited, TRANSLATORS["en"]) == english
