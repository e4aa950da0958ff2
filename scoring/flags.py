"""Signals for a person to look at: which rules hold, and on which items that rests."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from scoring.conditions import items_in, scales_in
from scoring.definition import FlagRule, Questionnaire
from scoring.grounds import grounds
from scoring.path import answers_on_path
from scoring.result import AnswerValue, FlagResult
from scoring.rules import Facts, evaluate


def raised_flags(facts: Facts, allowed: AbstractSet[str]) -> tuple[FlagResult, ...]:
    """Flags that hold, in file order; a rule that looks at an item or scale beyond `allowed` is left out."""
    return tuple(
        _result(rule, facts)
        for rule in facts.questionnaire.scoring.flags
        if _stays_within(rule, facts, allowed) and evaluate(rule.when, facts)
    )


def immediate_flags(
    questionnaire: Questionnaire,
    item_id: str,
    answers: Mapping[str, AnswerValue],
    unknown: AbstractSet[str] = frozenset(),
) -> tuple[FlagResult, ...]:
    """The `immediate` flags that look at this item and hold now that its answer is among `answers`."""
    facts = Facts(questionnaire, answers_on_path(questionnaire, answers, unknown), unknown)
    return tuple(
        _result(rule, facts)
        for rule in questionnaire.scoring.flags
        if rule.immediate and item_id in _bare(facts, items_in(rule.when)) and evaluate(rule.when, facts)
    )


def _bare(facts: Facts, references: tuple[str, ...]) -> set[str]:
    return {facts.of(reference)[1] for reference in references}


def _stays_within(rule: FlagRule, facts: Facts, allowed: AbstractSet[str]) -> bool:
    scored = facts.result.scales if facts.result else {}
    return _bare(facts, items_in(rule.when)) <= allowed and _bare(facts, scales_in(rule.when)) <= set(scored)


def _result(rule: FlagRule, facts: Facts) -> FlagResult:
    """Evidence: the items that the rule rests on, and the answered items of its scales; in file order."""
    found = grounds(rule.when, facts)
    items = _bare(facts, found.items)
    for name in _bare(facts, found.scales):
        items.update(item for item in facts.questionnaire.scales_by_id[name].items if facts.answer(item) is not None)
    evidence = tuple(item.id for item in facts.questionnaire.items if item.id in items)
    return FlagResult(rule=rule.id, level=rule.level, evidence=evidence)
