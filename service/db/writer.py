"""One thread that works in groups: what waits shares one transaction, so one commit serves many, on either database.

Each piece first sees what `look` found for all pieces of the group in one question, asked once what they `hold` is
locked. A group in which a piece fails is undone, and its pieces are done again one by one: a bad one fails alone. A
result is handed back only after the commit that made it durable.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine, Executable

Hold = Callable[[Connection, Sequence[str]], None]
Look = Callable[[Connection, Sequence[str]], Mapping[str, Any]]
MOST_AT_ONCE = 64


def look_at_nothing(_connection: Connection, _keys: Sequence[str]) -> Mapping[str, Any]:
    """For pieces that read for themselves."""
    return {}


@dataclass(frozen=True)
class Done:
    """What a piece returns when its last writes may go out with those of others: statement and row, in any order.

    `then`: a look at what is there after all writes, in the same transaction; what it returns is the result instead.
    """

    result: Any
    writes: Sequence[tuple[Executable, Mapping[str, Any]]] = ()
    then: Callable[[Connection, Any], Any] | None = None


@dataclass(eq=False)
class Piece:
    """Work for a group. `work` gets the connection and what `look` found for `key`, None where it found nothing.

    `hold` locks the keys of those who will write; readers and writers share one question all the same.
    It may be done twice, when the group's first try is undone: it must have no effect but on the connection.
    """

    work: Callable[[Connection, Any], Any]
    look: Look = look_at_nothing
    key: str = ""
    hold: Hold | None = None
    future: "asyncio.Future[Any]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def deliver(self, result: Any) -> None:
        """Hand over a result or an error; nobody may be waiting any more. In the loop of the future only."""
        if self.future.done():
            return
        if isinstance(result, Exception):
            self.future.set_exception(result)
        else:
            self.future.set_result(result)


class GroupWriter:
    """Does the pieces in order. `gate` keeps out this process's other writers, where the database has only one."""

    def __init__(self, engine: Engine, gate: AbstractContextManager[Any]) -> None:
        self._engine = engine
        self._gate = gate
        self._queue: SimpleQueue[Piece | None] = SimpleQueue()
        self._held: Piece | None = None
        self._thread = threading.Thread(target=self._run, name="group-writer", daemon=True)
        self._thread.start()

    async def do(self, piece: Piece) -> Any:
        """Queue the piece and wait until its commit is on disk; raises what it raised."""
        self._queue.put(piece)
        return await piece.future

    def close(self) -> None:
        """Finish what waits and stop."""
        self._queue.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            first, self._held = self._held or self._queue.get(), None
            if first is None:
                return
            group, stopping = self._gathered(first)
            self._finish(group)
            if stopping:
                return

    def _gathered(self, first: Piece) -> tuple[list[Piece], bool]:
        """What waits, up to a second piece of somebody who has one already: it must see what the first one did."""
        group, keys = [first], {first.key} - {""}
        while len(group) < MOST_AT_ONCE and not self._queue.empty():
            waiting = self._queue.get()
            if waiting is None:
                return group, True
            if waiting.key in keys:
                self._held = waiting
                break
            group.append(waiting)
            keys |= {waiting.key} - {""}
        return group, False

    def _finish(self, group: list[Piece]) -> None:
        try:
            results = self._committed(group)
        except Exception as problem:
            if len(group) == 1:
                _hand_back(group, [problem])
                return
            for piece in group:
                self._finish([piece])
            return
        _hand_back(group, results)

    def _committed(self, group: list[Piece]) -> list[Any]:
        with self._gate, self._engine.begin() as connection:
            for hold in dict.fromkeys(piece.hold for piece in group if piece.hold):
                hold(connection, [piece.key for piece in group if piece.hold is hold])
            found = _looked(connection, group)
            results = [piece.work(connection, found[piece.look].get(piece.key)) for piece in group]
            _write(connection, [result for result in results if isinstance(result, Done)])
            return _looked_again(connection, group, results)


def _looked(connection: Connection, group: Sequence[Piece]) -> dict[Look, Mapping[str, Any]]:
    """What each `look` finds for its pieces, asked once."""
    return {
        look: look(connection, [piece.key for piece in group if piece.look is look])
        for look in dict.fromkeys(piece.look for piece in group)
    }


def _looked_again(connection: Connection, group: Sequence[Piece], results: Sequence[Any]) -> list[Any]:
    """The results, after a second look for those who want one."""
    wanting = [piece for piece, result in zip(group, results, strict=True) if isinstance(result, Done) and result.then]
    found = _looked(connection, wanting)

    def final(piece: Piece, result: Any) -> Any:
        if not isinstance(result, Done):
            return result
        return result.then(connection, found[piece.look].get(piece.key)) if result.then else result.result

    return [final(piece, result) for piece, result in zip(group, results, strict=True)]


def _write(connection: Connection, done: Sequence["Done"]) -> None:
    by_statement: dict[Executable, list[Mapping[str, Any]]] = {}
    for each in done:
        for statement, row in each.writes:
            by_statement.setdefault(statement, []).append(row)
    for statement, rows in by_statement.items():
        connection.execute(statement, rows)


def _hand_back(group: Sequence[Piece], results: Sequence[Any]) -> None:
    """To each loop at once what is for it: waking a loop costs more than a piece."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[Piece, Any]]] = {}
    for piece, result in zip(group, results, strict=True):
        by_loop.setdefault(piece.future.get_loop(), []).append((piece, result))
    for loop, done in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_deliver, done)


def _deliver(done: Sequence[tuple[Piece, Any]]) -> None:
    for piece, result in done:
        piece.deliver(result)
