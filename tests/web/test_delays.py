from datetime import UTC, datetime, timedelta

from service.web.delays import hold_for, still_counted, wait_after


def test_the_first_mistakes_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour():
    waits = [wait_after(failures).total_seconds() for failures in range(13)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_no_number_of_failures_is_too_large():
    assert wait_after(10**9) == timedelta(minutes=15)


START = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_slips_hold_up_nobody_and_beyond_them_the_hold_grows_up_to_two_seconds():
    holds = [hold_for(failures).total_seconds() for failures in range(10_000)]
    assert set(holds[:61]) == {0}
    assert holds[61] == 0.25
    assert holds == sorted(holds)
    assert set(holds[166:]) == {2}


def test_each_wrong_code_is_forgotten_in_its_turn():
    assert still_counted(10, START, START) == (10, START)
    assert still_counted(10, START, START + timedelta(seconds=19)) == (10, START)
    assert still_counted(10, START, START + timedelta(seconds=45)) == (8, START + timedelta(seconds=40))
    assert still_counted(10, START, START + timedelta(hours=1)) == (0, START + timedelta(hours=1))


def test_a_clock_that_is_put_back_forgets_nothing():
    assert still_counted(10, START, START - timedelta(hours=1)) == (10, START)


def count(every: timedelta, times: int) -> int:
    """What is counted after so many wrong codes, one in each span."""
    failures, since = 0, START
    for number in range(times):
        failures, since = still_counted(failures, since, START + number * every)
        failures += 1
    return failures


def test_the_slips_of_a_large_centre_never_add_up_and_a_machine_is_held_for_good():
    assert count(timedelta(seconds=25), 5_000) <= 2
    assert hold_for(count(timedelta(seconds=0.1), 10_000)) == timedelta(seconds=2)
    assert hold_for(count(timedelta(seconds=2), 10_000)) == timedelta(seconds=2), "at the pace that the hold leaves"
