"""What processes cost, from /proc: CPU time and resident memory of a process with all that descend from it."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from random import Random

LOW_PORTS = range(15_000, 32_000)
TICKS = os.sysconf("SC_CLK_TCK")
#: Places in /proc/<pid>/stat after the name; the last four: user and system time, of the process and of ended children.
STAT_PARENT, STAT_TIMES = 1, slice(11, 15)


def tree(root: int) -> list[int]:
    """The process and its descendants."""
    parents = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [root]
    for pid in found:
        found += [child for child, fields in parents.items() if fields and int(fields[STAT_PARENT]) == pid]
    return found


def _stat(path: Path) -> list[str]:
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_seconds(root: int) -> float:
    """User and system time of the tree, with what its ended processes took."""
    ticks = 0
    for pid in tree(root):
        if fields := _stat(Path(f"/proc/{pid}")):
            ticks += sum(map(int, fields[STAT_TIMES]))
    return ticks / TICKS


def resident_mb(root: int) -> float:
    """Resident memory of the tree in MB, shared pages counted once (PSS)."""
    return sum(_proportional_kb(pid) for pid in tree(root)) / 1024


def largest_mb(root: int) -> float:
    """Resident memory (RSS) of the largest process of the tree in MB."""
    return max(_resident_kb(pid) for pid in tree(root)) / 1024


def _resident_kb(pid: int) -> int:
    return _field(Path(f"/proc/{pid}/status"), "VmRSS:")


def _proportional_kb(pid: int) -> int:
    return _field(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def _field(path: Path, name: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def free_port() -> int:
    """A port that nobody listens on. The system hands it out to nobody: who is down for a moment has it again."""
    for port in Random().sample(LOW_PORTS, 100):
        with socket.socket() as found, suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


def wait_until_open(port: int, process: "subprocess.Popen[bytes]", seconds: float = 30) -> None:
    """Until something listens on the port. Raises `RuntimeError` when the process has ended or time is up."""
    for _ in range(round(seconds * 50)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}; the process ended with {process.poll()}")


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask it to stop, then make it."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
