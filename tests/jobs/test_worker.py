"""A worker does each job, outside of any transaction, and survives what goes wrong in it."""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from service.jobs.actions import LEASE, MOST_ATTEMPTS, enqueue
from service.jobs.queries import counts, failed_jobs
from service.jobs.worker import Worker, work_all, work_once
from service.web.site import Site
from tests.conftest import Clock
from tests.support.waiting import until


def put(site: Site, clock: Clock, number: int = 1, kind: str = "note") -> None:
    with site.db.write() as session:
        for which in range(number):
            enqueue(session, kind, {"number": which}, clock.now)


def tally(site: Site) -> dict[tuple[str, str], int]:
    with site.db.read() as session:
        return counts(session)


def test_does_one_job_and_says_whether_there_was_one(site: Site, clock: Clock) -> None:
    done: list[Mapping[str, Any]] = []
    put(site, clock, 2)
    handlers = {"note": lambda _site, payload: done.append(payload)}
    assert work_once(site, handlers, clock.now) is True
    assert done == [{"number": 0}] or done == [{"number": 1}]
    assert work_all(site, handlers, clock.now) == 1
    assert work_once(site, handlers, clock.now) is False
    assert tally(site) == {("note", "done"): 2}


def test_leaves_alone_what_it_has_no_handler_for(site: Site, clock: Clock) -> None:
    put(site, clock, kind="other")
    assert work_once(site, {"note": lambda _site, _payload: None}, clock.now) is False
    assert tally(site) == {("other", "waiting"): 1}


def test_the_handler_may_write_itself(site: Site, clock: Clock) -> None:
    """Were the job's own transaction still open, SQLite would wait here for ever."""

    def passes_on(site: Site, payload: Mapping[str, Any]) -> None:
        with site.db.write() as session:
            enqueue(session, "next", payload, site.clock())

    put(site, clock)
    assert work_once(site, {"note": passes_on}, clock.now)
    assert tally(site) == {("note", "done"): 1, ("next", "waiting"): 1}


def test_a_failure_keeps_its_kind_and_not_its_words(site: Site, clock: Clock) -> None:
    def breaks(_site: Site, _payload: Mapping[str, Any]) -> None:
        raise RuntimeError("CANARY what the client said")

    put(site, clock)
    for _ in range(MOST_ATTEMPTS):
        assert work_once(site, {"note": breaks}, clock.now)
        clock.forward(minutes=10)
    assert not work_once(site, {"note": breaks}, clock.now)
    with site.db.read() as session:
        assert [job.error for job in failed_jobs(session)] == ["RuntimeError"]


def test_a_job_is_repeated_after_a_worker_that_died(site: Site, clock: Clock) -> None:
    class PowerCut(BaseException):
        pass

    def dies(_site: Site, _payload: Mapping[str, Any]) -> None:
        raise PowerCut

    put(site, clock)
    with contextlib.suppress(PowerCut):
        work_once(site, {"note": dies}, clock.now)
    done: list[int] = []
    handlers = {"note": lambda _site, payload: done.append(payload["number"])}
    assert not work_once(site, handlers, clock.now)
    clock.now += LEASE
    assert work_once(site, handlers, clock.now)
    assert done == [0]


def test_many_workers_do_each_job_once(site: Site, clock: Clock) -> None:
    seen: Counter[int] = Counter()
    lock = threading.Lock()

    def note(_site: Site, payload: Mapping[str, Any]) -> None:
        with lock:
            seen[payload["number"]] += 1

    put(site, clock, 40)
    workers = [Worker(site, {"note": note}, poll_seconds=0.01) for _ in range(4)]
    for worker in workers:
        worker.start()
    until(lambda: tally(site) == {("note", "done"): 40})
    for worker in workers:
        worker.stop()
    assert seen == dict.fromkeys(range(40), 1)
    assert tally(site) == {("note", "done"): 40}


def test_a_stopped_worker_takes_nothing_more(site: Site, clock: Clock) -> None:
    done: list[Any] = []
    worker = Worker(site, {"note": lambda _site, payload: done.append(payload)}, poll_seconds=0.01)
    worker.start()
    worker.stop()
    put(site, clock)
    time.sleep(0.1)
    assert done == []


def test_a_database_that_is_away_for_a_while_does_not_end_the_worker(site: Site, clock: Clock) -> None:
    broken = threading.Event()
    broken.set()
    done: list[Any] = []
    tries: list[int] = []

    def now() -> Any:
        if broken.is_set():
            tries.append(1)
            raise OSError("away")
        return clock.now

    shaky = Site(site.settings, site.db, site.languages, site.translators, site.renderer, now)
    put(site, clock)
    worker = Worker(shaky, {"note": lambda _site, payload: done.append(payload)}, poll_seconds=0.01)
    worker.start()
    until(lambda: len(tries) > 1)
    assert done == []
    broken.clear()
    until(lambda: done)
    worker.stop()
    assert len(done) == 1
