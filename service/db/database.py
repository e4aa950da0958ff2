"""The one way to the database: read, write, and queue a small write for group commit."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Literal, TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from service.db.engine import make_engine
from service.db.events import Handlers
from service.db.writer import GroupWriter

T = TypeVar("T")
#: Threads that wait for PostgreSQL. More of them only wait for each other: 8 cost a fifth more per answer than 3.
THREADS = 3


class Database:
    """An engine with its ways of using it. One per process."""

    def __init__(self, url: str, handlers: Handlers | None = None) -> None:
        self.engine = make_engine(url)
        self.handlers: Handlers = handlers or {}
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._reading = self.engine.execution_options(reading=True)
        self._gate = threading.Lock()
        self._writer = GroupWriter(self.engine, self._gate) if self.is_sqlite else None
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="database")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads; whatever it changed is thrown away."""
        with Session(self._reading, info={"handlers": {}}) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end, undone on any error. Actions flush and never commit."""
        if self.is_sqlite:
            with self._gate, self._transaction() as session:
                yield session
        else:
            with self._transaction() as session:
                yield session

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self.engine, info={"handlers": self.handlers}) as session, session.begin():
            yield session

    async def submit(self, work: Callable[[Connection], T]) -> T:
        """Run a small write and wait until it is durable: group commit on SQLite, a pooled connection elsewhere."""
        if self._writer is not None:
            return await asyncio.wrap_future(self._writer.submit(work))
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._alone, work)

    def _alone(self, work: Callable[[Connection], T]) -> T:
        with self.engine.begin() as connection:
            return work(connection)

    @contextmanager
    def session_on(self, connection: Connection) -> Iterator[Session]:
        """An ORM session inside the transaction of `connection`, for work handed to `submit`; it commits with it."""
        mode: Literal["create_savepoint"] = "create_savepoint"
        with Session(connection, info={"handlers": self.handlers}, join_transaction_mode=mode) as session:
            yield session
            session.commit()

    async def fetch(self, work: Callable[[Connection], T]) -> T:
        """Run a short read. SQLite reads never wait, so they run at once; elsewhere on a thread of the pool."""
        if self.is_sqlite:
            return self._look(work)
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._look, work)

    def _look(self, work: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection:
            return work(connection)

    def ping(self) -> None:
        """Raise when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Finish waiting writes, drop all connections."""
        if self._writer is not None:
            self._writer.close()
        self._pool.shutdown()
        self.engine.dispose()
