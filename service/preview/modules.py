"""Modules and lists of the catalogue for the booklet."""

from collections.abc import Callable, Iterator

from scoring.definition import Scale, Scoring
from service.catalogue import Catalogue, ChoiceList, Module
from service.catalogue.texts import STAFF_LANGUAGES
from service.errors import NotFound
from service.i18n import Languages
from service.preview.conditions import told
from service.preview.items import ItemReader
from service.preview.pages import BandShown, Booklet, LevelShown, ListPart, ModulePart, RuleShown, ScaleShown

TEXTS = ("intro", "warning", "after", "help")


Address = Callable[[str], str]


def booklet(
    catalogue: Catalogue, languages: Languages, language: str, module: str | None, address: Address, styles: str = ""
) -> Booklet:
    """The booklet in one language, of all modules or one. NotFound for a module or language that there is none of.

    `address` says where a drawing (SVG text) will be found; `styles` where the style sheet is, empty for the packaged.
    """
    if language not in languages.codes("client"):
        raise NotFound(f"no language {language}; there are {', '.join(languages.codes('client'))}")
    chosen = list(catalogue.modules.values()) if module is None else [catalogue.module(module)]
    parts = tuple(module_part(catalogue, each, language, address) for each in chosen)
    named = {name for part in parts for name in part.lists}
    return Booklet(
        language=language,
        language_name=languages[language].name,
        direction=languages[language].direction,
        modules=parts,
        lists=tuple(list_part(each, language) for name, each in catalogue.lists.items() if name in named),
        styles=styles,
        normed=any(each.questionnaire.scoring.norms == "tables" for each in chosen),
    )


def module_part(catalogue: Catalogue, module: Module, language: str, address: Address) -> ModulePart:
    """One module, every text in `language`; what only staff read in Dutch or English."""
    structure, scoring = module.questionnaire.structure, module.questionnaire.scoring
    staff = language if language in STAFF_LANGUAGES else "en"
    return ModulePart(
        slug=module.slug,
        version=module.version,
        title=module.text(language, "title"),
        minutes=structure.minutes,
        kind=structure.kind,
        health=module.questionnaire.is_health,
        content_language=structure.content_language or language,
        count=module.count,
        texts=tuple((key, module.text(language, key)) for key in TEXTS if module.has_text(language, key)),
        statuses=tuple((code, module.status(code).value) for code in sorted(module.texts)),
        items=ItemReader(catalogue, module, language, address).items(),
        scales=tuple(scale_shown(module, scale, language, staff) for scale in scoring.scales),
        cutoffs=tuple(cutoffs_shown(scoring)),
        flags=tuple(flags_shown(module, staff)),
        lists=tuple(item.list for item in module.questionnaire.items if item.list),
        adaptive=structure.adaptive,
        timed=structure.timed,
    )


def cutoffs_shown(scoring: Scoring) -> Iterator[RuleShown]:
    """Each value of each cut-off, with its language, population, standing and source."""
    for cutoff in scoring.cutoffs:
        for value in cutoff.values:
            says = f"{value.language}, {value.population}; {value.status}, {value.date}"
            yield RuleShown(f"{cutoff.id}: {cutoff.scale} ≥ {value.at_least:g}", says, value.source)


def flags_shown(module: Module, staff: str) -> Iterator[RuleShown]:
    """Each flag: its words, when it is raised, and on what ground."""
    for flag in module.questionnaire.scoring.flags:
        says = f"{module.text(staff, f'flag.{flag.id}')} [{told(flag.when)}]"
        yield RuleShown(f"{flag.id} ({flag.level})", says, flag.reference)


def scale_shown(module: Module, scale: Scale, language: str, staff: str) -> ScaleShown:
    """One scale with its bands and grounds."""
    reversed_ = set(scale.reversed)
    return ScaleShown(
        id=scale.id,
        name=module.text(language, f"scale.{scale.id}.name"),
        method=f"{scale.method}, at least {scale.min_answered:.0%} answered",
        items=", ".join(f"{item} (−)" if item in reversed_ else item for item in scale.items),
        definition=module.text(staff, f"scale.{scale.id}.definition"),
        low=module.text(staff, f"scale.{scale.id}.low"),
        high=module.text(staff, f"scale.{scale.id}.high"),
        bands=tuple(_bands(module, scale, language, staff)),
        levels=tuple(_levels(module, scale, staff)),
        notes=tuple(note for note in (scale.band_reference, scale.level_reference, norms_told(module, scale)) if note),
        reference=scale.reference,
    )


def norms_told(module: Module, scale: Scale) -> str:
    """Of whom the norms are, and where they come from; empty for a scale without."""
    file = module.questionnaire.norm_tables.get(scale.norms.table) if scale.norms else None
    if scale.norms is None or file is None:
        return ""
    groups = (table for table in file.tables if table.score == (scale.norms.score or scale.id))
    counts = ", ".join(f"{table.group or 'all'} n {table.n}" for table in groups)
    return f"Norms: {file.population} ({counts}; {file.date}). {file.source}"


def _bands(module: Module, scale: Scale, language: str, staff: str) -> Iterator[BandShown]:
    for band in scale.bands:
        client = f"scale.{scale.id}.client.{band.id}"
        yield BandShown(
            id=band.id,
            starts=_start(band.from_),
            staff=module.text(staff, f"scale.{scale.id}.band.{band.id}"),
            client=module.text(language, client) if module.has_text(language, client) else "",
        )


def _levels(module: Module, scale: Scale, staff: str) -> Iterator[LevelShown]:
    for each in scale.levels:
        says = module.text(staff, f"scale.{scale.id}.level.{each.level}")
        yield LevelShown(each.level, _start(each.from_), says)


def _start(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def list_part(choices: ChoiceList, language: str) -> ListPart:
    """One choice list, a row per entry: code, label, English label."""
    return ListPart(
        name=choices.name,
        reference=choices.reference,
        status=choices.status(language).value,
        rows=tuple((entry.code, entry.label[language], entry.label["en"]) for entry in choices.entries),
    )
