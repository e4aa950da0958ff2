"""A setting that can't be, or a database that is none: a sentence that says which and how to mend it, never a trace."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.config import ROOT, without_password

FAR_AWAY = "postgresql://nobody:geheim@127.0.0.1:1/x"
REPORT = ["report", "AB12", "-o", "z.pdf"]


def started(folder: Path, command: list[str], **settings: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "service", *command]
    environment = {"KLANTBEELD_DATA": str(folder), **settings}
    return subprocess.run(line, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def refused(folder: Path, command: list[str], **settings: str) -> str:
    """What is said on stderr by a command that can't be done."""
    found = started(folder, command, **settings)
    assert "Traceback" not in found.stderr
    assert "geheim" not in found.stderr
    assert (found.returncode, found.stdout) == (1, "")
    return found.stderr


@pytest.mark.parametrize("command", [["serve"], ["check"], ["migrate"], REPORT])
def test_a_port_that_is_no_number(tmp_path: Path, command: list[str]) -> None:
    assert refused(tmp_path, command, PORT="abc") == (
        'PORT is "abc"; it must be a whole number from 1 to 65535. Mend it, or leave it out: then it is 8000.\n'
    )


def test_each_setting_that_is_wrong_is_named(tmp_path: Path) -> None:
    wrong = {
        "PORT": "0",
        "KLANTBEELD_KIOSK_IDLE_MINUTES": "x",
        "KLANTBEELD_INVITATION_DAYS": "",
        "KLANTBEELD_REQUIRE_APPROVED": "perhaps",
    }
    said = refused(tmp_path, ["serve"], **wrong).splitlines()
    assert [line.partition(";")[0] for line in said] == [f'{name} is "{value}"' for name, value in wrong.items()]
    assert "true or false" in said[-1]


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1"])
def test_a_port_that_there_is_not(tmp_path: Path, port: str) -> None:
    assert "from 1 to 65535" in refused(tmp_path, ["serve"], PORT=port)
    found = started(tmp_path, ["serve", "--port", port])
    assert (found.returncode, found.stdout) == (2, "")
    assert "--port" in found.stderr


@pytest.mark.parametrize("command", [["serve"], ["migrate"], REPORT])
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("foo", "foo"),
        ("mysql://me:geheim@db/x", "mysql://me:***@db/x"),
        ("postgresql://me:geheim@db:port/x", "postgresql://me:***@db:***"),
    ],
)
def test_an_address_of_no_database_of_ours(tmp_path: Path, command: list[str], address: str, shown: str) -> None:
    said = refused(tmp_path, command, DATABASE_URL=address)
    assert said.startswith(f'DATABASE_URL is "{shown}"; it must be postgresql://')
    assert "SQLite" in said


@pytest.mark.parametrize("command", [["serve"], ["migrate"], REPORT])
def test_a_database_that_does_not_answer(tmp_path: Path, command: list[str]) -> None:
    said = refused(tmp_path, command, DATABASE_URL=FAR_AWAY)
    assert "the database does not answer" in said
    assert "DATABASE_URL is postgresql://nobody:***@127.0.0.1:1/x" in said


@pytest.mark.parametrize("command", [["serve"], ["migrate"], REPORT])
def test_a_file_that_is_no_database(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "klantbeeld.sqlite3").write_bytes(bytes(range(256)) * 40)
    said = refused(tmp_path, command)
    assert "the database does not answer (DatabaseError)" in said
    assert f"{tmp_path}/klantbeeld.sqlite3" in said
    assert "KLANTBEELD_DATA" in said


def test_a_database_without_tables(tmp_path: Path) -> None:
    assert "klantbeeld migrate makes its tables" in refused(tmp_path, REPORT)


@pytest.mark.parametrize("command", [["serve"], ["migrate"], REPORT])
def test_a_data_folder_that_can_not_be_made(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").touch()
    said = refused(tmp_path, command, KLANTBEELD_DATA=str(tmp_path / "file" / "data"))
    assert said.startswith(f'KLANTBEELD_DATA is "{tmp_path}/file/data"')


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me@db/x", "postgresql://me@db/x"),
        ("postgresql://me:ge@h/eim@db:5432/x?sslmode=require", "postgresql://me:***@db:5432/x"),
        ("postgresql://db/x?user=me&password=geheim", "postgresql://db/x"),
        ("postgresql://me:geheim", "postgresql://me:***"),
        ("me:geheim@db/x", "me:***@db/x"),
        ("host=db password='ge heim'", "host=db password=***"),
        ("sqlite:////srv/data.sqlite3", "sqlite:////srv/data.sqlite3"),
        ("postgresql://me:geheim@[::1]:5432/x", "postgresql://me:***@[::1]:5432/x"),
    ],
)
def test_no_address_is_shown_with_its_password(address: str, shown: str) -> None:
    assert without_password(address) == shown
