"""The index beside the recordings of one place in one language: what was spoken, by whom, when, how long it is."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from service.errors import KlantbeeldError

INDEX = "index.json"
KINDS = ("recorded", "generated")


class IndexDamaged(KlantbeeldError):
    """An index can't be read; nothing is played from its folder and nothing written there until it is mended."""

    code = "index_damaged"


@dataclass(frozen=True)
class Recording:
    """What is kept of one file. `hash`: fingerprint of the text that was spoken; `kind`: recorded or generated;
    `by`: who spoke, or which voice; `on`: ISO date; `seconds`: its length.
    """

    hash: str
    kind: str
    by: str
    on: str
    seconds: float


def read_index(folder: Path) -> dict[str, Recording]:
    """Key to recording; empty where nothing was recorded. Raises `IndexDamaged`."""
    try:
        rows = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        return {key: _checked(row) for key, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as problem:
        found = f"{folder / INDEX}: can't be read ({problem}). Mend it, or record again into an empty folder."
        raise IndexDamaged(found) from None


def _checked(row: Mapping[str, object]) -> Recording:
    found = Recording(**row)  # type: ignore[arg-type]
    date.fromisoformat(found.on)
    if found.kind not in KINDS or not float(found.seconds) > 0:
        raise ValueError(f"unknown row {dict(row)}")
    return found


@contextmanager
def index_held(folder: Path) -> Iterator[dict[str, Recording]]:
    """The index for changing: nobody else changes it meanwhile, and it is written whole at the end or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        rows = read_index(folder)
        yield rows
        lines = (f"  {json.dumps(key)}: {json.dumps(asdict(rows[key]), ensure_ascii=False)}" for key in sorted(rows))
        write_whole(folder / INDEX, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
