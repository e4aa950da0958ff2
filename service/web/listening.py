"""Several processes on one port, each with a line of its own before its door.

With one line for all, whichever process happens to wake first takes all who come at once and keeps them, since browsers
and proxies hold their connections: of 50 people 49 sat with one of two processes, and the other had nothing to do. With
SO_REUSEPORT the system shares out those who come.
"""

import socket
import sys
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

Address = Any  # host and port, and two numbers more for IPv6


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


def serve_abreast(application: str, processes: int, options: dict[str, Any]) -> None:
    """Serve with several processes until stopped; one that dies is replaced.

    `application`: where its factory is. Ends the program when somebody listens there already.
    """
    if sys.platform != "linux":  # elsewhere the system does not share out
        uvicorn.run(application, factory=True, workers=processes, **options)
        return
    config = uvicorn.Config(application, factory=True, workers=processes, **options)
    config.bind_socket().close()  # ends with a line when the port is taken: with SO_REUSEPORT one would join in unseen
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with line_at(family, (config.host, config.port)) as line:
        Multiprocess(config, sockets=[line]).run()
