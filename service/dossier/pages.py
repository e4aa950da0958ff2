"""What the dossier's template gets, and what its JSON holds: per scale seven criteria, each with what is known."""

from dataclasses import dataclass, field
from typing import Any, Literal

#: `described`: the text says what it is; `figures`: people have been measured, or made-up people simulated.
State = Literal["described", "figures", "not_studied"]


@dataclass(frozen=True)
class Line:
    """One fact: a name and what it comes to. `language`: of the value, where it is not the dossier's own."""

    name: str
    value: str
    language: str = ""


@dataclass(frozen=True)
class Grid:
    """A small table. `note`: what its reader must know. `wide`: the place of the column that takes the room."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    wide: int = 0


@dataclass(frozen=True)
class Passage:
    """A part of the module's SOURCE.md, which is in English: paragraphs, or a table when it has `rows`."""

    title: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One of the seven. `asks`: what it is about; `missing`: what has not been studied."""

    id: str
    number: int
    title: str
    asks: str
    state: State
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScaleDossier:
    """One scale. `figures`: what was computed, as the workbench gives it, for other programs."""

    id: str
    name: str
    criteria: tuple[Criterion, ...]
    figures: dict[str, Any]


@dataclass(frozen=True)
class ModuleDossier:
    """One module: what its scales share, and its scales."""

    slug: str
    version: str
    title: str
    health: bool
    passages: tuple[Passage, ...]
    scales: tuple[ScaleDossier, ...]


@dataclass(frozen=True)
class Dossier:
    """The whole. `files`: what the figures come from; `words`: its own words; `normed`: whether any scale has norms."""

    language: str
    files: tuple[str, ...]
    modules: tuple[ModuleDossier, ...]
    words: dict[str, str]
    heads: tuple[str, ...]
    normed: bool = False
    styles: tuple[str, ...] = field(default=())
