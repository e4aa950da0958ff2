"""A complete small questionnaires directory, copied to a temporary place where a test can break it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.catalogue import Finding, Report, check
from service.catalogue.rules import RULES

SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class Files:
    """The copy. A change that finds nothing to change fails the test."""

    path: Path

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.path / file).read_text("utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        (self.path / file).write_text(text.replace(old, new, 1), "utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        place = self.path / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def read(self, file: str) -> str:
        return (self.path / file).read_text("utf-8")

    def check(self) -> Report:
        return check(self.path)

    def found(self, kind: str) -> list[Finding]:
        return [finding for finding in self.check().findings if finding.rule == RULES[kind].text]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    shutil.copytree(SAMPLE, tmp_path / "questionnaires")
    return Files(tmp_path / "questionnaires")
