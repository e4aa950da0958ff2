"""The language registry: `locales/languages.toml`, and what lies in each language's folder beside it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from service.i18n.keys import Keys, load_keys


@dataclass(frozen=True)
class Language:
    """A row of the registry. `direction` is `ltr` or `rtl`; `name` is in the language's own script.

    `fast_ms`: an answer within so many milliseconds can hardly have been read. `keys`: the letters on the screen.
    `region`: whose days, times and numbers it has, as CLDR names it (`en_GB`); empty for those of the language itself.
    `day`: how a day is written, as a pattern of CLDR (`d MMMM y`); empty where CLDR's own is right.
    """

    code: str
    name: str
    direction: str
    font: str
    digits: str
    audience: tuple[str, ...]
    fast_ms: int
    keys: Keys = Keys()
    region: str = ""
    day: str = ""


@dataclass(frozen=True)
class Languages:
    """All languages, in the order of the file."""

    rows: tuple[Language, ...]

    @classmethod
    def load(cls, folder: Path) -> "Languages":
        """Read `languages.toml` in `folder`."""
        with (folder / "languages.toml").open("rb") as file:
            table = tomllib.load(file)
        rows = (
            Language(code, **(row | {"audience": tuple(row["audience"]), "keys": load_keys(folder / code)}))
            for code, row in table.items()
        )
        return cls(tuple(rows))

    def __getitem__(self, code: str) -> Language:
        """The row of one code; KeyError for an unknown one."""
        for row in self.rows:
            if row.code == code:
                return row
        raise KeyError(code)

    def floors(self) -> dict[str, int]:
        """Code → milliseconds within which an answer can hardly have been read."""
        return {row.code: row.fast_ms for row in self.rows}

    def codes(self, audience: str) -> tuple[str, ...]:
        """Codes offered to `client` or `staff`."""
        return tuple(row.code for row in self.rows if audience in row.audience)


def language_codes(folder: Path) -> tuple[str, ...]:
    """The codes in `languages.toml` alone, whatever else a language has."""
    with (folder / "languages.toml").open("rb") as file:
        return tuple(tomllib.load(file))
