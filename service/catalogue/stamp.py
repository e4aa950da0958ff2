"""Put the translation status and the hash of the English text into text files and choice lists.

Only entries without a hash are stamped, and entries that are up to date are raised to a higher status; an entry whose
English text has changed since is left alone, because nobody has looked at it. Running it twice changes nothing.
"""

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from service.catalogue.check import chosen
from service.catalogue.findings import CatalogueInvalid, Log, render
from service.catalogue.folder import TEXT_FILE, Root
from service.catalogue.lists import ListFile, ListStamp, labels_hash
from service.catalogue.loader import Document, parse
from service.catalogue.schema import read
from service.catalogue.stamped import list_file, text_file
from service.catalogue.text_file import read_texts
from service.catalogue.texts import SOURCE_LANGUAGE, Entry, Status, Texts, source_hash
from service.catalogue.writing import replace_file


@dataclass(frozen=True)
class Mark:
    """What is stamped: the status, who gave it and when (ISO date)."""

    status: Status
    by: str | None
    on: str | None

    def for_language(self, language: str) -> Status:
        """English is not translated from anything: "translated" leaves it a draft until someone reviews it."""
        is_source = language == SOURCE_LANGUAGE and self.status is Status.TRANSLATED
        return Status.DRAFT if is_source else self.status


def stamp(
    directory: Path,
    status: str = "translated",
    by: str | None = None,
    on: str | None = None,
    languages: Collection[str] = (),
) -> tuple[str, ...]:
    """Stamp every text file and choice list; returns the files that changed.

    `languages` limits it; none means all. ValueError for an unknown status or a date that is none;
    CatalogueInvalid when a file can't be read, and then nothing is written.
    """
    mark = Mark(Status(status), by, on if on is None else date.fromisoformat(on).isoformat())
    root = Root(directory, Log())
    if not directory.is_dir():
        root.log.add("directory", str(directory), None, "the directory", "no such directory")
        raise CatalogueInvalid(root.log.report())
    changed = dict(_changes(root, mark, frozenset(languages)))
    errors = tuple(finding for finding in root.log.report() if finding.level == "error")
    if errors:
        raise CatalogueInvalid(errors)
    for path, text in changed.items():
        replace_file(path, text)
    return tuple(root.name(path) for path in changed)


def main_stamp(
    directory: Path | None = None,
    status: str = "translated",
    by: str | None = None,
    on: str | None = None,
    languages: Collection[str] = (),
) -> int:
    """Stamp and print what changed; 1 with every error when a file can't be read, 2 for a wrong status or date."""
    try:
        changed = stamp(chosen(directory), status, by, on, languages)
    except CatalogueInvalid as invalid:
        sys.stderr.write(f"{render(invalid.findings)}\n")
        return 1
    except ValueError:
        allowed = ", ".join(Status)
        sys.stderr.write(f"The status is one of {allowed}, and the date is like 2026-11-22.\n")
        return 2
    sys.stdout.write("".join(f"stamped {name}\n" for name in changed) or "nothing to stamp\n")
    return 0


def _changes(root: Root, mark: Mark, languages: frozenset[str]) -> Iterator[tuple[Path, str]]:
    for folder in _text_folders(root):
        yield from _folder_changes(root, folder, mark, languages)
    for path in root.side_files("_lists").values():
        text = root.text(path)
        document = parse(root.name(path), text, root.log) if text is not None else None
        if text is not None and document is not None and isinstance(document.value, dict):
            yield from _list_change(path, text, document, mark, languages, root.log)


def _text_folders(root: Root) -> Iterator[Path]:
    yield from root.module_folders()
    yield from (root.path / name for name in ("_report", "_release") if (root.path / name).is_dir())


def _folder_changes(root: Root, folder: Path, mark: Mark, languages: frozenset[str]) -> Iterator[tuple[Path, str]]:
    files = {match[1]: path for path in sorted(folder.iterdir()) if (match := TEXT_FILE.fullmatch(path.name))}
    documents = {language: root.document(path) for language, path in files.items()}
    source = documents.get(SOURCE_LANGUAGE)
    if source is None:
        return
    english = read_texts(source, SOURCE_LANGUAGE, root.log)
    for language, document in documents.items():
        if document is None or (languages and language not in languages):
            continue
        texts = read_texts(document, language, root.log)
        entries = {key: _stamped(document, key, entry, english, mark, language) for key, entry in texts.entries.items()}
        if entries != texts.entries:
            yield files[language], text_file(files[language].read_text("utf-8-sig"), document, Texts(language, entries))


def _stamped(document: Document, key: str, entry: Entry, english: Texts, mark: Mark, language: str) -> Entry:
    source = english.entries.get(key)
    raw = document.value["entries"][key]
    if source is None or (entry.source is None and isinstance(raw, dict) and "status" in raw):
        return entry
    status = mark.for_language(language)
    current = source_hash(source.text)
    raised = entry.source == current and status.rank > entry.status.rank
    if entry.source is None or raised:
        return replace(entry, status=status, source=current, by=mark.by, on=mark.on)
    return entry


def _list_change(
    path: Path, text: str, document: Document, mark: Mark, languages: frozenset[str], log: Log
) -> Iterator[tuple[Path, str]]:
    choices = read(ListFile, document, log)
    if choices is None:
        return
    current = labels_hash(choices.groups, choices.entries)
    stamps = dict(choices.stamps)
    for language in sorted({language for entry in choices.entries for language in entry.label}):
        old, status = stamps.get(language), mark.for_language(language)
        raised = old is not None and old.source == current and status.rank > old.status.rank
        if (not languages or language in languages) and (old is None or raised):
            stamps[language] = ListStamp(status=status, source=current, by=mark.by, on=mark.on)
    if stamps != choices.stamps:
        yield path, list_file(text, document, stamps)
