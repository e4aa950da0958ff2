from datetime import timedelta

from service.web.delays import wait_after


def test_the_first_mistakes_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour():
    waits = [wait_after(failures).total_seconds() for failures in range(13)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_no_number_of_failures_is_too_large():
    assert wait_after(10**9) == timedelta(minutes=15)
