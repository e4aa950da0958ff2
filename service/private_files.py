"""Files that hold something of people: for the eyes of their owner alone, whatever the account's usual rights are."""

import os
import stat
import sys
from pathlib import Path

#: What a process leaves out of the rights of each file that it makes: all of the group's and of others'.
MASK = 0o077
#: As a file name: what is printed, for a pipe.
STDOUT = Path("-")


def write_private(path: Path, content: bytes) -> None:
    """Write a file, anew or over an earlier one, that only its owner can open; `-` is stdout. Raises OSError."""
    if path == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, 0o600)
        file.write(content)
