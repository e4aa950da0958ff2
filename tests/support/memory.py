"""Files of tests lie in memory where there is room: a commit waits for the disk, and tests make many thousands.

What the service asks of its databases stays the same, and the tests of that look at it: only the disk is quicker.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
GIB = 2**30
#: What must be free, in the folder and in the computer. The tests need a tenth of it.
ROOM, FREE = 2 * GIB, 6 * GIB
KNOWS = Path("/proc/meminfo")


def use_memory() -> None:
    """From now on temporary files of this process and of those that it starts are made there. A given TMPDIR stays."""
    if not os.environ.get("TMPDIR") and has_room():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # asked again at the next file


def has_room() -> bool:
    """Whether this computer has such a folder, and enough of both."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and KNOWS.is_file()):
        return False
    free = int(re.findall(r"MemAvailable:\s+(\d+) kB", KNOWS.read_text())[0]) * 1024
    return shutil.disk_usage(MEMORY).free >= ROOM and free >= FREE


def empty(folder: Path) -> None:
    """Take out everything. The folder stays, so that no later test gets its path: the service keeps keys by path."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
