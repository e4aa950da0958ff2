"""Modules as JSON values, for a reader or a program of somebody else's. The shape is in docs/catalogue-export.md."""

from collections.abc import Iterator
from typing import Any

from scoring.definition import Item, Scale
from scoring.keying import difficulty_of, keys_of
from scoring.timing import TimedPart, timed_parts
from service.catalogue.catalogue import Catalogue
from service.catalogue.drawn_items import drawn
from service.catalogue.module import Module
from service.catalogue.schema import suggestion
from service.catalogue.text_keys import module_keys
from service.catalogue.texts import STAFF_LANGUAGES

#: Counted up when a key is removed or changes its meaning.
FORMAT = 1


class ExportRefused(ValueError):
    """There is no such module, or not in this language."""


def exported(catalogue: Catalogue, slugs: tuple[str, ...], language: str) -> dict[str, Any]:
    """The named modules, or all, in the order of the path. ExportRefused for an unknown module or language."""
    for slug in slugs:
        if slug not in catalogue.modules:
            close = suggestion(slug, list(catalogue.modules))
            raise ExportRefused(f"no module {slug}" + (f"; did you mean {close}?" if close else ""))
    chosen = [module for slug, module in catalogue.modules.items() if not slugs or slug in slugs]
    for module in chosen:
        if language not in module.complete_languages:
            raise ExportRefused(f"{module.slug} is not there in {language}; it is in {_listed(module)}")
    modules = [exported_module(module, catalogue, language) for module in chosen]
    return {"format": FORMAT, "language": language, "modules": modules}


def _listed(module: Module) -> str:
    return ", ".join(module.complete_languages)


def exported_module(module: Module, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """One module."""
    structure, scoring = module.questionnaire.structure, module.questionnaire.scoring
    return {
        "module": module.slug,
        "version": module.version,
        "title": module.text(language, "title"),
        "kind": structure.kind,
        "minutes": structure.minutes,
        "content_language": structure.content_language,
        "reading": structure.reading,
        "time_limits": [_limit(part) for part in timed_parts(module.questionnaire)],
        "items": [exported_item(module, item, catalogue, language) for item in module.questionnaire.items],
        "scales": [_scale(module, scale, language) for scale in scoring.scales],
        "difficulty_reference": scoring.difficulty_reference,
        "cutoffs": [cutoff.model_dump(mode="json") for cutoff in scoring.cutoffs],
        "flags": [flag.model_dump(mode="json", by_alias=True, exclude_none=True) for flag in scoring.flags],
    }


def _limit(part: TimedPart) -> dict[str, Any]:
    """A part with a time limit, before any extra time."""
    return {"part": part.id, "seconds": part.seconds, "bank": part.is_bank, "items": sorted(part.items)}


def exported_item(module: Module, item: Item, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """One item, with everything that its answer is judged by."""
    questionnaire = module.questionnaire
    return {
        "id": item.id,
        "type": item.type.value,
        "sensitivity": item.sensitivity.value,
        "practice": item.practice,
        "intent": item.intent,
        "question": module.question(language, item),
        "hint": module.hint(language, item),
        "stimulus": module.content_text(f"item.{item.id}.stimulus") if item.stimulus else None,
        "picture": item.picture,
        "reading": item.reading or questionnaire.structure.reading,
        "level": item.level,
        "task": item.task,
        "seconds": item.seconds,
        "options": list(_options(module, item, catalogue, language)),
        "exclusive": list(item.exclusive),
        "minimum": item.minimum,
        "maximum": item.maximum,
        "keys": list(keys_of(questionnaire, item)),
        "difficulty": difficulty_of(questionnaire, item),
        "scales": [scale.id for scale in questionnaire.scoring.scales if item.id in scale.items],
        "show_if": item.show_if.model_dump(mode="json", by_alias=True, exclude_none=True) if item.show_if else None,
        **drawn(questionnaire, item),
    }


def _options(module: Module, item: Item, catalogue: Catalogue, language: str) -> Iterator[dict[str, Any]]:
    """Code, wording, value, picture and reason of each option. Options without words are drawn: code alone."""
    if item.list:
        for entry in catalogue.lists[item.list].entries:
            yield {"code": entry.code, "text": entry.label[language]}
        return
    options = module.questionnaire.options_by_item[item.id]
    for option in options:
        words = {"code": option.code, "text": module.option_text(language, item, option.code)}
        yield words | {"value": option.value, "picture": option.picture, "why": option.why}
    if not options:
        yield from ({"code": code} for code in module.questionnaire.codes_by_item[item.id])


def _scale(module: Module, scale: Scale, language: str) -> dict[str, Any]:
    """A scale as it is written, with its name; what it means too, where the language is one of the staff's."""
    known = module_keys(module.questionnaire).known()
    parts = ("definition", "low", "high", *(f"band.{band.id}" for band in scale.bands))
    keys = {part: f"scale.{scale.id}.{part}" for part in parts}
    told = {
        part: module.text(language, key)
        for part, key in keys.items()
        if language in STAFF_LANGUAGES and key in known and module.has_text(language, key)
    }
    return {
        **scale.model_dump(mode="json", by_alias=True),
        "name": module.text(language, f"scale.{scale.id}.name"),
        "meaning": told,
    }
