"""A comparison in words and in files: a table and a summary for the screen, JSON and CSV for other programs."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from scoring.norm_tables import NormPlace
from scoring.result import CutoffResult, FlagResult, ScaleResult
from service.assessment.comparison import Outcome
from service.assessment.rescoring import SEALED, Change, Comparison
from service.assessment.versions import SHOWN, STORED, scoring_program
from service.catalogue.module import Module

HEAD = ("case", "sitting", "module", "from", "to", "kind", "name", "old", "new", "cause")
ON_SCREEN = ("case", "sitting", "module", "name", "old", "new", "cause")
#: So many changes fit on a screen; files hold all of them.
MOST_ROWS = 200
#: What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What is told of a scale beside its value, where the value is the same.
FINER = ("se", "raw", "answered", "items", "slips", "chances", "norm")


def words_of(outcome: Outcome, other: Outcome = None) -> str:
    """An outcome in a few words; of two scales with the same value and band also what else differs."""
    if outcome is None:
        return "–"
    if isinstance(outcome, FlagResult):
        return f"raised, {outcome.level}"
    if isinstance(outcome, CutoffResult):
        limit = f"at least {outcome.applied.at_least:g}" if outcome.applied else "none applies"
        reached = {True: "reached", False: "not reached", None: "not known"}[outcome.reached]
        return f"{reached} ({limit})"
    return _scale(outcome, other if isinstance(other, ScaleResult) else None)


def _scale(found: ScaleResult, other: ScaleResult | None) -> str:
    if found.status == "not_scored":
        return f"no score: {found.reason}, {found.answered} of {found.items}"
    words = _main(found)
    if other is not None and other.status == "scored" and _main(other) == words:
        finer = (name for name in FINER if getattr(found, name) != getattr(other, name))
        words = [*words, *(f"{name} {_short(getattr(found, name))}" for name in finer)]
    return ", ".join(words)


def _main(found: ScaleResult) -> list[str]:
    level = None if found.level is None else f"level {found.level}"
    return [word for word in (_short(found.value), found.band, level) if word is not None]


def _short(value: Any) -> str:
    if isinstance(value, NormPlace):
        return f"percentile {value.percentile:.4g} of {value.who} (n {value.n}, {value.date})"
    return f"{value:.6g}" if isinstance(value, int | float) else str(value)


def rows_of(comparison: Comparison) -> Iterator[dict[str, str]]:
    """Each change as text, in the order of case, sitting and module."""
    for change in comparison.changes:
        found = change.difference
        yield {
            "case": change.place.case,
            "sitting": str(change.place.sitting),
            "module": change.after.slug,
            "from": _named(change.before),
            "to": _named(change.after),
            "kind": found.kind,
            "name": found.name,
            "old": words_of(found.old, found.new),
            "new": words_of(found.new, found.old),
            "cause": "; ".join(cause.words for cause in found.causes),
        }


def _named(module: Module) -> str:
    return f"{module.version} ({module.hash[:SHOWN]})"


def as_table(comparison: Comparison) -> str:
    """The changes in columns, the first `MOST_ROWS` of them; empty when there are none."""
    rows = [{**row, "sitting": row["sitting"][:8]} for row in rows_of(comparison)]
    if not rows:
        return ""
    cells = [ON_SCREEN, *(tuple(row[name] for name in ON_SCREEN) for row in rows[:MOST_ROWS])]
    widths = [max(len(cell[column]) for cell in cells) for column in range(len(ON_SCREEN))]
    lines = ["  ".join(map(str.ljust, cell, widths)).rstrip() for cell in cells]
    more = len(rows) - MOST_ROWS
    return "\n".join(lines + [f"… and {more} more: write them with -o or --csv."] * (more > 0)) + "\n"


def as_summary(comparison: Comparison) -> str:
    """What was scored with what, how much changed and why, and what was not scored again."""
    modules = (f"{module.slug} {_named(module)}" for module in comparison.version.modules.values())
    scoring = "each as it was asked" if comparison.version.name == STORED else ", ".join(modules)
    lines = [
        f"Scoring: {comparison.version.name}: {scoring}",
        f"Program: {scoring_program()[:SHOWN]}",
        f"Scored again: {comparison.sittings} sittings, {comparison.modules} modules. "
        f"Changed: {len(comparison.changes)}. Unchanged: {comparison.unchanged}.",
        *(f"  because of {cause}: {number}" for cause, number in sorted(comparison.causes.items())),
        *(f"Not scored again: {line}" for line in _left_out(comparison)),
        "Nothing that was stored is changed.",
    ]
    return "\n".join(lines) + "\n"


def _left_out(comparison: Comparison) -> Iterator[str]:
    for (name, why), number in sorted(comparison.left_out.items()):
        words = "sealed: health answers are in the vault, which only the MGGZ can open" if why == SEALED else why
        yield f"{name}: {words} ({number} sittings)"


def as_json(comparison: Comparison) -> str:
    """Everything, with the numbers of each outcome."""
    content = {
        "scoring": comparison.version.name,
        "program": scoring_program(),
        "modules": {slug: _definition(module) for slug, module in comparison.version.modules.items()},
        "sittings": comparison.sittings,
        "scored_again": comparison.modules,
        "unchanged": comparison.unchanged,
        "changed": len(comparison.changes),
        "causes": dict(sorted(comparison.causes.items())),
        "not_scored_again": [
            {"what": name, "why": why, "sittings": number}
            for (name, why), number in sorted(comparison.left_out.items())
        ],
        "changes": [_change(change) for change in comparison.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _definition(module: Module) -> dict[str, str]:
    return {"version": module.version, "hash": module.hash}


def _change(change: Change) -> dict[str, Any]:
    found = change.difference
    old, new = (None if one is None else one.model_dump(mode="json") for one in (found.old, found.new))
    return {
        "case": change.place.case,
        "sitting": str(change.place.sitting),
        "module": change.after.slug,
        "from": _definition(change.before),
        "to": _definition(change.after),
        "kind": found.kind,
        "name": found.name,
        "old": old,
        "new": new,
        "causes": [{"code": cause.code, "words": cause.words} for cause in found.causes],
    }


def as_csv(comparison: Comparison) -> str:
    """The rows of the table with all columns. A reference that begins like a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEAD, lineterminator="\n")
    writer.writeheader()
    for row in rows_of(comparison):
        safe = f"'{row['case']}" if row["case"].startswith(FORMULA) else row["case"]
        writer.writerow({**row, "case": safe})
    return text.getvalue()
