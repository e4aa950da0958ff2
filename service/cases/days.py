"""Days as people in the Netherlands count them."""

from datetime import date, datetime

from service.i18n.near import days_ahead
from service.i18n.translator import HERE


def dutch_day(moment: datetime) -> date:
    """The calendar day on which a moment falls in the Netherlands."""
    return moment.astimezone(HERE).date()


def days_waited(since: datetime, now: datetime) -> int:
    """Days that something waits, for whoever asks: by the Dutch calendar, so 1 since yesterday, however late."""
    return max(0, days_ahead(now, since))


def dutch_moment(day: date, hour: int, minute: int) -> datetime:
    """The moment at which a Dutch clock shows this."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)
