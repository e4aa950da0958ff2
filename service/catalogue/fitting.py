"""Whom something can be for: the languages of the service and the populations there are, as `locales/` lists them."""

import tomllib
from functools import lru_cache
from pathlib import Path

from service.config import Settings
from service.i18n.languages import language_codes

#: What stands for every language or population.
ANY = "any"


def languages() -> tuple[str, ...]:
    """`any`, and the code of each language in `languages.toml`."""
    return ANY, *language_codes(Settings().locales)


def populations() -> tuple[str, ...]:
    """`any`, and each population in `populations.toml`."""
    return ANY, *_listed(Settings().locales / "populations.toml")


@lru_cache(maxsize=8)
def _listed(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        return tuple(tomllib.load(file)["populations"])
