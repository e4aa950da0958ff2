"""Which definition of each module a name of a scoring version stands for."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

import scoring
from service.assessment.snapshots import pinned_module
from service.catalogue.catalogue import Catalogue
from service.catalogue.models import Snapshot
from service.catalogue.module import Module
from service.errors import KlantbeeldError

CURRENT, STORED = "current", "stored"
HASH = re.compile(r"[0-9a-f]{8,64}")
VERSION = re.compile(r"\d+\.\d+\.\d+")
#: So much of a hash is shown, and is enough to name it again.
SHOWN = 12


class UnknownScoring(KlantbeeldError):
    """No module has a version of this name; `detail` lists those that there are."""

    status = 422
    code = "invalid"


@dataclass(frozen=True)
class ScoringVersion:
    """`modules` by slug. Without any: each module as it was when it was asked (`stored`)."""

    name: str
    modules: Mapping[str, Module]

    def of(self, asked: Module) -> Module | None:
        """What the answers to this module are scored with; None where the version has no such module."""
        return asked if self.name == STORED else self.modules.get(asked.slug)


@dataclass(frozen=True)
class _Known:
    slug: str
    version: str
    digest: str
    module: Module | None  # None: a snapshot, which is read when it is chosen


def scoring_version(session: Session, catalogue: Catalogue, name: str, slug: str | None = None) -> ScoringVersion:
    """The version with this name: `current`, `stored`, a version like 1.0.0, or the beginning of a hash.

    A version number is looked for in the questionnaires first, then among the snapshots of what was asked, the newest
    first. Raises `UnknownScoring` for a module or a version that there isn't.
    """
    known = _known(session, catalogue)
    if slug is not None and slug not in {one.slug for one in known}:
        there = ", ".join(sorted({one.slug for one in known}))
        raise UnknownScoring(f"There is no module {slug}; there are {there}.")
    mine = [one for one in known if slug in (None, one.slug)]
    if name == STORED:
        return ScoringVersion(name, {})
    if name == CURRENT:
        modules = {found: module for found, module in catalogue.modules.items() if slug in (None, found)}
    else:
        modules = {found: _read(session, one) for found, one in _chosen(mine, name).items()}
    if not modules:
        raise UnknownScoring(f'There is no scoring version "{name}". There are: {_listed(mine)}.')
    return ScoringVersion(name, modules)


def _known(session: Session, catalogue: Catalogue) -> list[_Known]:
    """Everything in the questionnaires, then everything that was ever asked, the newest first."""
    rows = session.execute(
        select(Snapshot.slug, Snapshot.version, Snapshot.hash).order_by(Snapshot.first_used_at.desc(), Snapshot.hash)
    )
    here = [_Known(*name, module.hash, module) for name, module in sorted(catalogue.versions.items())]
    digests = {one.digest for one in here}
    return [*here, *(_Known(*row, None) for row in rows if row.hash not in digests)]


def _chosen(known: Iterable[_Known], name: str) -> dict[str, _Known]:
    fits = [
        one
        for one in known
        if (VERSION.fullmatch(name) and one.version == name) or (HASH.fullmatch(name) and one.digest.startswith(name))
    ]
    return {one.slug: one for one in reversed(fits)}


def _read(session: Session, known: _Known) -> Module:
    return known.module or pinned_module(session, known.digest)


def _listed(known: Iterable[_Known]) -> str:
    named = (f"{one.slug} {one.version} ({one.digest[:SHOWN]})" for one in known)
    return ", ".join((CURRENT, STORED, *named))


@cache
def scoring_program() -> str:
    """SHA-256 in hex over the sources of `scoring`: the program that the definitions are given to."""
    folder = Path(scoring.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()
