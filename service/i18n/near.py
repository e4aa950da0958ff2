"""Days near by as people say them: today, yesterday, in 3 days. What is further away is a date."""

from datetime import date, datetime

from babel.dates import format_time

from service.i18n.translator import HERE, Translator

#: Days to both sides that have words.
NEAR = 7


def near_day(translator: Translator, when: date | datetime, now: datetime) -> str:
    """`vandaag`, `over 3 dagen`, `2 dagen geleden`, or `20 okt 2026`; by the Dutch calendar."""
    days = days_ahead(when, now)
    if abs(days) > NEAR:
        return translator.date(when, "medium")
    gettext, ngettext = translator.gettext, translator.ngettext
    if -1 <= days <= 1:
        return (gettext("today"), gettext("tomorrow"), gettext("yesterday"))[days]
    if days > 0:
        return ngettext("in %(num)s day", "in %(num)s days", days) % {"num": days}
    return ngettext("%(num)s day ago", "%(num)s days ago", -days) % {"num": -days}


def near_moment(translator: Translator, when: datetime, now: datetime) -> str:
    """The same with the time on a Dutch clock: `vandaag 10:30`."""
    return f"{near_day(translator, when, now)} {clock_time(translator, when)}"


def day_ahead(translator: Translator, when: date | datetime, now: datetime) -> str:
    """A day to be kept: the whole date, and how near it is: `vrijdag 27 november 2026 (over 3 dagen)`."""
    whole = translator.date(when, "full")
    return f"{whole} ({near_day(translator, when, now)})" if abs(days_ahead(when, now)) <= NEAR else whole


def moment_ahead(translator: Translator, when: datetime, now: datetime) -> str:
    """The same with its time: `vrijdag 27 november 2026, 14:00 (over 3 dagen)`."""
    whole = f"{translator.date(when, 'full')}, {clock_time(translator, when)}"
    return f"{whole} ({near_day(translator, when, now)})" if abs(days_ahead(when, now)) <= NEAR else whole


def clock_time(translator: Translator, when: datetime) -> str:
    """Hours and minutes on a Dutch clock."""
    return format_time(when, "short", tzinfo=HERE, locale=translator.locale)


def days_ahead(when: date | datetime, now: datetime) -> int:
    """Calendar days from today; below 0 for the past."""
    day = when.astimezone(HERE).date() if isinstance(when, datetime) else when
    return (day - now.astimezone(HERE).date()).days
