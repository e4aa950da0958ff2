"""The dossier of modules and scales, put together from the catalogue, its words and the evidence."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from scoring.definition import Scale
from service.catalogue import Catalogue, Module
from service.dossier import described, studied
from service.dossier.evidence import Evidence, study
from service.dossier.lexicon import CRITERIA, Lexicon
from service.dossier.pages import Criterion, Dossier, Grid, Line, ModuleDossier, ScaleDossier, State
from service.dossier.sources import passages_of
from service.dossier.subject import Subject
from service.errors import NotFound
from service.preview.items import ItemReader

Filled = tuple[list[Line], list[Grid]]
FILLED: dict[str, Callable[[Subject], Filled]] = {
    "construction": described.construction,
    "material": described.material,
    "manual": described.manual,
    "norms": studied.norms,
    "reliability": studied.reliability,
    "construct_validity": studied.construct_validity,
    "criterion_validity": studied.criterion_validity,
}
DESCRIBED = ("construction", "material", "manual")


def dossier(
    catalogue: Catalogue,
    directory: Path,
    lexicon: Lexicon,
    evidence: Evidence,
    module: str | None = None,
    scale: str | None = None,
) -> Dossier:
    """Of all scales, one module or one scale. NotFound for a module or scale that there is none of."""
    chosen = list(catalogue.modules.values()) if module is None else [catalogue.module(module)]
    parts = tuple(_module(catalogue, each, directory, lexicon, evidence, scale) for each in chosen)
    parts = tuple(part for part in parts if part.scales)
    if not parts:
        names = ", ".join(found.id for each in chosen for found in each.questionnaire.scoring.scales)
        raise NotFound(f"no scale {scale or ''} here; there are: {names or 'none'}")
    heads = tuple(lexicon.criteria[name]["short"] for name in CRITERIA)
    states = {(one.id, one.state) for part in parts for found in part.scales for one in found.criteria}
    return Dossier(
        lexicon.language, evidence.files, parts, dict(lexicon.words), heads, normed=("norms", "figures") in states
    )


def _module(
    catalogue: Catalogue, module: Module, directory: Path, lexicon: Lexicon, evidence: Evidence, scale: str | None
) -> ModuleDossier:
    shown = {one.id: one for one in ItemReader(catalogue, module, lexicon.language, lambda _svg: "").items()}
    source = (directory / module.slug / module.version / "SOURCE.md").read_text("utf-8-sig")

    def one(found: Scale) -> ScaleDossier:
        return scale_dossier(Subject(module, found, study(module.questionnaire, found, evidence), lexicon, shown))

    return ModuleDossier(
        slug=module.slug,
        version=module.version,
        title=module.text(lexicon.language, "title"),
        health=module.questionnaire.is_health,
        passages=passages_of(source),
        scales=tuple(one(found) for found in module.questionnaire.scoring.scales if scale in (None, found.id)),
    )


def scale_dossier(subject: Subject) -> ScaleDossier:
    """The seven criteria of one scale."""
    found = subject.study
    figures = {"reliability": found.reliability, "dif": found.dif, "simulation": found.simulation}
    return ScaleDossier(subject.scale.id, subject.text("name"), tuple(_criteria(subject)), figures)


def _criteria(subject: Subject) -> Iterator[Criterion]:
    remarks = {"reliability": subject.study.remarks, "construct_validity": subject.study.dif_remarks}
    for number, name in enumerate(CRITERIA, 1):
        words = subject.lexicon.criteria[name]
        lines, grids = FILLED[name](subject)
        yield Criterion(
            id=name,
            number=number,
            title=words["title"],
            asks=words["asks"],
            state=_state(name, subject),
            lines=tuple(lines),
            grids=tuple(grids),
            missing=tuple(_missing(name, subject)),
            remarks=remarks.get(name, ()),
        )


def _state(name: str, subject: Subject) -> State:
    found = subject.study
    if name in DESCRIBED:
        return "described"
    measured = {
        "norms": subject.norms != "",
        "reliability": found.reliability is not None or found.simulation is not None,
        "construct_validity": found.dif is not None or found.reliability is not None,
    }
    return "figures" if measured.get(name) else "not_studied"


def _missing(name: str, subject: Subject) -> Iterator[str]:
    """What nobody has studied yet, beside what the figures say."""
    found, words = subject.study, subject.lexicon.criteria[name]
    unknown = {
        "missing_people": name == "reliability" and found.reliability is None,
        "missing_simulation": name == "reliability" and subject.is_adaptive and found.simulation is None,
        "missing_dif": name == "construct_validity" and found.dif is None,
    }
    yield from (words[key] for key, is_unknown in unknown.items() if is_unknown)
    if "missing" in words and not (name == "norms" and subject.norms):
        yield words["missing"]


def as_values(found: Dossier) -> dict[str, object]:
    """The dossier as JSON values, without the document's own words."""
    left_out = ("words", "heads", "styles")
    return {name: value for name, value in asdict(found).items() if name not in left_out}
