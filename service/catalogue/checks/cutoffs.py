"""Rules for cut-offs: of which scale, inside its range, for whom, since when."""

from collections.abc import Iterator
from datetime import date

from scoring.definition import Cutoff, CutoffValue, Scale
from service.catalogue.checks.scales import scale_reach
from service.catalogue.checks.subject import Subject
from service.catalogue.fitting import ANY, languages, populations
from service.catalogue.schema import suggestion

Wrong = tuple[str, str, str, str | None]


def check_cutoffs(subject: Subject) -> None:
    """Every cut-off with its entries."""
    scales = subject.questionnaire.scales_by_id
    for index, cutoff in enumerate(subject.questionnaire.scoring.cutoffs):
        scale = scales.get(cutoff.scale)
        if scale is None:
            subject.at_scoring("cutoff_scale", cutoff.id, cutoff.scale, ("cutoffs", index, "scale"))
        for number, value in enumerate(cutoff.values):
            path = ("cutoffs", index, "values", number)
            if scale is not None and (found := _outside(subject, scale, value)):
                subject.at_scoring("cutoff_range", cutoff.id, found, path)
            for kind, key, found, mend in (*_for_whom(value), *_when(value), *_shadowed(cutoff, number)):
                subject.at_scoring(kind, cutoff.id, found, (*path, key), mend)


def _outside(subject: Subject, scale: Scale, value: CutoffValue) -> str:
    bounds = scale_reach(subject.questionnaire, scale)
    if not bounds or bounds[0] <= value.at_least <= bounds[1]:
        return ""
    return f"{value.at_least:g}, while the scale reaches from {bounds[0]:g} to {bounds[1]:g}"


def _for_whom(value: CutoffValue) -> Iterator[Wrong]:
    """An entry for a language or population that nobody has would never be applied, and nobody would see it."""
    if value.language not in languages():
        yield "cutoff_language", "language", f"language {value.language}", _meant(value.language, languages())
    if value.population not in populations():
        mend = _meant(value.population, populations())
        yield "cutoff_population", "population", f"population {value.population}", mend


def _meant(word: str, known: tuple[str, ...]) -> str:
    """The known word that was probably meant, else all that there are."""
    close = suggestion(word, known)
    return f"Did you mean {close}?" if close else f"Choose one of: {', '.join(known)}."


def _when(value: CutoffValue) -> Iterator[Wrong]:
    if not is_real(value.date):
        yield "date_real", "date", value.date, None


def is_real(day: str) -> bool:
    """Whether a year, a month (2026-11) or a day (2026-11-22) is in the calendar."""
    try:
        date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError:
        return False
    return True


def _shadowed(cutoff: Cutoff, number: int) -> Iterator[Wrong]:
    value = cutoff.values[number]
    for place, other in enumerate(cutoff.values[:number], 1):
        if other.language in (ANY, value.language) and other.population in (ANY, value.population):
            found = f"{value.language}, {value.population}, after {other.language}, {other.population} (entry {place})"
            yield "cutoff_shadowed", "", found, None
            return
