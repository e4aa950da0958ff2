"""Days as people in the Netherlands count them."""

from datetime import date, datetime

from service.i18n.translator import HERE


def dutch_day(moment: datetime) -> date:
    """The calendar day on which a moment falls in the Netherlands."""
    return moment.astimezone(HERE).date()


def days_between(earlier: datetime, later: datetime) -> int:
    """Whole calendar days; 0 when both fall on one day."""
    return (dutch_day(later) - dutch_day(earlier)).days


def dutch_moment(day: date, hour: int, minute: int) -> datetime:
    """The moment at which a Dutch clock shows this."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)
