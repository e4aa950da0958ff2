"""All modules, choice lists, report rules and release outcomes: what the service is started with."""

from dataclasses import dataclass, field
from functools import cached_property
from os.path import isdir
from pathlib import Path
from typing import TypeVar

from service.catalogue.advice import AdviceFile, AdviceTable, Choice, ReleaseFile, ReleaseTable
from service.catalogue.cases import check_all_cases
from service.catalogue.checks.scope import Scope
from service.catalogue.checks.subject import Subject
from service.catalogue.checks.texts import check_texts
from service.catalogue.checks.whole import check_advice, check_release, check_together, newest_of, version_key
from service.catalogue.findings import CatalogueInvalid, Log
from service.catalogue.folder import Root
from service.catalogue.lists import ChoiceList, read_list
from service.catalogue.module import Module
from service.catalogue.partly import read_partly
from service.catalogue.reading import read_module, read_text_files
from service.catalogue.unread import CertainLog, unread_of
from service.errors import NotFound

C = TypeVar("C", bound=Choice)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """`versions` holds every module by (slug, version); `modules` the newest of each, in the order of the path."""

    versions: dict[tuple[str, str], Module]
    lists: dict[str, ChoiceList] = field(default_factory=dict)
    advice: AdviceTable = field(default_factory=AdviceTable)
    release: ReleaseTable = field(default_factory=ReleaseTable)

    @cached_property
    def modules(self) -> dict[str, Module]:
        """The newest version of each module by slug, in the order of the path."""
        newest: dict[str, Module] = {}
        for slug, version in sorted(self.versions, key=lambda name: version_key(name[1])):
            newest[slug] = self.versions[slug, version]
        return dict(sorted(newest.items(), key=lambda found: (found[1].order, found[0])))

    def module(self, slug: str, version: str | None = None) -> Module:
        """One module, the newest when no version is given. NotFound when there is none."""
        found = self.modules.get(slug) if version is None else self.versions.get((slug, version))
        if found is None:
            raise NotFound(f"no module {slug} {version or ''}".strip())
        return found


def load(directory: Path) -> Catalogue:
    """Read a questionnaires directory. CatalogueInvalid, with every error in it, when there is any."""
    log = Log()
    return _sound(read(directory, log), log)


def load_to_serve(directory: Path) -> Catalogue:
    """The same for a service that clients use: every worked case must come to what it says, too."""
    log = Log()
    catalogue = read(directory, log)
    if catalogue is not None:
        check_all_cases(catalogue.versions.values(), log)
    return _sound(catalogue, log)


def _sound(catalogue: Catalogue | None, log: Log) -> Catalogue:
    errors = tuple(finding for finding in log.report() if finding.level == "error")
    if errors or catalogue is None:
        raise CatalogueInvalid(errors)
    return catalogue


def read(directory: Path, log: Log) -> Catalogue | None:
    """What could be read, findings in `log`; None when there is no such directory."""
    if not isdir(directory):
        log.add("directory", str(directory), None, "the directory", "no such directory")
        return None
    root = Root(directory, log)
    folders = list(root.module_folders())
    if root.name(directory) in log.closed:
        return None
    lists = _lists(root)
    found = [read_module(root, folder, lists) for folder in folders]
    subjects = [subject for _, subject in found]
    if not found:
        log.add("directory", str(directory), None, "the directory", "no module in it")
    check_together(subjects)
    versions = {(module.slug, module.version): module for module, _ in found if module is not None}
    advice = _advice(root, subjects)
    return Catalogue(versions, lists, advice, _release(root))


def _lists(root: Root) -> dict[str, ChoiceList]:
    found = {}
    for path in root.side_files("_lists").values():
        document = root.document(path)
        choices = read_list(document, path.stem, root.log) if document else None
        if choices:
            found[path.stem] = choices
        else:
            root.log.closed.add(root.name(path))
    return found


def _advice(root: Root, subjects: list[Subject]) -> AdviceTable:
    files = root.side_files("_report")
    if "rules.yaml" not in files:
        if "_report" in root.log.closed:
            return AdviceTable()
        root.log.add("side_missing", "_report/rules.yaml", None, "_report", "no such file")
        return AdviceTable()
    document = root.document(files["rules.yaml"])
    found = read_partly(AdviceFile, document, root.log) if document else None
    log = CertainLog(to=root.log, unread=unread_of(found.holes if found else ()))
    texts = read_text_files(root, files, log)
    if found is None:
        return AdviceTable()
    keys = check_advice(found.value, found.document, _scope(root, subjects), log)
    check_texts("_report", texts, keys, log, root.log.closed)
    words = {language: words for language, (_, words) in texts.items()}
    rules = found.value
    return AdviceTable(rules.sections, rules.rules, words, rules.reliance, rules.timing)


def _scope(root: Root, subjects: list[Subject]) -> Scope:
    """The newest version of each module. Of a module whose folder was not read nothing is known."""
    newest = newest_of(subjects)
    unknown = {slug: unread_of((), ("items", "scales")) for slug in root.log.closed if slug not in newest}
    modules = {slug: subject.questionnaire for slug, subject in newest.items()}
    return Scope(modules, None, unknown | {slug: subject.unread for slug, subject in newest.items()})


def _release(root: Root) -> ReleaseTable:
    files = root.side_files("_release")
    if "outcomes.yaml" not in files:
        if "_release" in root.log.closed:
            return ReleaseTable()
        root.log.add("side_missing", "_release/outcomes.yaml", None, "_release", "no such file")
        return ReleaseTable()
    document = root.document(files["outcomes.yaml"])
    found = read_partly(ReleaseFile, document, root.log) if document else None
    log = CertainLog(to=root.log, unread=unread_of(found.holes if found else ()))
    texts = read_text_files(root, files, log)
    if found is None:
        return ReleaseTable()
    table = found.value
    check_texts("_release", texts, check_release(table, found.document, log), log, root.log.closed)
    words = {language: words for language, (_, words) in texts.items()}
    return ReleaseTable(_ordered(table.outcomes), _ordered(table.limits), _ordered(table.urgencies), words)


def _ordered(choices: tuple[C, ...]) -> tuple[C, ...]:
    return tuple(sorted(choices, key=lambda choice: choice.order))
