"""Works jobs off: each is taken in a short transaction, done outside of it, and marked in a third place, in another.

A handler opens its own transaction and must be repeatable: it may run again after a crash between doing and marking.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog

from service.jobs.actions import LEASE, fail, finish, take
from service.jobs.models import Job
from service.jobs.queries import anything_due
from service.web.site import Site

log = structlog.get_logger()

#: What does one kind of job, given the site and the payload.
JobHandler = Callable[[Site, Mapping[str, Any]], None]

POLL_SECONDS = 0.5


def work_once(site: Site, handlers: Mapping[str, JobHandler], now: datetime, lease: timedelta = LEASE) -> bool:
    """Do the one job that waits longest. False when nothing was due. What the handler raises is kept on the job."""
    with site.db.read() as session:
        if not anything_due(session, now, handlers):
            return False
    with site.db.write() as session:
        job = take(session, now, lease, handlers)
        if job is not None:
            session.expunge(job)
    if job is None:
        return False
    problem = _attempt(site, handlers[job.kind], job)
    with site.db.write() as session:
        if problem is None:
            finish(session, job, site.clock())
        else:
            fail(session, job, problem, site.clock())
    return True


def _attempt(site: Site, handler: JobHandler, job: Job) -> Exception | None:
    try:
        handler(site, job.payload)
    except Exception as problem:
        log.error("job_failed", job=str(job.id), kind=job.kind, attempt=job.attempts, error=type(problem).__name__)
        return problem
    return None


def work_all(site: Site, handlers: Mapping[str, JobHandler], now: datetime) -> int:
    """Everything that is due at `now`; how many jobs that were."""
    number = 0
    while work_once(site, handlers, now):
        number += 1
    return number


class Worker:
    """A thread that works jobs off until it is stopped. Several workers, in one process or many, never meet.

    `prepare` is run once in the thread, `settle_seconds` after the start, so that it does not delay the first pages;
    `tidy` at its end.
    """

    def __init__(
        self,
        site: Site,
        handlers: Mapping[str, JobHandler],
        poll_seconds: float = POLL_SECONDS,
        prepare: Callable[[], None] | None = None,
        tidy: Callable[[], None] | None = None,
        settle_seconds: float = 0,
    ) -> None:
        self._site = site
        self._handlers = handlers
        self._poll_seconds = poll_seconds
        self._prepare = prepare
        self._tidy = tidy
        self._settle_seconds = settle_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float = 10) -> None:
        """Finish the job at hand and end. What is left undone is leased, and taken again by the next worker."""
        self._stopping.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        self._stopping.wait(self._settle_seconds)
        if self._prepare is not None and not self._stopping.is_set():
            self._prepare()
        while not self._stopping.is_set():
            if not self._step():
                self._stopping.wait(self._poll_seconds)
        if self._tidy is not None:
            self._tidy()

    @asynccontextmanager
    async def beside(self, _app: object) -> AsyncIterator[None]:
        """A server's lifespan: the worker begins with it and ends after its last request, however it is stopped."""
        self.start()
        yield
        await asyncio.to_thread(self.stop)

    def _step(self) -> bool:
        """One job. A database that does not answer for a while must not end the thread."""
        try:
            return work_once(self._site, self._handlers, self._site.clock())
        except Exception as problem:
            log.error("worker_waits", error=type(problem).__name__)
            return False
