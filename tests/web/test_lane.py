"""A lane for costly work: narrow, in order, never endless."""

import asyncio
import threading

import pytest

from service.errors import TooMany
from service.web.lane import Lane
from tests.support.loop import run
from tests.support.waiting import PATIENCE


def test_no_more_than_so_many_work_at_once_and_all_are_served() -> None:
    lane, inside, most, lock, both = Lane(2, 20), 0, 0, threading.Lock(), threading.Barrier(2)

    def work() -> int:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        both.wait(PATIENCE)  # goes on only when two are at work
        with lock:
            inside -= 1
        return 1

    async def all_of_them() -> list[int]:
        return await asyncio.gather(*(lane.run(work) for _ in range(20)))

    assert sum(run(all_of_them())) == 20
    assert most == 2


def test_who_comes_first_is_served_first() -> None:
    lane, order = Lane(1, 10), []

    async def all_of_them() -> None:
        await asyncio.gather(*(lane.run(lambda number=number: order.append(number)) for number in range(10)))

    run(all_of_them())
    assert order == list(range(10))


def test_a_full_lane_refuses_at_once_and_a_failure_gives_its_place_back() -> None:
    lane, go = Lane(1, 2), threading.Event()

    def fail() -> None:
        raise ZeroDivisionError

    async def fill() -> None:
        inside = [asyncio.create_task(lane.run(go.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(TooMany):
            await lane.run(go.wait)
        go.set()
        await asyncio.gather(*inside)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await lane.run(fail)

    run(fill())
