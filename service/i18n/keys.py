"""The letters on the screen of a language: `locales/<language>/keys.toml`. Which keys there are is data alone."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FILE = "keys.toml"


class BadKeys(ValueError):
    """A keys.toml that can't be used. The message says where, what was found and how to mend it."""


@dataclass(frozen=True)
class Key:
    """A key and what is on it. `forms`: what it offers instead of being written itself, e.g. ለሉሊላሌልሎሏ; else empty."""

    letter: str
    forms: str = ""


@dataclass(frozen=True)
class Keys:
    """The keys of one language, row by row, from left to right; none for a language without a file."""

    rows: tuple[tuple[Key, ...], ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        """Every sign that can be written with them."""
        keys = [key for row in self.rows for key in row]
        return frozenset(letter for key in keys for letter in (key.forms or (key.letter,)))


def load_keys(folder: Path) -> Keys:
    """The keys in a language's folder. BadKeys for a file that has another form or a key twice."""
    path = folder / FILE
    if not path.exists():
        return Keys()
    with path.open("rb") as file:
        table = tomllib.load(file)
    where = f"{folder.name}/{FILE}"
    rows, forms = table.get("rows"), table.get("forms", {})
    if not isinstance(rows, list) or not all(isinstance(row, str) and row.split() for row in rows):
        raise BadKeys(f'{where}: `rows` is no list of texts. Write rows = ["a b c", "d e f"].')
    letters = [letter for row in rows for letter in row.split()]
    _once(where, "the key", letters)
    unknown = [letter for letter in forms if letter not in letters]
    if unknown:
        raise BadKeys(f"{where}: `forms` has {unknown[0]}, which is on no key. Add it to `rows` or remove it.")
    for letter, offered in forms.items():
        _once(where, f"the forms of {letter}:", list(offered))
    return Keys(tuple(tuple(Key(letter, forms.get(letter, "")) for letter in row.split()) for row in rows))


def _once(where: str, what: str, letters: list[str]) -> None:
    twice = [letter for letter, times in Counter(letters).items() if times > 1]
    if twice:
        raise BadKeys(f"{where}: {what} {twice[0]} is there twice. Remove one of them.")
