"""The one way to the database: read, write, and queue small work for group commit."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from service.db.engine import make_engine
from service.db.events import Handlers
from service.db.writer import GroupWriter, Hold, Look, Piece

T = TypeVar("T")


class Database:
    """An engine with its ways of using it. One per process."""

    def __init__(self, url: str, handlers: Handlers | None = None) -> None:
        self.engine = make_engine(url)
        self.handlers: Handlers = handlers or {}
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._reading = self.engine.execution_options(reading=True)
        self._gate = threading.Lock()
        self._writer = GroupWriter(self.engine, self._gate if self.is_sqlite else nullcontext())

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
        """Do a small write with others that wait, and return once it is durable. It may be done twice, see `Piece`."""
        found: T = await self._writer.do(Piece(lambda connection, _seen: work(connection)))
        return found

    async def submit_seen(
        self, work: Callable[[Connection, Any], Any], look: Look, key: str, hold: Hold | None = None
    ) -> Any:
        """The same, or a read, that begins with what `look` finds for `key`: asked once for all who wait.

        `hold` locks it first, for work that writes. When `work` returns a `Done`, its writes go out together with those
        of others.
        """
        return await self._writer.do(Piece(work, look, key, hold))

    @contextmanager
    def session_on(self, connection: Connection) -> Iterator[Session]:
        """An ORM session inside the transaction of `connection`, for work handed to `submit`; it commits with it."""
        mode: Literal["create_savepoint"] = "create_savepoint"
        with Session(connection, info={"handlers": self.handlers}, join_transaction_mode=mode) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Finish waiting writes, drop all connections."""
        self._writer.close()
        self.engine.dispose()
