"""How long something waits, in the reader's words."""

from datetime import timedelta

from babel.units import format_unit

from service.i18n import Translator

#: An acute signal that is older than this sounds the alarm.
LATE_AFTER = timedelta(hours=24)

UNITS = ((timedelta(days=1), "duration-day"), (timedelta(hours=1), "duration-hour"))


def in_words(waited: timedelta, translator: Translator) -> str:
    """`3 hours`, `12 days`: in days, hours or minutes, rounded down; under a minute counts as one."""
    for size, unit in UNITS:
        if waited >= size:
            return format_unit(waited // size, unit, locale=translator.locale)
    minutes = max(1, waited // timedelta(minutes=1))
    return format_unit(minutes, "duration-minute", locale=translator.locale)
