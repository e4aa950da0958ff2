"""The recording before the last one, kept beside it so that a slip can be undone. One per text, in `former/`."""

from pathlib import Path

from service.audio.index import Recording, index_held, read_index, write_whole
from service.audio.seen import readable_index

FOLDER = "former"


def former_of(folder: Path, key: str) -> Recording | None:
    """What can be put back for this text."""
    return readable_index(folder / FOLDER).get(key)


def set_aside(folder: Path, key: str) -> None:
    """Keep a copy of what is there now, in place of an earlier one; nothing when there is nothing."""
    now = read_index(folder).get(key)
    if now is not None:
        with index_held(folder / FOLDER) as former:
            write_whole(folder / FOLDER / f"{key}.ogg", (folder / f"{key}.ogg").read_bytes())
            former[key] = now


def put_back(folder: Path, key: str) -> None:
    """Change places with the former one; KeyError when there is none."""
    with index_held(folder) as rows, index_held(folder / FOLDER) as former:
        now, back = rows.get(key), former.pop(key)
        file, old = folder / f"{key}.ogg", folder / FOLDER / f"{key}.ogg"
        content = file.read_bytes() if now else b""
        write_whole(file, old.read_bytes())
        rows[key] = back
        if now:
            write_whole(old, content)
            former[key] = now
        else:
            old.unlink()


def forget(folder: Path, key: str) -> None:
    """Take the former one away too."""
    if former_of(folder, key) is not None:
        with index_held(folder / FOLDER) as former:
            former.pop(key, None)
        (folder / FOLDER / f"{key}.ogg").unlink(missing_ok=True)
