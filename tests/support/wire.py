"""The wire between a browser and the service: passes on what it can't read, and can be as bad as wires are."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum


class State(Enum):
    """What becomes of what is sent. `LOSING`: a request still gets through on an open connection, its reply is thrown
    away and the line cut. `CUTTING`: the same, amid the reply. `SILENT`: nothing gets through and nobody is told.
    `DEAD`: no connection at all. `SLOW`: 35 kbit/s with two seconds to and fro, as in the worst corner of a camp.
    """

    GOOD = "good"
    LOSING = "losing"
    CUTTING = "cutting"
    SILENT = "silent"
    DEAD = "dead"
    SLOW = "slow"


#: Of a reply that is cut this much still comes: its head and the beginning of its page.
BEGINNING = 1500
SLOW_BYTES, SLOW_SECONDS = 35_000 // 8, 1.0


class Wire:
    """One of these, open to a browser. `lost`: how many pieces of replies never came."""

    def __init__(self, port: int) -> None:
        self.state = State.GOOD
        self.lost = 0
        self._to = ("127.0.0.1", port)
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Pull the plug."""
        self.state = State.DEAD
        for end in self._open:
            _shut(end)
        self._open.clear()

    def close(self) -> None:
        """No new connections."""
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                if self.state is State.DEAD:
                    _shut(browser)
                    continue
                service = socket.create_connection(self._to)
                self._open += [browser, service]
                for pair in ((browser, service, False), (service, browser, True)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                if self.state is State.SILENT:
                    continue
                if self.state is State.SLOW:
                    time.sleep(SLOW_SECONDS + len(content) / SLOW_BYTES)
                if answers and self.state in (State.LOSING, State.CUTTING):
                    self.lost += 1
                    target.sendall(content[: BEGINNING if self.state is State.CUTTING else 0])
                    break
                target.sendall(content)
        for end in (source, target):
            _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire_to(url: str) -> Iterator[tuple[Wire, str]]:
    """A wire to this address of ours, and the address at its other end."""
    head, _, port = url.rpartition(":")
    wire = Wire(int(port))
    try:
        yield wire, f"{head}:{wire.port}"
    finally:
        wire.close()
