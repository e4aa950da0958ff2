"""The files of a questionnaires directory, read safely: where they may be, how large, in which encoding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import isdir, isfile  # which say no where `Path` has an error
from pathlib import Path

from service.catalogue.findings import Log
from service.catalogue.loader import Document, parse
from service.catalogue.wording import is_blank

MAX_BYTES = 1024 * 1024
VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}")
NOUGHTS = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
WITHOUT_NOUGHTS = (
    "A version is three numbers without noughts before them, like 1.0.0: rename the folder and correct `version`, "
    "or remove the folder when there is one with that name."
)
EMPTY = "Put the module into a folder named after its version, like 1.0.0, or remove the folder."
SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
TEXT_FILE = re.compile(r"text\.([a-z]{2,3})\.yaml")
#: A back-translation lies beside the text it was made from: back-translation.ti.md
BACK_TRANSLATION = re.compile(r"back-translation\.([a-z]{2,3})\.md")
#: Folders that a module may have. Sound is looked after by `service.audio`.
FOLDERS = ("pictures", "norms", "audio")
PROSE = frozenset({"SOURCE.md", "README.md"})
SIDE_FOLDERS = ("_lists", "_report", "_release")
NEEDED = ("questionnaire.yaml", "scoring.yaml", "cases.yaml", "SOURCE.md")
ALLOWED = frozenset({*NEEDED, "content.yaml"})
SIDE_ALLOWED = frozenset({"rules.yaml", "outcomes.yaml", "SOURCE.md", "README.md"})


@dataclass(frozen=True)
class Root:
    """A questionnaires directory and where its findings go."""

    path: Path
    log: Log

    def name(self, path: Path) -> str:
        """The path as findings show it: relative to the directory."""
        return path.relative_to(self.path).as_posix()

    def text(self, path: Path) -> str | None:
        """The file's text, or None with a finding."""
        name = self.name(path)
        if not path.resolve().is_relative_to(self.path.resolve()):
            self.log.add("symlink", name, None, "the file", "a link that leads out of the directory")
            return None
        try:
            return self._decoded(path, name)
        except OSError as error:
            self.log.add("file_missing", name, None, "the file", f"it can't be opened ({error.strerror})")
            return None

    def _decoded(self, path: Path, name: str) -> str | None:
        size = path.stat().st_size
        if size > MAX_BYTES:
            self.log.add("file_size", name, None, "the file", f"{size / MAX_BYTES:.1f} MiB")
            return None
        content = path.read_bytes()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.log.add("encoding", name, line, "the file", "bytes that are no UTF-8")
            return None

    def document(self, path: Path) -> Document | None:
        """The YAML document whose top level is a block of keys, or None with a finding."""
        text = self.text(path)
        document = None if text is None else parse(self.name(path), text, self.log)
        if document is None:
            self.log.closed.add(self.name(path))
            return None
        if not isinstance(document.value, dict):
            found = "a list" if isinstance(document.value, list) else "a single value"
            self.log.add("shape", document.file, 1, "the file", found, "Start with keys, like `language: en`.")
            self.log.closed.add(document.file)
            return None
        return document

    def module_folders(self) -> Iterator[Path]:
        """The `<slug>/<version>` folders, in order; anything else at these two levels is a finding."""
        for slug in self._entries(self.path):
            if slug.name in SIDE_FOLDERS or slug.name == "README.md":
                continue
            if not (isdir(slug) and SLUG.fullmatch(slug.name)):
                self._unknown(slug)
                self.log.closed.add(slug.name.lower())
                continue
            versions = self._entries(slug)
            if not versions and self.name(slug) not in self.log.closed:
                self.log.add("directory", slug.name, None, "the folder", "no version in it", EMPTY)
            for version in versions:
                if isdir(version) and VERSION.fullmatch(version.name):
                    yield version
                else:
                    mend = WITHOUT_NOUGHTS if NOUGHTS.fullmatch(version.name) else None
                    self._unknown(version, mend)
                    self.log.closed.add(slug.name)

    def files(self, folder: Path) -> dict[str, Path]:
        """The known files of a module folder by name; unknown and missing ones are findings."""
        found: dict[str, Path] = {}
        for path in self._entries(folder):
            self._prose(path)
            if isfile(path) and BACK_TRANSLATION.fullmatch(path.name):
                continue
            if isfile(path) and (path.name in ALLOWED or TEXT_FILE.fullmatch(path.name)):
                found[path.name] = path
            elif not (isdir(path) and path.name in FOLDERS):
                self._unknown(path)
        for name in NEEDED:
            if name not in found and self.name(folder) not in self.log.closed:
                self.log.add("file_missing", f"{self.name(folder)}/{name}", None, "the file", "no such file")
        return found

    def pictures(self, folder: Path) -> dict[str, Path]:
        """The drawings of a module by name (file stem)."""
        found = {}
        for path in self._entries(folder / "pictures") if isdir(folder / "pictures") else ():
            if isfile(path) and path.suffix == ".svg" and SLUG.fullmatch(path.stem):
                found[path.stem] = path
            else:
                self._unknown(path)
        return found

    def norms(self, folder: Path) -> dict[str, Path]:
        """The norm tables of a module by name (file stem): JSON as `klantbeeld norms` writes it, or YAML."""
        found: dict[str, Path] = {}
        for path in self._entries(folder / "norms") if isdir(folder / "norms") else ():
            fits = isfile(path) and path.suffix in (".json", ".yaml") and SLUG.fullmatch(path.stem)
            if fits and path.stem not in found:
                found[path.stem] = path
            else:
                self._unknown(path)
        return found

    def side_files(self, folder: str) -> dict[str, Path]:
        """The files of `_lists`, `_report` or `_release` by name; empty when there is no such folder."""
        found = {}
        path = self.path / folder
        for entry in self._entries(path) if isdir(path) else ():
            self._prose(entry)
            if isfile(entry) and BACK_TRANSLATION.fullmatch(entry.name):
                continue
            if folder == "_lists" and isdir(entry) and [inner.name for inner in self._entries(entry)] == ["audio"]:
                continue
            is_list = folder == "_lists" and entry.suffix == ".yaml" and SLUG.fullmatch(entry.stem)
            if isfile(entry) and (is_list or entry.name in SIDE_ALLOWED or TEXT_FILE.fullmatch(entry.name)):
                found[entry.name] = entry
            else:
                self._unknown(entry)
        return {name: entry for name, entry in found.items() if not name.endswith(".md")}

    def _prose(self, path: Path) -> None:
        """What is written for people alone: a dossier shows it, a reviewer opens it."""
        if not (isfile(path) and (path.name in PROSE or BACK_TRANSLATION.fullmatch(path.name))):
            return
        text = self.text(path)
        if text is not None and is_blank(text):
            self.log.add("empty", self.name(path), None, "the file", "a file without content")

    def _entries(self, folder: Path) -> list[Path]:
        name = self.name(folder)
        if not folder.resolve().is_relative_to(self.path.resolve()):
            self.log.add("symlink", name, None, "the folder", "a link that leads out of the directory")
            return []
        try:
            entries = sorted(folder.iterdir())
            for entry in entries:
                entry.lstat()  # which needs more rights than the names alone
        except OSError as error:
            self.log.add("folder_closed", name, None, "the folder", f"it can't be opened ({error.strerror})")
            self.log.closed.add(name)
            return []
        return entries

    def _unknown(self, path: Path, mend: str | None = None) -> None:
        self.log.add("file_unknown", self.name(path), None, path.name, f"{path.name}, which has no place here", mend)
