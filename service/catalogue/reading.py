"""A module folder read and checked: its documents, and the module when they make one."""

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
from service.catalogue.checks.items import check_structure
from service.catalogue.checks.levels import check_levels
from service.catalogue.checks.norms import check_norms
from service.catalogue.checks.pairs import check_pairs
from service.catalogue.checks.reasons import check_reasons
from service.catalogue.checks.scales import check_scoring
from service.catalogue.checks.subject import Subject
from service.catalogue.checks.texts import check_module_texts
from service.catalogue.checks.timing import check_timing
from service.catalogue.folder import TEXT_FILE, Root
from service.catalogue.lists import ChoiceList
from service.catalogue.loader import Document, parse
from service.catalogue.module import Module
from service.catalogue.pictures import check_picture
from service.catalogue.text_file import read_texts
from service.catalogue.text_keys import passage_keys
from service.catalogue.texts import Texts

Written = tuple[Document, Texts]
CHECKS = (
    check_structure,
    check_answer_pictures,
    check_reasons,
    check_routing,
    check_scoring,
    check_levels,
    check_norms,
    check_c_tests,
    check_pairs,
    check_adaptive,
    check_timing,
    check_flags,
    check_module_texts,
)


def read_module(root: Root, folder: Path, lists: Mapping[str, ChoiceList]) -> tuple[Module, Subject] | None:
    """The module in a folder, or None when its definition can't be read. Every problem is a finding."""
    files = root.files(folder)
    documents = {name: root.document(files[name]) for name in ("questionnaire.yaml", "scoring.yaml") if name in files}
    structure, scoring = documents.get("questionnaire.yaml"), documents.get("scoring.yaml")
    asked = schema.read(Structure, structure, root.log) if structure else None
    content = _content(root, files, asked)
    norms = {name: found for name, path in root.norms(folder).items() if (found := root.document(path))}
    questionnaire = _questionnaire(asked, scoring, lists, content, norms, root)
    passages = passage_keys(questionnaire) if questionnaire else frozenset()
    texts = read_text_files(root, files, passages)
    cases = _cases(root, files)
    pictures = _pictures(root, folder)
    if questionnaire is None or structure is None or scoring is None:
        return None
    subject = Subject(
        root.name(folder),
        questionnaire,
        structure,
        scoring,
        texts,
        content,
        frozenset(pictures),
        frozenset(lists),
        root.log,
        norms,
    )
    for check in CHECKS:
        check(subject)
    words = {language: texts for language, (_, texts) in texts.items()}
    return Module(questionnaire, words, content[1] if content else None, pictures, cases), subject


def _questionnaire(
    asked: Structure | None,
    scoring: Document | None,
    lists: Mapping[str, ChoiceList],
    content: Written | None,
    norms: Mapping[str, Document],
    root: Root,
) -> Questionnaire | None:
    scored = schema.read(Scoring, scoring, root.log) if scoring else None
    if asked is None or scored is None:
        return None
    codes = {item.list: lists[item.list].codes for item in asked.items if item.list and item.list in lists}
    damaged = {item.id: f"item.{item.id}.stimulus" for item in asked.items if item.type is ItemType.C_TEST}
    words = content[1] if content else None
    whole = {item: words.text(key) for item, key in damaged.items() if words and words.has(key)}
    tables = {name: table for name, document in norms.items() if (table := schema.read(NormFile, document, root.log))}
    return Questionnaire(structure=asked, scoring=scored, lists=codes, whole_texts=whole, norm_tables=tables)


def read_text_files(
    root: Root, files: Mapping[str, Path], passages: frozenset[str] = frozenset()
) -> dict[str, Written]:
    """Every `text.<language>.yaml` of a folder, by language."""
    found = {}
    for name, path in files.items():
        match = TEXT_FILE.fullmatch(name)
        document = root.document(path) if match else None
        if match and document:
            found[match[1]] = (document, read_texts(document, match[1], root.log, passages))
    return found


def _content(root: Root, files: Mapping[str, Path], asked: Structure | None) -> Written | None:
    document = root.document(files["content.yaml"]) if "content.yaml" in files else None
    if document is None:
        return None
    language = asked.content_language if asked else None
    return document, read_texts(document, language or str(document.value.get("language")), root.log)


def _cases(root: Root, files: Mapping[str, Path]) -> tuple[WorkedCase, ...]:
    text = root.text(files["cases.yaml"]) if "cases.yaml" in files else None
    document = parse(root.name(files["cases.yaml"]), text, root.log) if text is not None else None
    if document is None:
        return ()
    if not isinstance(document.value, list):
        root.log.add("shape", document.file, 1, "the file", "no list", "Start each case with `- name: ...`.")
        return ()
    lines = {("cases", *path): line for path, line in document.lines.items()}
    read = schema.read(CaseFile, Document(document.file, {"cases": document.value}, lines), root.log)
    return read.cases if read else ()


def _pictures(root: Root, folder: Path) -> dict[str, str]:
    found = {}
    for name, path in root.pictures(folder).items():
        text = root.text(path)
        if text is not None:
            check_picture(root.name(path), text, root.log)
            found[name] = text
    return found
