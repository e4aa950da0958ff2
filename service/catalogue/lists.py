"""Choice lists: codes with a label in each language, such as countries, languages and occupations."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from scoring.conditions import Code, Frozen, Identifier
from scoring.result import DECLINED, TIMED_OUT
from service.catalogue import schema
from service.catalogue.findings import Log
from service.catalogue.loader import Document
from service.catalogue.texts import REQUIRED_LANGUAGES, SOURCE_LANGUAGE, Status, TextMissing, source_hash
from service.catalogue.wording import faults, is_blank

MAX_LABEL = 200
#: A list with more entries than this is not shown whole: it is searched.
LONG = 30

Order = Literal["file", "label"]


class ListStamp(Frozen):
    """How far one language of a list is; `source`: hash of all its English labels."""

    status: Status
    source: str | None = None
    by: str | None = None
    on: str | None = None


class ListGroup(Frozen):
    """A heading in a list."""

    id: Identifier
    label: dict[str, str]


class ListEntry(Frozen):
    """One choice. `search`: other words for it by language, never shown.

    Of a long list the `often` ones stand before anything is typed; `otherwise`: what fits who finds nothing.
    """

    code: Code
    group: Identifier | None = None
    label: dict[str, str]
    search: dict[str, tuple[str, ...]] = {}
    often: bool = False
    otherwise: bool = False


class ListFile(Frozen):
    """The content of `_lists/<name>.yaml`."""

    list: Identifier
    reference: str = Field(min_length=10)
    order: Order = "file"
    stamps: dict[str, ListStamp] = {}
    groups: tuple[ListGroup, ...] = ()
    entries: tuple[ListEntry, ...] = Field(min_length=2)


@dataclass(frozen=True, eq=False)
class ChoiceList:
    """A list as it is offered, entries in file order. `order`: that of the entries of a group when they are shown."""

    name: str
    reference: str
    groups: tuple[ListGroup, ...]
    entries: tuple[ListEntry, ...]
    stamps: dict[str, ListStamp]
    order: Order = "file"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(entry.code for entry in self.entries)

    @property
    def is_long(self) -> bool:
        """Whether it is searched instead of shown whole."""
        return len(self.entries) > LONG

    @cached_property
    def by_code(self) -> dict[str, ListEntry]:
        """Code to entry."""
        return {entry.code: entry for entry in self.entries}

    def label(self, language: str, code: str) -> str:
        """The words of one choice; TextMissing for an unknown code or language, never another language's words."""
        entry = self.by_code.get(code)
        if entry is None or language not in entry.label:
            raise TextMissing(f"no label {code} in {language} in the list {self.name}", key=code, language=language)
        return entry.label[language]

    @cached_property
    def source(self) -> str:
        """The hash over all its English labels."""
        return labels_hash(self.groups, self.entries)

    def status(self, language: str) -> Status:
        """How far a language is: draft without a stamp, and after a change of an English label."""
        stamp = self.stamps.get(language)
        current = stamp is not None and stamp.source == self.source
        return stamp.status if stamp is not None and current else Status.DRAFT


def labels_hash(groups: tuple[ListGroup, ...], entries: tuple[ListEntry, ...]) -> str:
    """First 8 hex digits of the SHA-256 over all English labels, one a line."""
    labels = [group.label for group in groups] + [entry.label for entry in entries]
    return source_hash("\n".join(label.get(SOURCE_LANGUAGE, "") for label in labels))


def read_list(document: Document, name: str, log: Log) -> ChoiceList | None:
    """The list of a file, or None; every problem is a finding."""
    read = schema.read(ListFile, document, log)
    if read is None:
        return None
    if read.list != name:
        log.add("language_name", document.file, document.line("list"), "list", read.list, f"Write `list: {name}`.")
    _check_codes(document, read, log)
    groups = {group.id for group in read.groups}
    for index, group in enumerate(read.groups):
        _check_labels(document, ("groups", index), group, log)
    for index, entry in enumerate(read.entries):
        _check_labels(document, ("entries", index), entry, log)
        if entry.group not in groups and (groups or entry.group):
            line = document.line("entries", index)
            log.add("list_group", document.file, line, entry.code, f"group {entry.group}")
    _check_long(document, read, log)
    return ChoiceList(read.list, read.reference, read.groups, read.entries, read.stamps, read.order)


def _check_codes(document: Document, read: ListFile, log: Log) -> None:
    counts = Counter(entry.code for entry in read.entries)
    seen: set[str] = set()
    for index, entry in enumerate(read.entries):
        line = document.line("entries", index)
        if entry.code == DECLINED:
            log.add("code_declined", document.file, line, entry.code, entry.code)
        if entry.code == TIMED_OUT:
            log.add("code_timed_out", document.file, line, entry.code, entry.code)
        if counts[entry.code] > 1 and entry.code in seen:
            log.add("code_duplicate", document.file, line, entry.code, f"{entry.code} again")
        seen.add(entry.code)
    doubled = [name for name, count in Counter(group.id for group in read.groups).items() if count > 1]
    for name in doubled:
        log.add("id_duplicate", document.file, document.line("groups"), name, f"{name} again")


def _check_long(document: Document, read: ListFile, log: Log) -> None:
    """A long list can be found through: some entries stand there at once, all others under a heading."""
    if len(read.entries) > LONG and not (read.groups and any(entry.often for entry in read.entries)):
        log.add("list_long", document.file, document.line("entries"), read.list, f"{len(read.entries)} entries")
    last = [entry.code for entry in read.entries if entry.otherwise]
    for code in last[1:]:
        log.add("list_group", document.file, document.line("entries"), code, "a second otherwise", "Keep one of them.")


def _check_labels(document: Document, path: tuple[str, int], row: ListEntry | ListGroup, log: Log) -> None:
    name = row.code if isinstance(row, ListEntry) else row.id
    line = document.line(*path)
    for language in REQUIRED_LANGUAGES:
        if is_blank(row.label.get(language, "")):
            log.add("text_missing", document.file, line, name, f"no label in {language}", f"Add `{language}:`.")
    for language, label in row.label.items():
        if len(label) > MAX_LABEL:
            log.add("text_long", document.file, line, name, f"{len(label)} characters in {language}")
        for kind, found in faults(label):
            log.add(kind, document.file, line, name, f"{found} in {language}")
