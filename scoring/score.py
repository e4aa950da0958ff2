"""One module of one person: answers in, scales, cut-offs and flags out. The same input gives the same bytes."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from scoring.cutoffs import apply_cutoffs
from scoring.definition import Questionnaire, Scale, Sensitivity
from scoring.flags import raised_flags
from scoring.norm_tables import norm_place
from scoring.path import answers_on_path
from scoring.result import AnswerValue, ModuleResult, ScaleResult
from scoring.rules import Facts
from scoring.scales import score_scale


def score(
    questionnaire: Questionnaire,
    answers: Mapping[str, AnswerValue],
    language: str,
    population: str = "any",
    only: AbstractSet[Sensitivity] | None = None,
) -> ModuleResult:
    """Score one module. Answers off the path are ignored.

    `language` and `population` choose the cut-offs, `language` also a norm group that goes by it. `only` limits which
    items may be used: a scale or flag that looks at any other item is left out, which is how the health part and the
    rest are scored apart. Without `health` in `only`, no health answer can change the result, not even through routing.
    """
    allowed = frozenset(item.id for item in questionnaire.items if only is None or item.sensitivity in only)
    if only is not None and Sensitivity.HEALTH not in only:
        answers = {item: value for item, value in answers.items() if item in allowed}
    on_path = answers_on_path(questionnaire, answers)
    scales = {
        scale.id: normed(questionnaire, scale, score_scale(questionnaire, scale, on_path), language)
        for scale in questionnaire.scoring.scales
        if allowed.issuperset(scale.items)
    }
    result = ModuleResult(
        version=questionnaire.version,
        scales=scales,
        flags=(),
        cutoffs=apply_cutoffs(questionnaire, scales, language, population),
    )
    facts = Facts(questionnaire, on_path, result=result)
    return result.model_copy(update={"flags": raised_flags(facts, allowed)})


def normed(questionnaire: Questionnaire, scale: Scale, result: ScaleResult, language: str) -> ScaleResult:
    """The result with its place in the scale's norm table; as it is where no table fits."""
    if scale.norms is None or result.value is None:
        return result
    file = questionnaire.norm_tables.get(scale.norms.table)
    place = norm_place(scale.norms, file, scale.id, result.value, language)
    return result.model_copy(update={"norm": place})
