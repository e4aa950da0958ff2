"""Rules for conditions, wherever they stand: routing, flags, advice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.conditions import CountCondition, ItemCondition, ScaleCondition, When, items_in, leaves, scales_in
from scoring.definition import Item, ItemType, Sensitivity
from service.catalogue.checks.scope import Scope
from service.catalogue.checks.subject import Subject
from service.catalogue.text_keys import is_health_scale


@dataclass(frozen=True)
class Wrong:
    """A breach by one leaf: the rule's kind, what was found, how to mend it."""

    kind: str
    found: str
    mend: str | None = None


def local(subject: Subject) -> Scope:
    """The scope of routing and flags: the module itself."""
    questionnaire = subject.questionnaire
    return Scope({questionnaire.slug: questionnaire}, questionnaire.slug, {questionnaire.slug: subject.unread})


def breaches(condition: When, scope: Scope, unknown_item: str = "flag_item") -> Iterator[Wrong]:
    """Every leaf that names something unknown or compares with something impossible, where that is certain."""
    for leaf in leaves(condition):
        if scope.blurs(leaf):
            continue
        if isinstance(leaf, ItemCondition):
            yield from _item(leaf, scope, unknown_item)
        elif isinstance(leaf, CountCondition):
            yield from _count(leaf, scope, unknown_item)
        else:
            yield from _scale(leaf, scope)


def touches_health(condition: When, scope: Scope) -> bool:
    """Whether the condition looks at a health answer, directly or through a scale."""
    return True in kinds_in(condition, scope)


def kinds_in(condition: When, scope: Scope) -> set[bool]:
    """True when the condition looks at a health answer, directly or through a scale; False when at any other."""
    clear = [leaf for leaf in leaves(condition) if not scope.blurs(leaf)]
    items = [scope.item(name) for leaf in clear for name in items_in(leaf)]
    scales = [scope.scale(name) for leaf in clear for name in scales_in(leaf)]
    return {found[1].sensitivity is Sensitivity.HEALTH for found in items if found} | {
        is_health_scale(*found) for found in scales if found
    }


def _item(leaf: ItemCondition, scope: Scope, unknown: str) -> Iterator[Wrong]:
    found = scope.item(leaf.item)
    if found is None:
        yield Wrong(unknown, leaf.item, scope.close(leaf.item, "item"))
        return
    module, item = found
    codes = module.codes_by_item[item.id]
    place = f"{leaf.item} {leaf.op} {shown(leaf.value)}"
    if leaf.op == "answered":
        if leaf.value is not None:
            yield Wrong("condition_value", place, "Remove `value:`.")
    elif leaf.op in ("at_least", "at_most"):
        has_numbers = item.type is ItemType.NUMBER or module.values_by_item[item.id]
        if not isinstance(leaf.value, int | float) or not has_numbers:
            yield Wrong("condition_value", place, "Compare a number with an item that has numbers.")
    elif leaf.op == "includes" and item.type is not ItemType.MULTIPLE:
        yield Wrong("condition_value", place, "`includes` is for multiple items; use `is` or `in`.")
    else:
        yield from _codes(leaf, item, codes, place)


def _codes(leaf: ItemCondition, item: Item, codes: tuple[str, ...], place: str) -> Iterator[Wrong]:
    single = leaf.op == "is"
    if not isinstance(leaf.value, str) and (single or not isinstance(leaf.value, tuple)):
        yield Wrong("condition_value", place, 'Write a code in quotes, or for `in` a list of codes: ["1", "2"].')
        return
    if leaf.op == "in" and isinstance(leaf.value, str):
        yield Wrong("condition_value", place, 'Write a list of codes: ["1", "2"].')
    free = item.type in (ItemType.GAP, ItemType.DATE)
    for code in (leaf.value,) if isinstance(leaf.value, str) else leaf.value or ():
        if code not in codes and not free:
            yield Wrong("condition_value", f"{leaf.item} has no code {shown(code)}")


def _count(leaf: CountCondition, scope: Scope, unknown: str) -> Iterator[Wrong]:
    codes: set[str] = set()
    for reference in leaf.count:
        found = scope.item(reference)
        if found is None:
            yield Wrong(unknown, reference, scope.close(reference, "item"))
        else:
            codes.update(found[0].codes_by_item[found[1].id])
    for code in leaf.codes:
        if codes and code not in codes:
            yield Wrong("condition_value", f"no item of the count has the code {shown(code)}")
    if leaf.at_least > len(set(leaf.count)):
        yield Wrong("condition_value", f"at least {leaf.at_least} of {len(set(leaf.count))} items")


def _scale(leaf: ScaleCondition, scope: Scope) -> Iterator[Wrong]:
    found = scope.scale(leaf.scale)
    if found is None:
        yield Wrong("flag_scale", leaf.scale, scope.close(leaf.scale, "scale"))
        return
    module, scale = found
    wanted = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    place = f"{leaf.scale} {leaf.op} {shown(leaf.value)}"
    cutoffs = {cutoff.id for cutoff in module.scoring.cutoffs if cutoff.scale == scale.id}
    fits = {
        "at_least": isinstance(leaf.value, int | float),
        "at_most": isinstance(leaf.value, int | float),
        "band": set(wanted) <= {band.id for band in scale.bands},
        "cutoff": leaf.value in cutoffs,
        "scored": leaf.value is None,
        "not_scored": leaf.value is None,
    }
    if not fits[leaf.op]:
        yield Wrong("condition_value", place)


def shown(value: object) -> str:
    """A value as it is written in a file."""
    if isinstance(value, tuple):
        return f"[{', '.join(shown(part) for part in value)}]"
    return "nothing" if value is None else f'"{value}"' if isinstance(value, str) else f"{value:g}"


def check_routing(subject: Subject) -> None:
    """Every show_if: known earlier items, no scales, nothing visible that depends on health."""
    scope = local(subject)
    for index, item in enumerate(subject.questionnaire.items):
        if item.show_if is not None:
            for wrong in _routing(subject, scope, index, item, item.show_if):
                subject.item(wrong.kind, item, wrong.found, "show_if", wrong.mend)


def _routing(subject: Subject, scope: Scope, index: int, item: Item, condition: When) -> Iterator[Wrong]:
    yield from (wrong for wrong in breaches(condition, scope, "show_if_unknown") if wrong.kind != "flag_scale")
    yield from (Wrong("show_if_scale", name) for name in scales_in(condition))
    for name in items_in(condition):
        if subject.position.get(scope.module(name)[1], -1) >= index:
            yield Wrong("show_if_later", f"{item.id} looks at {name}")
    if item.sensitivity is not Sensitivity.HEALTH and touches_health(condition, scope):
        yield Wrong("show_if_health", f"a {item.sensitivity.value} item that looks at health")


def check_flags(subject: Subject) -> None:
    """Every flag: known items and scales, immediate ones on items only, health apart from the rest."""
    scope = local(subject)
    for index, flag in enumerate(subject.questionnaire.scoring.flags):
        path: tuple[Any, ...] = ("flags", index, "when")
        for wrong in breaches(flag.when, scope):
            subject.at_scoring(wrong.kind, flag.id, wrong.found, path, wrong.mend)
        if flag.immediate and scales_in(flag.when):
            subject.at_scoring("flag_immediate", flag.id, ", ".join(scales_in(flag.when)), path)
        kinds = kinds_in(flag.when, scope)
        if len(kinds) > 1:
            subject.at_scoring("flag_health", flag.id, "health answers and others", path)
        if flag.immediate and True in kinds and not subject.questionnaire.is_health:
            subject.at_scoring("flag_immediate_health", flag.id, "a module that is not all health", path)
