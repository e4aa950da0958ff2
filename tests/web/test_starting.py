"""`serve` says where it is once it has the port, and only what it serves; a port that is taken is told plainly."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.config import ROOT
from tests.benchmarks.processes import end, free_port, wait_until_open
from tests.support.waiting import until


def settings(folder: Path, address: str, port: int) -> dict[str, str]:
    return {"KLANTBEELD_DATA": str(folder), "DATABASE_URL": address, "PORT": str(port), "PATH": os.environ["PATH"]}


def processes(address: str) -> list[str]:
    """Where the database can have several, there are two."""
    return [] if address.startswith("sqlite") else ["--processes", "2"]


@contextmanager
def taken() -> Iterator[int]:
    """A port at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def refused(environment: dict[str, str], *words: str) -> str:
    line = [sys.executable, "-m", "service", "serve", *words]
    found = subprocess.run(line, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stdout) == (1, "")
    assert "Traceback" not in found.stderr
    return found.stderr


def said(folder: Path, address: str, *words: str) -> str:
    """What is told of a service that serves."""
    port = free_port()
    line = [sys.executable, "-m", "service", "serve", *words]
    with (folder / "said").open("wb") as out:
        process = subprocess.Popen(line, cwd=ROOT, env=settings(folder, address, port), stdout=out)
    try:
        wait_until_open(port, process)
        until(lambda: "Stop with" in (folder / "said").read_text())
    finally:
        end(process)
    return (folder / "said").read_text().replace(f"http://127.0.0.1:{port}", "")


def test_a_port_that_is_taken(tmp_path: Path, database_url: str) -> None:
    with taken() as port:
        told = refused(settings(tmp_path, database_url, port), *processes(database_url))
    assert told == (
        f"There is no listening at 127.0.0.1, port {port}: Address already in use. "
        "Stop what listens there, or set PORT (or --port) to another port.\nNothing was started.\n"
    )


def test_an_address_that_is_not_ours(tmp_path: Path, database_url: str) -> None:
    environment = settings(tmp_path, database_url, free_port())
    for host in ("192.0.2.1", "nowhere.invalid"):
        told = refused({**environment, "KLANTBEELD_HOST": host})
        assert told.startswith(f"There is no listening at {host}, port ")
        assert "KLANTBEELD_HOST" in told


@pytest.mark.parametrize(
    ("words", "clients", "staff"),
    [((), True, True), (("--only", "kiosk"), True, False), (("--only", "staff"), False, True)],
)
def test_only_what_is_served_is_named(
    tmp_path: Path, database_url: str, words: tuple[str, ...], clients: bool, staff: bool
) -> None:
    told = said(tmp_path, database_url, *words, *processes(database_url))
    assert told.count("Klantbeeld is running.") == 1
    assert ("Clients     /\n" in told) is clients
    assert ("Staff       /staff\n" in told) is staff
    assert ("create-user" in told) is staff
    assert "Is it well  /healthz\n" in told
