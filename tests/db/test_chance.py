"""Random bytes from a stock: nobody gets what another had."""

import os
from concurrent.futures import ThreadPoolExecutor

from service.db import new_id
from service.db.chance import Chance


def test_threads_get_different_bytes_over_many_stocks() -> None:
    chance = Chance(stock=64)
    with ThreadPoolExecutor(8) as pool:
        taken = [
            each for found in pool.map(lambda _: [chance.take(16) for _ in range(500)], range(8)) for each in found
        ]
    assert {len(each) for each in taken} == {16}
    assert len(set(taken)) == 4000


def test_more_than_the_stock_can_be_taken() -> None:
    chance = Chance(stock=8)
    assert len(chance.take(5)) == 5
    assert len(chance.take(100)) == 100


def test_a_forked_process_has_a_stock_of_its_own() -> None:
    chance = Chance()
    chance.take(1)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, chance.take(32))
        os._exit(0)
    os.waitpid(child, 0)
    theirs = os.read(reading, 32)
    assert len(theirs) == 32
    assert theirs != chance.take(32)


def test_ids_are_random_uuids() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {(each.version, each.variant) for each in ids} == {(4, "specified in RFC 4122")}
