"""Work in groups: one commit for many, a bad piece fails alone, and nobody is told before it is durable."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, event, insert, select

from service.db import Database, Done
from service.db.writer import GroupWriter, Piece
from tests.support.waiting import PATIENCE

ROWS = Table("row", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(20), unique=True))
INSERT = insert(ROWS)


def in_a_loop(work):  # type: ignore[no-untyped-def]
    """In a thread of its own: the browsers' loop may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture
def db(database_url):
    found = Database(database_url)
    ROWS.create(found.engine)
    yield found
    found.close()


def names(db):
    with db.read() as session:
        return sorted(session.scalars(select(ROWS.c.name)))


def commits(db):
    """How many commits there were, from now on."""
    counted = []
    event.listen(db.engine, "commit", lambda _connection: counted.append(1))
    return counted


def add(name):
    def work(connection):
        connection.execute(INSERT, {"name": name})
        return name

    return work


async def together(db, *works):
    """All at once: the first one holds the writer until the rest has come."""
    begun, come = threading.Event(), threading.Event()

    def hold(_connection):
        begun.set()
        come.wait(PATIENCE)

    first = asyncio.ensure_future(db.submit(hold))
    await asyncio.to_thread(begun.wait, PATIENCE)
    rest = [asyncio.ensure_future(work if asyncio.iscoroutine(work) else db.submit(work)) for work in works]
    for _ in range(3):  # each gets as far as its place in the queue
        await asyncio.sleep(0)
    come.set()
    await first
    return await asyncio.gather(*rest, return_exceptions=True)


def test_what_waits_shares_a_commit(db):
    counted = commits(db)
    assert in_a_loop(together(db, *(add(f"n{number}") for number in range(20)))) == [f"n{n}" for n in range(20)]
    assert len(names(db)) == 20
    assert len(counted) == 2


def test_a_bad_piece_fails_alone(db):
    def bad(connection):
        connection.execute(INSERT, {"name": "half"})
        raise ValueError("bad")

    results = in_a_loop(together(db, add("one"), bad, add("two")))
    assert results[0] == "one"
    assert results[2] == "two"
    assert isinstance(results[1], ValueError)
    assert names(db) == ["one", "two"]


def test_last_writes_go_out_together_and_a_doubled_one_fails_alone(db):
    def later(name):
        return db.submit_seen(lambda _connection, _seen: Done(name, [(INSERT, {"name": name})]), no_look, name + "key")

    def again(name):
        return db.submit_seen(lambda _connection, _seen: Done(name, [(INSERT, {"name": name})]), no_look, "another")

    results = in_a_loop(together(db, later("one"), later("two"), again("one"), later("three")))
    assert [result for result in results if not isinstance(result, Exception)] == ["one", "two", "three"]
    assert names(db) == ["one", "three", "two"]


def no_look(_connection, keys):
    return {}


def test_the_look_is_asked_once_for_all_who_wait(db):
    asked = []

    def look(_connection, keys):
        asked.append(list(keys))
        return {key: key.upper() for key in keys if key != "c"}

    def seen(key):
        return db.submit_seen(lambda _connection, found: found, look, key)

    assert in_a_loop(together(db, seen("a"), seen("b"), seen("c"))) == ["A", "B", None]
    assert asked == [["a", "b", "c"]]


def test_what_will_be_written_is_locked_before_the_one_look_at_all(db):
    did = []

    def hold(_connection, keys):
        did.append(("hold", list(keys)))

    def look(_connection, keys):
        did.append(("look", list(keys)))
        return {key: key.upper() for key in keys}

    def come(key, held):
        return db.submit_seen(lambda _connection, found: found, look, key, hold if held else None)

    assert in_a_loop(together(db, come("a", True), come("b", False), come("c", True))) == ["A", "B", "C"]
    assert did == [("hold", ["a", "c"]), ("look", ["a", "b", "c"])]


def test_who_wants_to_sees_what_is_there_after_all_writes(db):
    asked = []

    def look(connection, keys):
        asked.append(list(keys))
        return {key: connection.scalar(select(ROWS.c.name).where(ROWS.c.name == key)) for key in keys}

    def come(key, again):
        def then(_connection, found):
            return f"{key} then {found}"

        def work(_connection, found):
            return Done(f"{key} first {found}", [(INSERT, {"name": key})], then if again else None)

        return db.submit_seen(work, look, key)

    counted = commits(db)
    told = in_a_loop(together(db, come("a", True), come("b", False), come("c", True)))
    assert told == ["a then a", "b first None", "c then c"]
    assert asked == [["a", "b", "c"], ["a", "c"]]
    assert len(counted) == 2


def test_what_fails_after_its_writes_undoes_them_and_no_others(db):
    def come(key, then):
        return db.submit_seen(lambda *_: Done(key, [(INSERT, {"name": key})], then), no_look, key)

    def bad(_connection, _found):
        raise ValueError("bad")

    told = in_a_loop(together(db, come("a", None), come("b", bad), come("c", None)))
    assert isinstance(told[1], ValueError)
    assert names(db) == ["a", "c"]


def test_a_second_piece_of_the_same_client_looks_anew(db):
    def look(connection, keys):
        return {key: connection.scalar(select(ROWS.c.id).where(ROWS.c.name == key)) for key in keys}

    def come(key):
        def work(connection, found):
            if found is None:
                connection.execute(INSERT, {"name": key})
            return found is not None

        return db.submit_seen(work, look, key)

    assert in_a_loop(together(db, come("a"), come("a"), come("b"), come("a"))) == [False, True, False, True]
    assert names(db) == ["a", "b"]


def test_a_result_is_told_after_its_commit(db):
    order = []
    event.listen(db.engine, "commit", lambda _connection: order.append("commit"))

    async def one():
        await db.submit(add("one"))
        order.append("told")

    in_a_loop(one())
    assert order == ["commit", "told"]


def test_nobody_waiting_any_more_stops_nothing(db):
    async def gone():
        task = asyncio.ensure_future(db.submit(add("one")))
        await asyncio.sleep(0)
        task.cancel()
        return await db.submit(add("two"))

    assert in_a_loop(gone()) == "two"
    assert names(db) == ["one", "two"]


def test_closing_finishes_what_waits(db):
    writer = GroupWriter(db.engine, nullcontext())

    async def all_of_it():
        pieces = [Piece(lambda connection, _seen, name=f"n{number}": add(name)(connection)) for number in range(30)]
        waiting = [asyncio.ensure_future(writer.do(piece)) for piece in pieces]
        await asyncio.sleep(0)
        writer.close()
        return await asyncio.gather(*waiting)

    assert len(in_a_loop(all_of_it())) == 30
    assert len(names(db)) == 30
