"""Cut-offs per language and population. The result names the entry that was applied, with its source and status."""

from collections.abc import Mapping

from scoring.definition import Cutoff, CutoffValue, Questionnaire
from scoring.result import CutoffResult, ScaleResult


def cutoff_for(cutoff: Cutoff, language: str, population: str = "any") -> CutoffValue | None:
    """The first entry that fits; `any` in an entry fits every language or population. None when none fits."""
    return next(
        (
            value
            for value in cutoff.values
            if value.language in ("any", language) and value.population in ("any", population)
        ),
        None,
    )


def apply_cutoffs(
    questionnaire: Questionnaire, scales: Mapping[str, ScaleResult], language: str, population: str
) -> dict[str, CutoffResult]:
    """Every cut-off on one of these scales, by id."""
    return {
        cutoff.id: _apply(cutoff, scales[cutoff.scale], language, population)
        for cutoff in questionnaire.scoring.cutoffs
        if cutoff.scale in scales
    }


def _apply(cutoff: Cutoff, scale: ScaleResult, language: str, population: str) -> CutoffResult:
    applied = cutoff_for(cutoff, language, population)
    known = applied is not None and scale.value is not None
    reached = scale.value >= applied.at_least if known and applied and scale.value is not None else None
    return CutoffResult(scale=cutoff.scale, applied=applied, reached=reached)
