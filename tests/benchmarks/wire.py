"""A small HTTP/1.1 client on asyncio streams: keep-alive, cookies, packed pages, nothing else.

It must cost far less than what it measures.
"""

import asyncio
import gzip
import re
from dataclasses import dataclass

HOST = "127.0.0.1"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
PACKED = re.compile(rb"\r\ncontent-encoding: gzip\r\n", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: (\w+)=([^;\r]*)", re.IGNORECASE)
GONE = (b"", b'""')


class Broken(Exception):
    """No reply came: the connection was refused or ended half-way. What was sent may or may not have been done."""


@dataclass(frozen=True)
class Reply:
    """Status, raw head, body."""

    status: int
    head: bytes
    body: bytes

    @property
    def cookies(self) -> list[tuple[bytes, bytes]]:
        """What the reply sets or drops."""
        return COOKIE.findall(self.head)


class Wire:
    """One browser's connection. `part`: ask for the next screen in the reply to a form, as our own script does.

    `packed`: take packed pages, as browsers do.
    """

    def __init__(self, port: int, *, part: bool, packed: bool = False) -> None:
        self.port = port
        self.part = part
        self.packed = packed
        self.cookies: dict[bytes, bytes] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def send(self, method: str, path: str, body: bytes = b"") -> Reply:
        """One request and its reply. Raises `Broken` when there is none."""
        try:
            if self._writer is None:
                self._reader, self._writer = await asyncio.open_connection(HOST, self.port)
            self._writer.write(self._request(method, path, body))
            return self._taken(await self._reply())
        except (OSError, EOFError, asyncio.LimitOverrunError) as problem:
            self.close()
            raise Broken(type(problem).__name__) from problem

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        head = f"{method} {path} HTTP/1.1\r\nhost: {HOST}:{self.port}\r\n".encode()
        head += b"accept-encoding: gzip\r\n" if self.packed else b""
        if self.cookies:
            head += b"cookie: " + b"; ".join(b"%b=%b" % pair for pair in self.cookies.items()) + b"\r\n"
        if method == "POST":
            head += b"content-type: application/x-www-form-urlencoded\r\ncontent-length: %d\r\n" % len(body)
            head += b"kb-part: 1\r\n" if self.part else b""
        return head + b"\r\n" + body

    async def _reply(self) -> Reply:
        assert self._reader is not None
        head = await self._reader.readuntil(b"\r\n\r\n")
        status, length = STATUS.match(head), LENGTH.search(head)
        if status is None:
            raise EOFError
        body = await self._reader.readexactly(int(length[1])) if length else b""
        packed = PACKED.search(head) is not None
        return Reply(int(status[1]), head, gzip.decompress(body) if packed else body)

    def _taken(self, reply: Reply) -> Reply:
        for name, value in reply.cookies:
            if value in GONE:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        if b"\r\nconnection: close" in reply.head.lower():
            self.close()
        return reply

    def close(self) -> None:
        """Drop the connection; the next request makes a new one, with the same cookies."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
