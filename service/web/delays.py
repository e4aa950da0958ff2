"""How long to wait after failed attempts: per account or per code, and over all codes together; never per address."""

from datetime import datetime, timedelta

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)

#: Wrong codes over all codes that hold up nobody. Each is forgotten after a while: 180 an hour are the daily slips of
#: a large centre; a machine that tries makes as many in seconds.
FORGIVEN = 60
FORGOTTEN_EVERY = timedelta(seconds=20)
#: Beyond them every try is held, a right code as long as a wrong one, or the time would tell which it was. Whoever has
#: a right code is still in within five seconds.
HOLD_STEP, STEP_OF = timedelta(seconds=0.25), 15
LONGEST_HOLD = timedelta(seconds=2)


def wait_after(failures: int) -> timedelta:
    """Nothing for the first four failures; 30 s after the fifth, then twice as long each time, 15 minutes at most."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doubled: int = 2 ** min(failures - FREE_FAILURES, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def still_counted(failures: int, since: datetime, now: datetime) -> tuple[int, datetime]:
    """How many of these failures are not forgotten yet, and the moment from which the next is to be forgotten."""
    forgotten = max(0, (now - since) // FORGOTTEN_EVERY)
    if forgotten >= failures:
        return 0, now
    return failures - forgotten, since + forgotten * FORGOTTEN_EVERY


def hold_for(failures: int) -> timedelta:
    """How long a try is held when so many are counted: a quarter of a second more for each 15, 2 s at most."""
    beyond = max(0, failures - FORGIVEN)
    return min(HOLD_STEP * -(-beyond // STEP_OF), LONGEST_HOLD)
