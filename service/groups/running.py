"""When a group sitting runs: only then somebody looks at the board, and a raised hand is seen."""

from datetime import datetime, timedelta

BEFORE = timedelta(hours=1)
LAPSES_AFTER = timedelta(hours=12)


def is_running(starts_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    """From an hour before its start until it is closed; a forgotten one lapses twelve hours after its start."""
    return closed_at is None and starts_at - BEFORE <= now < starts_at + LAPSES_AFTER


def is_ahead_or_running(starts_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    """Neither closed nor lapsed."""
    return closed_at is None and now < starts_at + LAPSES_AFTER
