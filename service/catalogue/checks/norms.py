"""Rules for norm tables: those that a scale names, and what stands in the files."""

import math
from itertools import pairwise

from scoring.definition import Scale
from scoring.norm_tables import NormGroup, NormUse
from scoring.norms import LEAST_PEOPLE
from service.catalogue.checks.cutoffs import is_real
from service.catalogue.checks.scales import scale_reach
from service.catalogue.checks.subject import Subject
from service.catalogue.loader import Document
from service.catalogue.schema import suggestion

#: How far a figure may be from what its rows give: tables are rounded to six decimals.
NEAR = 1e-3


def check_norms(subject: Subject) -> None:
    """Every scale that names norms, and every file of norms."""
    scoring = subject.questionnaire.scoring
    named = [scale.id for scale in scoring.scales if scale.norms]
    if (scoring.norms == "tables") != bool(named):
        found = f"norms: {scoring.norms}, with norms at {', '.join(named) or 'no scale'}"
        subject.at_scoring("norms_said", "norms", found, ("norms",))
    for index, scale in enumerate(scoring.scales):
        if scale.norms:
            _use(subject, index, scale, scale.norms)
    for name, document in subject.norms.items():
        _file(subject, name, document)


def _use(subject: Subject, index: int, scale: Scale, use: NormUse) -> None:
    path = ("scales", index, "norms")
    start = f"{subject.folder}/norms/{use.table}."
    if use.table not in subject.norms and not any(file.startswith(start) for file in subject.files_unread):
        close = suggestion(use.table, list(subject.norms))
        mend = f"Did you mean {close}?" if close else None
        subject.at_scoring("norms_table", scale.id, f"{use.table}, which is no file of norms", path, mend)
    file = subject.questionnaire.norm_tables.get(use.table)
    if file is None:
        return
    score = use.score or scale.id
    tables = [table for table in file.tables if table.score == score]
    if not tables:
        there = ", ".join(sorted({table.score for table in file.tables}))
        subject.at_scoring("norms_score", scale.id, f"no table of {score} in {use.table}, which has {there}", path)
        return
    _group(subject, path, scale, tables)
    _range(subject, path, scale, tables)


def _group(subject: Subject, path: tuple[str | int, ...], scale: Scale, tables: list[NormGroup]) -> None:
    use = scale.norms
    groups = [table.group for table in tables]
    if use is None:
        return
    there = ", ".join("everybody" if group is None else group for group in groups)
    if use.by_language and (use.group is not None or not set(groups) & set(subject.texts)):
        found = f"by_language{'' if use.group is None else f' and group {use.group}'}, while the groups are {there}"
        subject.at_scoring("norms_group", scale.id, found, path)
    elif not use.by_language and use.group not in groups:
        found = f"{'no group' if use.group is None else f'group {use.group}'}, while the groups are {there}"
        subject.at_scoring("norms_group", scale.id, found, path)


def _range(subject: Subject, path: tuple[str | int, ...], scale: Scale, tables: list[NormGroup]) -> None:
    bounds = scale_reach(subject.questionnaire, scale)
    raws = [row.raw for table in tables for row in table.rows]
    if bounds and (min(raws) < bounds[0] - NEAR or max(raws) > bounds[1] + NEAR):
        found = f"raw scores from {min(raws):g} to {max(raws):g}, while the scale reaches from {bounds[0]:g} to "
        subject.at_scoring("norms_range", scale.id, f"{found}{bounds[1]:g}", path)


def _file(subject: Subject, name: str, document: Document) -> None:
    if name not in {scale.norms.table for scale in subject.questionnaire.scoring.scales if scale.norms}:
        subject.log.add("norms_unused", document.file, None, name, "no scale that names it")
    file = subject.questionnaire.norm_tables.get(name)
    if file and not is_real(file.date):
        subject.log.add("date_real", document.file, document.line("date"), "date", file.date)
    seen: set[tuple[str, str | None]] = set()
    for index, table in enumerate(file.tables if file else ()):
        where = table.score if table.group is None else f"{table.score}, {table.group}"
        line = document.line("tables", index)
        for kind, found in _problems(table, seen):
            subject.log.add(kind, document.file, line, where, found)
        seen.add((table.score, table.group))


def _problems(table: NormGroup, seen: set[tuple[str, str | None]]) -> list[tuple[str, str]]:
    found = []
    if (table.score, table.group) in seen:
        found.append(("norms_twice", "a second table of this score and group"))
    if table.n < LEAST_PEOPLE:
        found.append(("norms_few", f"{table.n} people"))
    falls = next((f"{low.raw:g}, then {high.raw:g}" for low, high in pairwise(table.rows) if low.raw >= high.raw), None)
    if falls:
        return [*found, ("norms_order", falls)]
    if wrong := _wrong_figure(table):
        found.append(("norms_figures", wrong))
    return found


def _wrong_figure(table: NormGroup) -> str | None:
    """The first figure that its rows don't give; in words."""
    people = sum(row.n for row in table.rows)
    if people != table.n:
        return f"n {table.n}, while the rows have {people} people"
    mean = math.fsum(row.n * row.raw for row in table.rows) / people
    squares = math.fsum(row.n * (row.raw - mean) ** 2 for row in table.rows)
    sd = math.sqrt(squares / (people - 1)) if people > 1 else 0.0
    if abs(mean - table.mean) > NEAR or abs(sd - table.sd) > NEAR:
        return f"mean {table.mean:g} and sd {table.sd:g}, while the rows give {mean:.6g} and {sd:.6g}"
    for row in table.rows:
        right = table.place(row.raw)
        for name in ("percentile", "t_normalised", "stanine"):
            if abs(getattr(row, name) - getattr(right, name)) > NEAR:
                return f"raw {row.raw:g}: {name} {getattr(row, name):g}, while the rows give {getattr(right, name):.6g}"
    return None
