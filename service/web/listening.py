"""Several processes on one port, each with a line of its own before its door.

With one line for all, whichever process happens to wake first takes all who come at once and keeps them, since browsers
and proxies hold their connections: of 50 people 49 sat with one of two processes, and the other had nothing to do. With
SO_REUSEPORT the system shares out those who come.
"""

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

Address = Any  # host and port, and two numbers more for IPv6
MOST_WAITING = 2048
MEND = {
    errno.EADDRINUSE: "Stop what listens there, or set PORT (or --port) to another port.",
    errno.EACCES: "Set PORT (or --port) to a port from 1024 up.",
}
MEND_HOST = "Set KLANTBEELD_HOST (or --host) to an address of this computer."


class NotListening(Exception):
    """The port, or the address, can't be had; says why and what to do."""


@contextmanager
def telling(host: str, port: int) -> Iterator[None]:
    """`NotListening` in place of what the system says."""
    try:
        yield
    except OSError as problem:
        number = problem.errno or 0
        why = problem.strerror if isinstance(problem, socket.gaierror) else os.strerror(number)
        mend = MEND.get(number, MEND_HOST)
        raise NotListening(f"There is no listening at {host}, port {port}: {why}. {mend}") from problem


def doors(host: str, port: int) -> list[socket.socket]:
    """A listener at each address that the host has (`localhost` has two); who comes waits until somebody serves."""
    with telling(host, port):
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        places = dict.fromkeys((family, address) for family, _, _, _, address in found)
        return [socket.create_server(place, family=family, backlog=MOST_WAITING) for family, place in places]


class Line(socket.socket):
    """A bound socket that never listens: it keeps the port, and becomes a listener in the process it is handed to."""

    def __reduce__(self) -> tuple[Any, ...]:
        return line_at, (self.family, self.getsockname())


def line_at(family: socket.AddressFamily, address: Address) -> Line:
    """A line of its own at an address that others of ours have lines at, too."""
    line = Line(family, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    line.bind(address)
    return line


def serve_abreast(
    application: str, processes: int, options: dict[str, Any], tell: Callable[[], None] = lambda: None
) -> None:
    """Serve with several processes until stopped; one that dies is replaced.

    `application`: where its factory is. `tell` is called once the port is had; `NotListening` when it is not.
    """
    config = uvicorn.Config(application, factory=True, workers=processes, **options)
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    place = (config.host, config.port)
    with telling(*place):  # with SO_REUSEPORT alone one would join in unseen where somebody listens
        socket.create_server(place, family=family).close()
    if sys.platform != "linux":  # elsewhere the system does not share out
        tell()
        uvicorn.run(application, factory=True, workers=processes, **options)
        return
    with telling(*place):
        line = line_at(family, place)
    with line:
        tell()
        Multiprocess(config, sockets=[line]).run()
