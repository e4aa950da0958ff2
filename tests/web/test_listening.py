"""Several processes on one port: each has its share of those who come, and a port that is taken is said."""

import http.client
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from service.config import ROOT
from tests.benchmarks.processes import end, free_port, wait_until_open
from tests.support.waiting import until

PEOPLE = 40
#: Of 40 who are dealt out by chance, one side has fewer than so many once in a million times.
FEWEST = 5
LISTENS = "0A"  # in /proc/net/tcp


@contextmanager
def two_processes(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", "tests.support.abreast", str(port)], cwd=ROOT)
    try:
        wait_until_open(port, process)
        yield process
    finally:
        end(process)


@pytest.fixture
def port() -> Iterator[int]:
    port = free_port()
    with two_processes(port):
        until(lambda: len(dealt_out(port)) == 2)
        yield port


def dealt_out(port: int) -> Counter[int]:
    """Who serves whom, when all come at once and hold their connections, as browsers do."""
    held = [http.client.HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(PEOPLE)]
    try:
        for one in held:
            one.connect()
        return Counter(asked(one) for one in held)
    finally:
        for one in held:
            one.close()


def asked(connection: http.client.HTTPConnection) -> int:
    connection.request("GET", "/")
    return int(connection.getresponse().read())


def lines(port: int) -> int:
    """How many sockets listen on the port."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == LISTENS for row in rows)


def test_who_comes_at_once_is_shared_out(port):
    assert lines(port) == 2  # one line for both deals out well, too, as long as neither has much to do
    assert min(dealt_out(port).values()) >= FEWEST


def test_a_process_that_dies_is_replaced_and_the_other_serves(port):
    gone, stays = dealt_out(port)
    os.kill(gone, signal.SIGKILL)

    def both_again() -> bool:
        with suppress(OSError, http.client.HTTPException):
            found = dealt_out(port)
            return stays in found and gone not in found and len(found) == 2
        return False

    assert until(both_again)


def test_a_second_service_on_the_port_is_refused(port):
    again = [sys.executable, "-m", "tests.support.abreast", str(port)]
    second = subprocess.run(again, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode != 0
    assert "address already in use" in second.stderr.lower()
    assert len(dealt_out(port)) == 2
