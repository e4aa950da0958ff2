"""Scores for the reader: the number, its error, its possible range, band, reference, and the cut-off that fitted."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from scoring.definition import Cutoff, CutoffValue, Questionnaire, Scale
from scoring.result import CutoffResult, ModuleResult, ScaleResult
from service.catalogue import Module
from service.i18n import Translator
from service.review.shown import CutoffEntry, PlainScore, ShownCutoff, ShownScale, ShownScores, Track


@dataclass(frozen=True)
class Range:
    """The lowest and highest value that a scale can take over the items that were asked."""

    lowest: float
    highest: float

    def place(self, value: float) -> float:
        """Where a value lies on a line of 100 units."""
        return round(100 * (min(max(value, self.lowest), self.highest) - self.lowest) / (self.highest - self.lowest), 2)


def shown_scores(module: Module, result: ModuleResult, language: str, translator: Translator) -> ShownScores:
    """All scales of a module that were scored or could have been, in file order. `language`: of most answers."""
    scales = tuple(shown_scale(module, name, result, language, translator) for name in result.scales)
    title = module.text(translator.language.code, "title")
    return ShownScores(title, result.version, scales)


def shown_scale(
    module: Module, name: str, result: ModuleResult, answered_in: str, translator: Translator
) -> ShownScale:
    """One scale in words and numbers."""
    language = translator.language.code
    scale, scored = module.questionnaire.scales_by_id[name], result.scales[name]
    span = range_of(module.questionnaire, scale, scored.items)
    known = [cutoff for cutoff in module.questionnaire.scoring.cutoffs if cutoff.id in result.cutoffs]
    cutoffs = {cutoff.id: cutoff for cutoff in known if cutoff.scale == name}
    return ShownScale(
        name=module.text(language, f"scale.{name}.name"),
        value=number(scored.value, translator),
        error=number(scored.se, translator),
        lowest=number(span.lowest if span else None, translator),
        highest=number(span.highest if span else None, translator),
        answered=scored.answered,
        items=scored.items,
        reason=scored.reason or "",
        band=module.text(language, f"scale.{name}.band.{scored.band}") if scored.band else "",
        definition=module.text(language, f"scale.{name}.definition"),
        reference=scale.reference,
        band_reference=scale.band_reference or "",
        cutoffs=tuple(
            shown_cutoff(cutoff, result.cutoffs[cutoff.id], answered_in, translator) for cutoff in cutoffs.values()
        ),
        track=track_of(scale, scored, span, [result.cutoffs[cutoff] for cutoff in cutoffs]),
        norm=scored.norm,
    )


def range_of(questionnaire: Questionnaire, scale: Scale, items: int) -> Range | None:
    """Lowest and highest possible value; None for ability scales, which have no end."""
    if scale.method == "rasch":
        return None
    if scale.method == "count_correct":
        return Range(0, items) if items else None
    if scale.method == "c_test":
        return Range(0, 100)
    values = [value for item in scale.items for value in questionnaire.values_by_item[item].values()]
    times = items if scale.method == "sum" else 1
    return Range(min(values) * times, max(values) * times) if values and times else None


def track_of(scale: Scale, scored: ScaleResult, span: Range | None, cutoffs: list[CutoffResult]) -> Track | None:
    """The scale as a line; None without a score or an end of the line."""
    if span is None or scored.value is None or span.highest <= span.lowest:
        return None
    error = scored.se or 0.0
    return Track(
        dot=span.place(scored.value),
        low=span.place(scored.value - error),
        high=span.place(scored.value + error),
        bands=tuple(span.place(band.from_) for band in scale.bands if band.from_ is not None),
        cutoffs=tuple(span.place(cutoff.applied.at_least) for cutoff in cutoffs if cutoff.applied is not None),
    )


def shown_cutoff(cutoff: Cutoff, result: CutoffResult, language: str, translator: Translator) -> ShownCutoff:
    """The entry that was applied, and the others in file order."""
    others = [value for value in cutoff.values if value != result.applied]
    return ShownCutoff(
        language=language,
        applied=cutoff_entry(result.applied, translator) if result.applied else None,
        reached=result.reached,
        by_population=any(value.population != "any" and value.language in ("any", language) for value in others),
        others=tuple(cutoff_entry(value, translator) for value in others),
    )


def cutoff_entry(value: CutoffValue, translator: Translator) -> CutoffEntry:
    """One entry in the reader's numbers."""
    return CutoffEntry(
        at_least=number(value.at_least, translator),
        status=value.status,
        language=value.language,
        population=value.population,
        source=value.source,
        date=value.date,
    )


def plain_scores(
    module: Module, result: ModuleResult, answered_in: str, translator: Translator
) -> Iterator[PlainScore]:
    """The scores of a module that the municipality sees as well, told as the health scores are."""
    for name in result.scales:
        scale = shown_scale(module, name, result, answered_in, translator)
        yield PlainScore(module.text(translator.language.code, "title"), scale)


def number(value: float | None, translator: Translator) -> str:
    """At most two decimals, with the reader's decimal sign, and no minus before nought; empty for no number."""
    if value is None:
        return ""
    return format_decimal(round(value, 2) + 0.0, format="0.##", locale=translator.locale)
