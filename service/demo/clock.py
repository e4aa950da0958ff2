"""A clock for telling what happened weeks ago: the demo sets it, the code below reads it."""

from datetime import datetime, timedelta

SATURDAY = 5


class DemoClock:
    """Shows whatever moment it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now


def days_before(now: datetime, days: int, hour: int) -> datetime:
    """So many days before `now` at this hour (UTC), or the Friday before where that is a weekend."""
    day = now - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
