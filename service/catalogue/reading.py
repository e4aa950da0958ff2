"""A module folder read and checked: its documents as far as they go, and the module when they make one."""

from collections.abc import Mapping
from pathlib import Path

from scoring.definition import ItemType, Questionnaire, Scoring, Structure
from scoring.norm_tables import NormFile
from service.catalogue import schema
from service.catalogue.cases_file import CaseFile, WorkedCase
from service.catalogue.checks.adaptive import check_adaptive
from service.catalogue.checks.answer_pictures import check_answer_pictures
from service.catalogue.checks.c_tests import check_c_tests
from service.catalogue.checks.conditions import check_flags, check_routing
from service.catalogue.checks.cutoffs import check_cutoffs
from service.catalogue.checks.items import check_structure
from service.catalogue.checks.levels import check_levels
from service.catalogue.checks.norms import check_norms
from service.catalogue.checks.pairs import check_pairs
from service.catalogue.checks.reasons import check_reasons
from service.catalogue.checks.scales import check_scoring
from service.catalogue.checks.subject import Subject, repeated
from service.catalogue.checks.texts import check_module_texts
from service.catalogue.checks.timing import check_timing
from service.catalogue.findings import Log
from service.catalogue.folder import TEXT_FILE, Root
from service.catalogue.lists import ChoiceList
from service.catalogue.loader import Document, parse
from service.catalogue.module import Module
from service.catalogue.partly import Hole, M, Partly, read_partly
from service.catalogue.pictures import check_picture
from service.catalogue.text_file import read_texts
from service.catalogue.text_keys import passage_keys
from service.catalogue.texts import Texts
from service.catalogue.unread import CertainLog, Unread, spread, unread_of

Written = tuple[Document, Texts]
CHECKS = (
    check_structure,
    check_answer_pictures,
    check_reasons,
    check_routing,
    check_scoring,
    check_cutoffs,
    check_levels,
    check_norms,
    check_c_tests,
    check_pairs,
    check_adaptive,
    check_timing,
    check_flags,
    check_module_texts,
)


def read_module(root: Root, folder: Path, lists: Mapping[str, ChoiceList]) -> tuple[Module | None, Subject]:
    """What could be read of a module folder, checked; no module when a part of it couldn't. Problems are findings."""
    files = root.files(folder)
    asked, scored = _asked(root, folder, files), _part(root, folder, files, "scoring.yaml", Scoring())
    content = _content(root, files, asked.value)
    norms = {name: found for name, path in root.norms(folder).items() if (found := root.document(path))}
    questionnaire = _questionnaire(asked.value, scored.value, lists, content, norms, root)
    drawings = root.pictures(folder)
    unread = _unread(root, folder, asked, scored, questionnaire)
    log = CertainLog(to=root.log, unread=unread)
    texts = read_text_files(root, files, log, passage_keys(questionnaire))
    known = (frozenset(drawings), frozenset({*lists, *_closed_lists(root)}))
    name, closed = root.name(folder), frozenset(root.log.closed)
    subject = Subject(
        name, questionnaire, asked.document, scored.document, texts, content, *known, log, norms, unread, closed
    )
    for check in CHECKS:
        check(subject)
    (cases, case_lines), pictures = _cases(root, files), _pictures(root, drawings)
    if unread.anything:
        return None, subject
    words = {language: texts for language, (_, texts) in texts.items()}
    return Module(questionnaire, words, content[1] if content else None, pictures, cases, case_lines), subject


def _asked(root: Root, folder: Path, files: Mapping[str, Path]) -> Partly[Structure]:
    slug, version = folder.parent.name, folder.name
    nothing = Structure.model_construct(slug=slug, version=version, kind="personal", minutes=1, order=1, items=())
    return _part(root, folder, files, "questionnaire.yaml", nothing)


def _part(root: Root, folder: Path, files: Mapping[str, Path], name: str, nothing: M) -> Partly[M]:
    """One file as far as it can be read; `nothing`, which is all holes, where it can't or is not there."""
    document = root.document(files[name]) if name in files else None
    found = read_partly(type(nothing), document, root.log) if document else None
    holes = frozenset(map(Hole, type(nothing).model_fields))
    return found or Partly(nothing, Document(f"{root.name(folder)}/{name}", {}), holes)


def _unread(
    root: Root, folder: Path, asked: Partly[Structure], scored: Partly[Scoring], questionnaire: Questionnaire
) -> Unread:
    name = root.name(folder)
    beside = {"content": "content.yaml", "pictures": "pictures", "norm_files": "norms"}
    closed = {part for part, file in beside.items() if f"{name}/{file}" in root.log.closed}
    closed |= {"lists"} & {folder.removeprefix("_") for folder in root.log.closed}
    lists = [item.list for item in questionnaire.items if item.list] if "_lists" in root.log.closed else []
    return spread(unread_of(asked.holes | scored.holes, closed), questionnaire, {*lists, *_closed_lists(root)})


def _closed_lists(root: Root) -> set[str]:
    """The choice lists that are there and could not be read."""
    return {Path(file).stem for file in root.log.closed if file.startswith("_lists/")}


def _questionnaire(
    asked: Structure,
    scored: Scoring,
    lists: Mapping[str, ChoiceList],
    content: Written | None,
    norms: Mapping[str, Document],
    root: Root,
) -> Questionnaire:
    codes = {item.list: lists[item.list].codes for item in asked.items if item.list and item.list in lists}
    damaged = {item.id: f"item.{item.id}.stimulus" for item in asked.items if item.type is ItemType.C_TEST}
    words = content[1] if content else None
    whole = {item: words.text(key) for item, key in damaged.items() if words and words.has(key)}
    tables = {name: table for name, document in norms.items() if (table := schema.read(NormFile, document, root.log))}
    return Questionnaire(structure=asked, scoring=scored, lists=codes, whole_texts=whole, norm_tables=tables)


def read_text_files(
    root: Root, files: Mapping[str, Path], log: Log, passages: frozenset[str] = frozenset()
) -> dict[str, Written]:
    """Every `text.<language>.yaml` of a folder, by language. `log`: for what is wrong with the texts."""
    found = {}
    for name, path in files.items():
        match = TEXT_FILE.fullmatch(name)
        document = root.document(path) if match else None
        if match and document:
            found[match[1]] = (document, read_texts(document, match[1], log, passages))
    return found


def _content(root: Root, files: Mapping[str, Path], asked: Structure) -> Written | None:
    document = root.document(files["content.yaml"]) if "content.yaml" in files else None
    if document is None:
        return None
    return document, read_texts(document, asked.content_language or str(document.value.get("language")), root.log)


def _cases(root: Root, files: Mapping[str, Path]) -> tuple[tuple[WorkedCase, ...], tuple[int | None, ...]]:
    """The worked cases and the lines where they start."""
    text = root.text(files["cases.yaml"]) if "cases.yaml" in files else None
    document = parse(root.name(files["cases.yaml"]), text, root.log) if text is not None else None
    if document is None:
        return (), ()
    if not isinstance(document.value, list):
        root.log.add("shape", document.file, 1, "the file", "no list", "Start each case with `- name: ...`.")
        return (), ()
    lines = {("cases", *path): line for path, line in document.lines.items()}
    read = schema.read(CaseFile, Document(document.file, {"cases": document.value}, lines), root.log)
    found, places = (read.cases if read else ()), tuple(map(document.line, range(len(document.value))))
    for place, name in repeated([case.name for case in found]):
        root.log.add("case_name", document.file, places[place], name, f"{name} again")
    return found, places


def _pictures(root: Root, drawings: Mapping[str, Path]) -> dict[str, str]:
    found = {}
    for name, path in drawings.items():
        text = root.text(path)
        if text is not None:
            check_picture(root.name(path), text, root.log)
            found[name] = text
    return found
