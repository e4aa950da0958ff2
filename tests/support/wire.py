"""The wire between a browser and the service: passes on what it can't read, and can lose what the service answers."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire:
    """While `losing`, a request still gets through on an open connection; its reply is thrown away and the line cut."""

    def __init__(self, port: int) -> None:
        self.losing = False
        self.lost = 0
        self._to = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """No new connections."""
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                service = socket.create_connection(self._to)
                for pair in ((browser, service, False), (service, browser, True)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                if answers and self.losing:
                    self.lost += 1
                    break
                target.sendall(content)
        for end in (source, target):
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
