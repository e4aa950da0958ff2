"""Random bytes from the system, fetched many at once.

Each question to the system lets go of the interpreter, and whoever asks then waits for the other threads to go on.
"""

import os
from threading import Lock


class Chance:
    """A stock of the system's random bytes; none is handed out twice, in a forked process neither."""

    def __init__(self, stock: int = 4096) -> None:
        self._stock = stock
        self._lock = Lock()
        self._bytes = b""
        self._used = 0
        os.register_at_fork(after_in_child=self._forget)

    def take(self, number: int) -> bytes:
        """So many bytes that nobody has had."""
        with self._lock:
            if self._used + number > len(self._bytes):
                self._bytes, self._used = os.urandom(max(self._stock, number)), 0
            start, self._used = self._used, self._used + number
            return self._bytes[start : self._used]

    def _forget(self) -> None:
        self._lock = Lock()
        self._bytes, self._used = b"", 0
