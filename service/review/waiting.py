"""How long something waits, in the reader's words."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from babel.dates import format_timedelta

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


def in_words(waited: timedelta, translator: Translator) -> str:
    """`3 hours`, `12 days`: in days, hours or minutes, rounded down; under a minute counts as one."""
    waited = max(waited, UNITS["minute"])
    unit = next(name for name, size in UNITS.items() if waited >= size)
    whole = waited // UNITS[unit] * UNITS[unit]
    return format_timedelta(whole, granularity=unit, threshold=NEVER, locale=translator.locale)
