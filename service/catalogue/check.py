"""Check a questionnaires directory: every error at once, or a table of what is there."""

import sys
from pathlib import Path

from service.catalogue.cases import check_all_cases
from service.catalogue.catalogue import Catalogue, read
from service.catalogue.findings import Finding, Log, Report, Row, render
from service.catalogue.module import Module
from service.catalogue.printing import write
from service.config import ROOT, Settings

#: The questionnaires that come with the service, whatever the settings say.
QUESTIONNAIRES = ROOT / "questionnaires"


def chosen(directory: Path | None) -> Path:
    """The folder that was named, else the one of the setting KLANTBEELD_QUESTIONNAIRES, by default ours."""
    return directory or Settings().questionnaires


def check(directory: Path) -> Report:
    """Read everything and run the worked cases of every module whose own files are free of errors."""
    log = Log()
    catalogue = read(directory, log)
    if catalogue is None:
        return Report(log.report())
    check_all_cases(catalogue.versions.values(), log)
    return Report(log.report(), _rows(catalogue))


def main_check(directory: Path | None = None) -> int:
    """Print the outcome; 1 when there are errors, else 0. Warnings are printed and stop nothing."""
    report = check(chosen(directory))
    if report.findings:
        write(sys.stdout, f"{render(report.findings)}\n")
    if report.errors:
        return 1
    write(sys.stdout, f"{table(report.rows)}\n")
    return 0


def table(rows: tuple[Row, ...]) -> str:
    """Modules, languages, number of items and translation status, in columns."""
    cells = [("module", "version", "language", "items", "status")]
    cells += [(row.slug, row.version, row.language, str(row.items), row.status) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(5)]
    return "\n".join("  ".join(map(str.ljust, cell, widths)).rstrip() for cell in cells)


def _rows(catalogue: Catalogue) -> tuple[Row, ...]:
    modules = sorted(catalogue.versions.values(), key=lambda module: (module.order, module.slug, module.version))
    return tuple(row for module in modules for row in _module_rows(module))


def _module_rows(module: Module) -> list[Row]:
    complete = module.complete_languages
    return [
        Row(
            module.slug,
            module.version,
            language,
            module.count,
            module.status(language).value if language in complete else "incomplete",
        )
        for language in sorted(module.texts)
    ]


__all__ = ["Finding", "Report", "check", "main_check", "table"]
