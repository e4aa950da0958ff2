"""The module under check, with the documents it came from, so that a finding can say where."""

from dataclasses import dataclass, field
from functools import cached_property

from scoring.definition import Item, Questionnaire
from service.catalogue.findings import Log
from service.catalogue.loader import Document
from service.catalogue.texts import Texts
from service.catalogue.unread import Unread


@dataclass(frozen=True)
class Subject:
    """A module folder that was read: `folder` is its path in the directory, e.g. `motivatie/1.0.0`."""

    folder: str
    questionnaire: Questionnaire
    structure: Document
    scoring: Document
    texts: dict[str, tuple[Document, Texts]]
    content: tuple[Document, Texts] | None
    pictures: frozenset[str]
    lists: frozenset[str]
    log: Log
    norms: dict[str, Document] = field(default_factory=dict)
    unread: Unread = field(default_factory=Unread)
    files_unread: frozenset[str] = frozenset()

    @property
    def slug(self) -> str:
        """The module's name as its folder says it."""
        return self.folder.partition("/")[0]

    @property
    def version(self) -> str:
        """The version as its folder says it."""
        return self.folder.rpartition("/")[2]

    @cached_property
    def position(self) -> dict[str, int]:
        """Item id to its first place in the file."""
        places: dict[str, int] = {}
        for index, item in enumerate(self.questionnaire.items):
            places.setdefault(item.id, index)
        return places

    def item(self, kind: str, item: Item, found: str, key: str = "", mend: str | None = None) -> None:
        """A finding about one item in questionnaire.yaml, at one of its keys if given."""
        index = next(index for index, other in enumerate(self.questionnaire.items) if other is item)
        self.at_structure(kind, item.id, found, ("items", index, key) if key else ("items", index), mend)

    def at_structure(
        self, kind: str, where: str, found: str, path: tuple[str | int, ...], mend: str | None = None
    ) -> None:
        """A finding in questionnaire.yaml."""
        self.log.add(kind, self.structure.file, self.structure.line(*path), where, found, mend)

    def at_scoring(
        self, kind: str, where: str, found: str, path: tuple[str | int, ...], mend: str | None = None
    ) -> None:
        """A finding in scoring.yaml."""
        self.log.add(kind, self.scoring.file, self.scoring.line(*path), where, found, mend)


def repeated(names: list[str]) -> list[tuple[int, str]]:
    """Place and name of each one that stood there before."""
    seen: set[str] = set()
    found = []
    for index, name in enumerate(names):
        if name in seen:
            found.append((index, name))
        seen.add(name)
    return found
