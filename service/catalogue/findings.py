"""What is wrong in the questionnaire files: where it is, which rule it breaks, what was found, how to mend it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from service.catalogue.printing import safe
from service.catalogue.rules import RULES

Level = Literal["error", "warning"]
MAX_SHOWN = 120
#: Of so many findings in a file it is worked out what was probably meant: who has more of them has another fault.
SUGGESTED = 20


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend. `file` is relative to the questionnaires directory, `line` counts from 1."""

    file: str
    line: int | None
    where: str
    found: str
    rule: str
    mend: str
    level: Level = "error"


@dataclass(frozen=True)
class Row:
    """One module in one language, for the table that a successful check prints."""

    slug: str
    version: str
    language: str
    items: int
    status: str


@dataclass(frozen=True)
class Report:
    """The outcome of a check: everything found, and one row per module and language when the files could be read."""

    findings: tuple[Finding, ...]
    rows: tuple[Row, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before the service starts."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What should be looked at, and stops nothing."""
        return tuple(finding for finding in self.findings if finding.level == "warning")


class CatalogueInvalid(Exception):
    """The questionnaire files have errors; `findings` holds all of them and the message shows them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(render(findings))


@dataclass
class Log:
    """Collects findings while files are read."""

    findings: list[Finding] = field(default_factory=list)
    #: Files and folders that are there and could not be read: what should be in them is not missing.
    closed: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def suggests(self, file: str) -> bool:
        """Whether it is worth while to look for what was probably meant at the next finding in a file."""
        return self.counts[file] < SUGGESTED

    def add(self, kind: str, file: str, line: int | None, where: str, found: str, mend: str | None = None) -> None:
        """Note a finding of a kind in `RULES`; `mend` replaces the rule's own advice where more can be said."""
        rule = RULES[kind]
        self.counts[file] += 1
        self.findings.append(
            Finding(
                safe(file),
                line,
                safe(where),
                shorten(found),
                rule.text,
                mend or rule.mend,
                "warning" if rule.warns else "error",
            )
        )

    def report(self) -> tuple[Finding, ...]:
        """Everything found, errors first, then by file and line, each once."""
        unique = dict.fromkeys(self.findings)
        return tuple(sorted(unique, key=lambda found: (found.level, found.file, found.line or 0, found.where)))


def shorten(found: str) -> str:
    """The found text on one line, cut to a length that fits a terminal."""
    line = safe(" ".join(found.split()))
    return line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 1]}…"


def render(findings: Iterable[Finding]) -> str:
    """The findings as plain readable text, four lines each, and the counts."""
    found = list(findings)
    blocks = [_block(finding) for finding in found]
    errors = sum(finding.level == "error" for finding in found)
    warnings = len(found) - errors
    return "\n\n".join([*blocks, f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."])


def _block(finding: Finding) -> str:
    place = finding.file if finding.line is None else f"{finding.file}, line {finding.line}"
    return (
        f"{finding.level.capitalize()} in {place}: {finding.where}\n"
        f"  Rule:  {finding.rule}\n"
        f"  Found: {finding.found}\n"
        f"  Mend:  {finding.mend}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
