"""What the service writes is for the eyes of its own account."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from service.config import ROOT
from service.private_files import STDOUT, write_private


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_its_owners_also_where_one_was_open_to_all(tmp_path: Path) -> None:
    fresh, open_to_all = tmp_path / "fresh", tmp_path / "open"
    open_to_all.write_bytes(b"something longer")
    open_to_all.chmod(0o666)
    for path in (fresh, open_to_all):
        write_private(path, b"a report")
        assert (rights(path), path.read_bytes()) == (0o600, b"a report")


def test_a_minus_prints(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_private(STDOUT, b"\x00\xff")
    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_the_database_is_the_accounts_own_whatever_its_usual_rights(tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment = {**os.environ, "KLANTBEELD_DATA": str(data), "DATABASE_URL": ""}
    subprocess.run(
        [sys.executable, "-m", "service", "migrate"], cwd=ROOT, env=environment, check=True, umask=0o022, timeout=60
    )
    assert {path.name: rights(path) & 0o077 for path in (data, *data.iterdir())} == dict.fromkeys(
        (data.name, *(path.name for path in data.iterdir())), 0
    )
    assert (data / "klantbeeld.sqlite3").exists()
