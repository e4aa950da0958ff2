"""Rules for the indicated levels of a scale."""

from scoring.definition import Scale
from scoring.levels import LEVELS
from service.catalogue.checks.scales import scale_reach
from service.catalogue.checks.subject import Subject


def check_levels(subject: Subject) -> None:
    """Every scale that has levels."""
    for index, scale in enumerate(subject.questionnaire.scoring.scales):
        if scale.levels:
            _levels(subject, index, scale)


def _levels(subject: Subject, index: int, scale: Scale) -> None:
    path = ("scales", index, "levels")
    if not scale.level_reference:
        subject.at_scoring("levels_reference", scale.id, "no level_reference", path)
    if scale.higher_is != "better":
        subject.at_scoring("levels_better", scale.id, f"levels where higher is {scale.higher_is}", path)
    first, *others = scale.levels
    starts = [row.from_ for row in others if row.from_ is not None]
    in_order = first.from_ is None and len(starts) == len(others) and sorted(set(starts)) == starts
    if tuple(row.level for row in scale.levels) != LEVELS or not in_order:
        found = ", ".join(f"{row.level} from {'nothing' if row.from_ is None else row.from_}" for row in scale.levels)
        subject.at_scoring("levels_order", scale.id, found, path)
    bounds = scale_reach(subject.questionnaire, scale)
    for start in starts:
        if bounds and not bounds[0] < start <= bounds[1]:
            found = f"{start:g}, while the scale reaches from {bounds[0]:g} to {bounds[1]:g}"
            subject.at_scoring("levels_range", scale.id, found, path)
