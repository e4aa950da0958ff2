"""The indicated level of self-reliance in one domain, from 1 (acute) to 5 (fully self-reliant).

A proposal from what a person says, which a professional confirms or changes; never a score on a self-reliance matrix,
which is a professional's own rating. Thresholds are data of the scale (`levels`), each with a reference.
"""

from scoring.conditions import Frozen
from scoring.definition import Questionnaire, Scale
from scoring.result import ModuleResult

#: From acute problems to fully self-reliant.
LEVELS = (1, 2, 3, 4, 5)


class IndicatedLevel(Frozen):
    """`lowest` to `highest`: the levels that one standard error either way reaches; None where it can't be known."""

    level: int
    lowest: int | None = None
    highest: int | None = None


def level_of(scale: Scale, value: float) -> int | None:
    """The last level whose `from` is reached; None for a scale without levels."""
    reached = [row.level for row in scale.levels if row.from_ is None or value >= row.from_]
    return reached[-1] if reached else None


def indicated_levels(questionnaire: Questionnaire, result: ModuleResult) -> dict[str, IndicatedLevel]:
    """Scale → its proposal, in file order; only scales that have levels and were scored."""
    found = {}
    for name, scored in result.scales.items():
        scale = questionnaire.scales_by_id[name]
        level = None if scored.value is None else level_of(scale, scored.value)
        if level is not None and scored.value is not None:
            found[name] = IndicatedLevel(level=level, **_range(scale, scored.value, scored.se))
    return found


def _range(scale: Scale, value: float, se: float | None) -> dict[str, int | None]:
    if se is None:
        return {}
    return {"lowest": level_of(scale, value - se), "highest": level_of(scale, value + se)}
