"""Conditions evaluated: true, false, or unknown because a sealed answer can't be read here.

Three values after Kleene (1952): `all` is false as soon as one part is false, `any` true as soon as one part is true,
whatever the unknown parts may be; `not` unknown is unknown. Missing is not unknown: a missing answer (unanswered,
declined, timed out, not asked) gives what the leaf says in `if_missing`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scoring.conditions import AllOf, Always, AnyOf, CountCondition, ItemCondition, Not, ScaleCondition, When
from scoring.facts import Facts, FactsByModule, Knowledge
from scoring.result import ModuleResult

__all__ = ["Facts", "FactsByModule", "Knowledge", "Truth", "all_of", "any_of", "evaluate"]

Truth = bool | None


def evaluate(condition: When, facts: Knowledge) -> Truth:
    """Whether the condition holds; None when that depends on a sealed answer."""
    return _EVALUATORS[type(condition)](condition, facts)


def _item(condition: ItemCondition, facts: Knowledge) -> Truth:
    module, name = facts.of(condition.item)
    if module is None:
        return condition.if_missing
    if name in module.unknown:
        return None
    if module.answer(name) is None:
        return condition.if_missing
    holds = _ITEM_OPERATORS[condition.op](module, name, condition.value)
    return condition.if_missing if holds is None else holds


def _chosen(module: Facts, name: str) -> tuple[str | float, ...]:
    """The answer as a tuple of codes; a number stays a number."""
    value = module.answer(name)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _wanted(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is(module: Facts, name: str, value: object) -> Truth:
    return _chosen(module, name) == (value,)


def _in(module: Facts, name: str, value: object) -> Truth:
    return any(code in _wanted(value) for code in _chosen(module, name))


def _at_least(module: Facts, name: str, value: Any) -> Truth:
    number = module.number(name)
    return None if number is None else number >= float(value)


def _at_most(module: Facts, name: str, value: Any) -> Truth:
    number = module.number(name)
    return None if number is None else number <= float(value)


_ITEM_OPERATORS: Mapping[str, Callable[[Facts, str, Any], Truth]] = {
    "is": _is,
    "in": _in,
    "includes": _in,
    "at_least": _at_least,
    "at_most": _at_most,
    "answered": lambda _module, _name, _value: True,
}


def _has_code(reference: str, codes: tuple[str, ...], facts: Knowledge) -> Truth:
    module, name = facts.of(reference)
    if module is None:
        return False
    return None if name in module.unknown else _in(module, name, codes)


def _count(condition: CountCondition, facts: Knowledge) -> Truth:
    truths = [_has_code(reference, condition.codes, facts) for reference in condition.count]
    sure, open_ = truths.count(True), truths.count(None)
    if sure >= condition.at_least:
        return True
    return None if sure + open_ >= condition.at_least else False


def _scale(condition: ScaleCondition, facts: Knowledge) -> Truth:
    module, name = facts.of(condition.scale)
    result = module.result if module else None
    scale = result.scales.get(name) if result else None
    scored = scale is not None and scale.status == "scored"
    if condition.op in ("scored", "not_scored"):
        return scored is (condition.op == "scored")
    if not scored or scale is None or result is None:
        return condition.if_missing
    holds = _SCALE_OPERATORS[condition.op](result, name, condition.value)
    return condition.if_missing if holds is None else holds


def _cutoff(result: ModuleResult, _scale: str, value: Any) -> Truth:
    cutoff = result.cutoffs.get(value)
    return cutoff.reached if cutoff else None


def _value_at_least(result: ModuleResult, scale: str, value: Any) -> Truth:
    reached = result.scales[scale].value
    return None if reached is None else reached >= float(value)


def _value_at_most(result: ModuleResult, scale: str, value: Any) -> Truth:
    reached = result.scales[scale].value
    return None if reached is None else reached <= float(value)


_SCALE_OPERATORS: Mapping[str, Callable[[ModuleResult, str, Any], Truth]] = {
    "at_least": _value_at_least,
    "at_most": _value_at_most,
    "band": lambda result, scale, value: result.scales[scale].band in _wanted(value),
    "cutoff": _cutoff,
}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false wins over unknown, unknown over true."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true wins over unknown, unknown over false."""
    unknown = False
    for truth in truths:
        if truth:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def _all(condition: AllOf, facts: Knowledge) -> Truth:
    return all_of(evaluate(part, facts) for part in condition.all)


def _any(condition: AnyOf, facts: Knowledge) -> Truth:
    return any_of(evaluate(part, facts) for part in condition.any)


def _not(condition: Not, facts: Knowledge) -> Truth:
    truth = evaluate(condition.not_, facts)
    return None if truth is None else not truth


_EVALUATORS: Mapping[type, Callable[[Any, Knowledge], Truth]] = {
    ItemCondition: _item,
    CountCondition: _count,
    ScaleCondition: _scale,
    AllOf: _all,
    AnyOf: _any,
    Not: _not,
    Always: lambda _condition, _facts: True,
}
