"""Texts that came from elsewhere, written into the text files and choice lists: all of them, or none."""

import os
from pathlib import Path

from service.catalogue.findings import Log
from service.catalogue.folder import Root
from service.catalogue.lists import ListFile, ListStamp, labels_hash
from service.catalogue.loader import Document, parse
from service.catalogue.schema import read
from service.catalogue.stamped import labelled_list, list_file, text_file
from service.catalogue.text_file import read_texts
from service.catalogue.texts import Entry, Texts

#: Folder or list under `questionnaires/`, to its entries by key.
Changes = dict[str, dict[str, Entry]]


def write_changes(directory: Path, language: str, changes: Changes) -> tuple[str, ...]:
    """Write the entries of one language; returns the names of the files. Every file is made before one is written."""
    root = Root(directory, Log())
    made = dict(_made(root, place, language, entries) for place, entries in changes.items())
    for path, text in made.items():
        replace_file(path, text)
    return tuple(root.name(path) for path in made)


def replace_file(path: Path, text: str) -> None:
    """Write beside the file and put it in its place, so that a power cut leaves the old or the new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def _made(root: Root, place: str, language: str, entries: dict[str, Entry]) -> tuple[Path, str]:
    if place.startswith("_lists/"):
        path = root.path / f"{place}.yaml"
        return path, _list_text(root, path, language, entries)
    path = root.path / place / f"text.{language}.yaml"
    return path, _text_text(root, path, language, entries)


def _text_text(root: Root, path: Path, language: str, entries: dict[str, Entry]) -> str:
    if not path.exists():
        blank = f"language: {language}\nentries:\n"
        document = Document(root.name(path), {"entries": {}}, {("entries",): 2})
        return text_file(blank, document, Texts(language, entries))
    document = _document(root, path)
    old = read_texts(document, language, root.log)
    return text_file(path.read_text("utf-8-sig"), document, Texts(language, {**old.entries, **entries}))


def _list_text(root: Root, path: Path, language: str, entries: dict[str, Entry]) -> str:
    """The list with the new labels. It has one stamp per language, which the least finished new label gives."""
    document, text = _document(root, path), path.read_text("utf-8-sig")
    choices = read(ListFile, document, root.log)
    if choices is None:
        raise RuntimeError(f"{document.file} could not be read")
    text = labelled_list(text, document, choices, language, {key: entry.text for key, entry in entries.items()})
    least = min(entries.values(), key=lambda entry: entry.status.rank)
    current = labels_hash(choices.groups, choices.entries)
    stamp = ListStamp(status=least.status, source=current, by=least.by, on=least.on)
    relabelled = parse(document.file, text, root.log)
    if relabelled is None:
        raise RuntimeError(f"{document.file} would not read back as it was written")
    return list_file(text, relabelled, {**choices.stamps, language: stamp})


def _document(root: Root, path: Path) -> Document:
    document = root.document(path)
    if document is None:
        raise RuntimeError(f"{root.name(path)} could not be read")
    return document
