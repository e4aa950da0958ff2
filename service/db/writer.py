"""One writer thread for SQLite with group commit: what waits is committed together, so one fsync serves many.

Each piece of work runs under a SAVEPOINT of its own: a bad row fails alone. A result is handed back only after the
commit that made it durable.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine

Work = Callable[[Connection], Any]
MOST_AT_ONCE = 64


class GroupWriter:
    """Runs work on one connection, in order, many pieces to a commit. `gate` keeps this process's other writers out."""

    def __init__(self, engine: Engine, gate: threading.Lock) -> None:
        self._engine = engine
        self._gate = gate
        self._queue: SimpleQueue[tuple[Work, Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> "Future[Any]":
        """Queue work; the future is done once its commit is on disk, or holds the error that undid it."""
        future: Future[Any] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finish what waits and stop."""
        self._queue.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            stopping = self._gather(batch)
            self._commit(batch)
            if stopping:
                return

    def _gather(self, batch: list[tuple[Work, "Future[Any]"]]) -> bool:
        while len(batch) < MOST_AT_ONCE and not self._queue.empty():
            waiting = self._queue.get()
            if waiting is None:
                return True
            batch.append(waiting)
        return False

    def _commit(self, batch: list[tuple[Work, "Future[Any]"]]) -> None:
        finished: list[tuple[Future[Any], Any]] = []
        try:
            with self._gate, self._engine.begin() as connection:
                if len(batch) == 1:
                    finished.append((batch[0][1], batch[0][0](connection)))
                else:
                    for work, future in batch:
                        self._one(connection, work, future, finished)
        except Exception as problem:  # work done alone, or the commit itself: nothing of this batch is saved
            for future, _ in finished:
                future.set_exception(problem)
            for _, future in batch:
                if not future.done():
                    future.set_exception(problem)
            return
        for future, result in finished:
            future.set_result(result)

    @staticmethod
    def _one(
        connection: Connection, work: Work, future: "Future[Any]", finished: list[tuple["Future[Any]", Any]]
    ) -> None:
        connection.exec_driver_sql("SAVEPOINT piece")
        try:
            result = work(connection)
        except Exception as problem:
            connection.exec_driver_sql("ROLLBACK TO piece")
            connection.exec_driver_sql("RELEASE piece")
            future.set_exception(problem)
        else:
            connection.exec_driver_sql("RELEASE piece")
            finished.append((future, result))
