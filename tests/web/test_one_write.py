"""Head and body of a reply go out together, and a reply without a body goes out all the same."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from service.config import Settings
from service.serve import options
from service.web.one_write import OneWrite, WholeReplies
from tests.benchmarks.processes import free_port
from tests.support.waiting import until


async def words(_request: Request) -> Response:
    return PlainTextResponse("words " * 3000)


async def away(_request: Request) -> Response:
    return RedirectResponse("/words", 303)


async def drops(_request: Request) -> Response:
    async def each() -> Any:
        for number in range(3):
            yield f"drop {number}\n"
            await asyncio.sleep(0.01)

    return StreamingResponse(each())


async def last(_request: Request) -> Response:
    return PlainTextResponse("bye", headers={"connection": "close"})


ROUTES = [Route(f"/{each.__name__}", each, methods=["GET", "HEAD", "POST"]) for each in (words, away, drops, last)]


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    port = free_port()
    config = uvicorn.Config(Starlette(routes=ROUTES), port=port, http=WholeReplies, loop="uvloop", log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as found:
        yield found
    server.should_exit = True
    thread.join(10)


def test_the_service_answers_so() -> None:
    config = uvicorn.Config(Starlette(), **options(Settings()))
    config.load()
    assert config.http_protocol_class is WholeReplies


def asked(connection: socket.socket, lines: str, end: bytes) -> bytes:
    connection.sendall(lines.replace("\n", "\r\n").encode())
    found = b""
    while not found.endswith(end):
        more = connection.recv(65536)
        assert more, found
        found += more
    return found


def test_replies_of_all_kinds_come_whole_over_one_connection(connection: socket.socket) -> None:
    assert asked(connection, "GET /words HTTP/1.1\nhost: x\n\n", b"words ").count(b"words ") == 3000
    assert asked(connection, "HEAD /words HTTP/1.1\nhost: x\n\n", b"\r\n\r\n").startswith(b"HTTP/1.1 200 OK")
    away = asked(connection, "POST /away HTTP/1.1\nhost: x\ncontent-length: 0\n\n", b"\r\n\r\n")
    assert away.startswith(b"HTTP/1.1 303 See Other")
    drops = asked(connection, "GET /drops HTTP/1.1\nhost: x\n\n", b"0\r\n\r\n")
    assert [f"drop {number}\n".encode() in drops for number in range(3)] == [True] * 3
    two = asked(connection, "GET /away HTTP/1.1\nhost: x\n\nGET /words HTTP/1.1\nhost: x\n\n", b"words ")
    assert two.index(b"303 See Other") < two.index(b"200 OK")
    assert asked(connection, "GET /last HTTP/1.1\nhost: x\n\n", b"bye").count(b"HTTP/1.1 200") == 1
    assert connection.recv(10) == b""


class Written(asyncio.Transport):
    """What went out, call by call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[bytes] = []
        self.closed = False

    def write(self, data: Any) -> None:
        self.calls.append(bytes(data))

    def close(self) -> None:
        self.closed = True


def test_head_and_body_are_one_call() -> None:
    async def reply() -> list[bytes]:
        transport = Written()
        out = OneWrite(transport, asyncio.get_running_loop())
        out.write(b"HTTP/1.1 200 OK\r\n\r\n")
        out.write(b"body")
        out.write(b"more")
        out.write(b"HTTP/1.1 303 See Other\r\n\r\n")
        await asyncio.sleep(0)
        out.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        out.close()
        await asyncio.sleep(0)
        assert transport.closed
        return transport.calls

    with ThreadPoolExecutor(1) as pool:  # the browsers' loop may be running in this thread
        calls = pool.submit(asyncio.run, reply()).result()
    assert calls == [
        b"HTTP/1.1 200 OK\r\n\r\nbody",
        b"more",
        b"HTTP/1.1 303 See Other\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    ]
