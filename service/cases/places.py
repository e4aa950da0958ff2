"""Where appointments can be: a list of the organisation. The klantmanager reads it, so nobody writes one freely."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import KlantbeeldError

MOST_CHARACTERS = 200
#: The language in which a place is kept with an appointment.
KEPT = "nl"
NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


class PlacesInvalid(KlantbeeldError):
    """The list can't be used."""

    code = "places_invalid"


@dataclass(frozen=True)
class Place:
    """One of the list. `words`: language → its name or address, on one line."""

    id: str
    words: Mapping[str, str]

    @property
    def kept(self) -> str:
        """What is stored, so that an appointment says where it was whatever the list says later."""
        return self.words[KEPT]

    def text(self, language: str) -> str:
        """The place for a reader of this language."""
        return self.words.get(language, self.kept)


@dataclass(frozen=True)
class Places:
    """All of them, in the order of the file."""

    rows: tuple[Place, ...] = ()

    @classmethod
    def load(cls, path: Path) -> "Places":
        """Read the list. Raises `PlacesInvalid`, which says what is wrong and where."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise PlacesInvalid(f"{path} can't be read: {error}") from None
        problems = [f"{path}: {words}" for name, row in table.items() for words in problems_of(name, row)]
        if problems or not table:
            raise PlacesInvalid("\n".join(problems) or f"{path} names no place: add one, as its head shows.")
        return cls(tuple(Place(name, row) for name, row in table.items()))

    def choices(self, language: str) -> tuple[tuple[str, str], ...]:
        """Names and texts to choose from."""
        return tuple((row.id, row.text(language)) for row in self.rows)

    def find(self, name: str) -> Place | None:
        """The place of this name; None for anything that the list lacks."""
        return next((row for row in self.rows if row.id == name), None)

    def shown(self, kept: str, language: str) -> str:
        """What was stored, in the reader's words where the list still has it."""
        return next((row.text(language) for row in self.rows if row.kept == kept), kept)


def problems_of(name: str, row: object) -> list[str]:
    """What is wrong with one place, and how to mend it."""
    if not NAME.match(name) or not isinstance(row, dict):
        return [f"[{name}] must be a heading of small letters, digits and underscores, with texts below it."]
    missing = [] if KEPT in row else [f'[{name}] lacks its text: add {KEPT} = "…".']
    wrong = [
        f'[{name}] {language} must be one line of 1 to {MOST_CHARACTERS} characters in "…".'
        for language, text in row.items()
        if not isinstance(text, str) or not text.strip() or len(text) > MOST_CHARACTERS or not text.isprintable()
    ]
    return missing + wrong
