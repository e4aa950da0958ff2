"""How long something waits, in the reader's words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from babel.dates import format_timedelta

from service.cases.days import days_waited
from service.i18n import Translator

#: An acute signal that is older than this sounds the alarm.
LATE_AFTER = timedelta(hours=24)

Unit = Literal["day", "hour", "minute"]
UNITS: Mapping[Unit, timedelta] = {
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}
#: So high that no larger unit than the one asked for is chosen: 40 days stay 40 days.
NEVER = 1e9


def in_words(since: datetime, now: datetime, translator: Translator) -> str:
    """`3 hours`, `12 days`: days as everywhere (`service.cases.days`); within 24 hours, which the alarm is about,
    hours or minutes, rounded down; under a minute counts as one.
    """
    waited = max(now - since, UNITS["minute"])
    unit = next(name for name, size in UNITS.items() if waited >= size)
    number = max(1, days_waited(since, now)) if unit == "day" else waited // UNITS[unit]
    return format_timedelta(number * UNITS[unit], granularity=unit, threshold=NEVER, locale=translator.locale)
