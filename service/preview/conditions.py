"""A condition in a line of words and signs, for a reader of the booklet."""

from collections.abc import Callable, Mapping
from typing import Any

from scoring.conditions import AllOf, AnyOf, Condition, CountCondition, ItemCondition, Not, ScaleCondition

SIGNS = {
    "is": "=",
    "in": "=",
    "includes": "includes",
    "at_least": "≥",
    "at_most": "≤",
    "band": "=",
    "cutoff": "reaches",
}


def told(condition: Condition) -> str:
    """The condition in one line, e.g. `ac_worked = yes and not (ac_age ≤ 17)`."""
    return _TELLERS[type(condition)](condition)


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return " / ".join(str(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _leaf(name: str, op: str, value: object, if_missing: bool) -> str:
    missing = " (or missing)" if if_missing else ""
    if op in ("answered", "scored", "not_scored"):
        return f"{name} {op.replace('_', ' ')}{missing}"
    return f"{name} {SIGNS[op]} {_value(value)}{missing}"


def _item(condition: ItemCondition) -> str:
    return _leaf(condition.item, condition.op, condition.value, condition.if_missing)


def _scale(condition: ScaleCondition) -> str:
    return _leaf(condition.scale, condition.op, condition.value, condition.if_missing)


def _count(condition: CountCondition) -> str:
    return f"at least {condition.at_least} of [{', '.join(condition.count)}] = {_value(condition.codes)}"


def _joined(word: str, parts: tuple[Condition, ...]) -> str:
    return f" {word} ".join(f"({told(part)})" if isinstance(part, AllOf | AnyOf) else told(part) for part in parts)


_TELLERS: Mapping[type, Callable[[Any], str]] = {
    ItemCondition: _item,
    ScaleCondition: _scale,
    CountCondition: _count,
    AllOf: lambda condition: _joined("and", condition.all),
    AnyOf: lambda condition: _joined("or", condition.any),
    Not: lambda condition: f"not ({told(condition.not_)})",
}
