"""What goes out to a translator and comes back: rows with the same columns, whatever the file's form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.errors import KlantbeeldError
from service.translations.units import Unit

#: Column name to what stands above it for the reader; the order is that of the file.
COLUMNS: dict[str, str] = {
    "place": "Place",
    "key": "Key",
    "context": "What it is for",
    "source": "English",
    "text": "Translation",
    "status": "Status",
    "longest": "At most (characters)",
    "audience": "Reader",
    "by": "By",
    "on": "On",
    "audio": "Recording",
    "hash": "Fingerprint of the English",
}
NEEDED = ("place", "key", "source", "text", "status", "hash")


@dataclass(frozen=True)
class Problem:
    """Why a file can't be taken in: where, what was found, how to mend it."""

    where: str
    found: str
    mend: str


class FileRefused(KlantbeeldError):
    """The file was not taken in, and nothing was changed. `problems` holds everything that is wrong with it."""

    code = "file_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(render(self.problems))


@dataclass(frozen=True)
class Row:
    """A row of a file that came back. `where` says to its reader which row it is."""

    where: str
    place: str
    key: str
    source: str
    text: str
    status: str
    hash: str


def cells_of(unit: Unit) -> dict[str, str]:
    """A unit as the cells of one row."""
    return {
        "place": unit.place,
        "key": unit.key,
        "context": unit.context,
        "source": unit.source,
        "text": unit.text,
        "status": unit.status.value,
        "longest": str(unit.longest),
        "audience": "client" if unit.for_client else "staff",
        "by": unit.by,
        "on": unit.on,
        "audio": unit.audio,
        "hash": unit.hash,
    }


def render(problems: Iterable[Problem]) -> str:
    """All problems, three lines each, and that nothing was changed."""
    blocks = [f"{each.where}\n  Found: {each.found}\n  Mend:  {each.mend}" for each in problems]
    return "\n\n".join([*blocks, f"{len(blocks)} to mend. Nothing was changed."])


def refuse(path: Path, found: str, mend: str) -> FileRefused:
    """The file as a whole can't be read."""
    return FileRefused([Problem(path.name, found, mend)])
