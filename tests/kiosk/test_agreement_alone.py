"""What was said last is asked for by a statement that needs no other table to be known."""

import subprocess
import sys

from service.config import ROOT

ALONE = (
    "from service.kiosk.agreement import LAST; print(*(type(p.type).__name__ for p in LAST.compile().binds.values()))"
)


def test_the_statement_knows_its_types_in_a_process_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Uuid" in done.stdout.split()
    assert "NullType" not in done.stdout.split()
