"""Which sentences of the report apply, and why: every one can be traced to its rule, the scores and the items.

Rules are data; their words are text. References are written `module.item` and `module.scale`. Advice never rests on
health: health answers, and scales that use them, count as missing here, whatever the caller passes in.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from pydantic import Field

from scoring.conditions import Frozen, Identifier, When
from scoring.definition import Questionnaire, Sensitivity
from scoring.grounds import Grounds, grounds
from scoring.path import answers_on_path
from scoring.result import AnswerValue, ModuleResult
from scoring.rules import Facts, FactsByModule, evaluate

SECTIONS = (
    "summary",
    "strengths",
    "obstacles",
    "steps",
    "route_b1_for",
    "route_b1_against",
    "route_onderwijs_for",
    "route_onderwijs_against",
    "route_z_for",
    "route_z_against",
    "distance",
    "contradictions",
    "client_strengths",
    "client_next",
)


class AdviceRule(Frozen):
    """One sentence of the report: in which section, when, and on what ground. Order is the order of the file."""

    id: Identifier
    section: Identifier
    when: When
    reference: str = Field(min_length=10)


class Rule(Protocol):
    """Anything shaped like an AdviceRule."""

    @property
    def id(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def when(self) -> When: ...
    @property
    def reference(self) -> str: ...


class ScaleTrace(Frozen):
    """A scale that a sentence rests on, `module.scale`, with its outcome and the items it was computed from."""

    scale: str
    status: str
    value: float | None = None
    se: float | None = None
    band: str | None = None
    items: tuple[str, ...] = ()


class ItemTrace(Frozen):
    """An answer that a sentence rests on, `module.item`; None for a missing one."""

    item: str
    answer: AnswerValue = None


class Trace(Frozen):
    """From a sentence back to what it rests on."""

    reference: str
    scales: tuple[ScaleTrace, ...] = ()
    items: tuple[ItemTrace, ...] = ()


class Advice(Frozen):
    """One rule that applies."""

    rule: str
    section: str
    trace: Trace


def advise(
    rules: Iterable[Rule],
    questionnaires: Mapping[str, Questionnaire],
    answers_by_slug: Mapping[str, Mapping[str, AnswerValue]],
    results_by_slug: Mapping[str, ModuleResult],
) -> tuple[Advice, ...]:
    """The rules that apply, in the order given. All mappings are by module slug; a module not taken is missing."""
    facts = FactsByModule(
        {
            slug: _without_health(questionnaire, answers_by_slug.get(slug, {}), results_by_slug.get(slug))
            for slug, questionnaire in questionnaires.items()
            if slug in answers_by_slug or slug in results_by_slug
        }
    )
    return tuple(
        Advice(rule=rule.id, section=rule.section, trace=_trace(rule, facts, grounds(rule.when, facts)))
        for rule in rules
        if evaluate(rule.when, facts)
    )


def _without_health(
    questionnaire: Questionnaire, answers: Mapping[str, AnswerValue], result: ModuleResult | None
) -> Facts:
    open_items = {item.id for item in questionnaire.items if item.sensitivity is not Sensitivity.HEALTH}
    on_path = answers_on_path(questionnaire, {item: value for item, value in answers.items() if item in open_items})
    if result is not None:
        open_scales = {name for name, scale in questionnaire.scales_by_id.items() if open_items.issuperset(scale.items)}
        scales = {name: scale for name, scale in result.scales.items() if name in open_scales}
        cutoffs = {name: cutoff for name, cutoff in result.cutoffs.items() if cutoff.scale in open_scales}
        result = ModuleResult(version=result.version, scales=scales, flags=(), cutoffs=cutoffs)
    return Facts(questionnaire, on_path, result=result)


def _trace(rule: Rule, facts: FactsByModule, found: Grounds) -> Trace:
    return Trace(
        reference=rule.reference,
        scales=tuple(_scale_trace(reference, facts) for reference in found.scales),
        items=tuple(_item_trace(reference, facts) for reference in found.items),
    )


def _scale_trace(reference: str, facts: FactsByModule) -> ScaleTrace:
    module, name = facts.of(reference)
    result = module.result.scales.get(name) if module and module.result else None
    if module is None or result is None:
        return ScaleTrace(scale=reference, status="not_scored")
    items = tuple(item for item in module.questionnaire.scales_by_id[name].items if module.answer(item) is not None)
    return ScaleTrace(
        scale=reference, status=result.status, value=result.value, se=result.se, band=result.band, items=items
    )


def _item_trace(reference: str, facts: FactsByModule) -> ItemTrace:
    module, name = facts.of(reference)
    return ItemTrace(item=reference, answer=module.answer(name) if module else None)
