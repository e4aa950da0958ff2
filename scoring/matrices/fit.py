"""Which rules fit which attributes and layouts, told to an author in plain words."""

from collections.abc import Iterator, Mapping
from math import prod

from scoring.definition import FigureRule, MatrixSpec

#: Rule to the attributes it makes sense for. A shape or a fill has no order, so it can't progress.
ATTRIBUTES_OF: Mapping[str, frozenset[str]] = {
    "constant": frozenset({"shape", "number", "size", "rotation", "fill", "position"}),
    "progression": frozenset({"number", "size", "rotation", "position"}),
    "addition": frozenset({"number", "position"}),
    "subtraction": frozenset({"number", "position"}),
    "distribution_of_three": frozenset({"shape", "number", "size", "rotation", "fill", "position"}),
    "distribution_of_two": frozenset({"shape", "number", "size", "rotation", "fill", "position"}),
}

#: Layout to the rules that can be read from it.
RULES_OF: Mapping[str, frozenset[str]] = {
    "2x2": frozenset({"constant", "progression", "distribution_of_two"}),
    "3x3": frozenset(ATTRIBUTES_OF),
    "series": frozenset({"constant", "progression", "distribution_of_two", "distribution_of_three"}),
}


def problems(spec: MatrixSpec) -> list[str]:
    """What doesn't fit in a figure item, one sentence each; empty when it can be built."""
    found = [*_single_rules(spec), *_together(spec), *_in_series(spec)]
    return found or [*_enough_options(spec)]


def is_still(spec: MatrixSpec, rule: FigureRule) -> bool:
    """Whether the rule says that the whole figure has one value: nothing to find out, but something to keep."""
    return rule.rule == "constant" and (rule.over == "figure" or spec.layout == "series")


def most_values(spec: MatrixSpec, rule: FigureRule) -> int:
    """How many values of a ruled attribute may appear among the options without the key's standing out."""
    attribute = rule.attribute
    if is_still(spec, rule):
        return 3 if attribute == "shape" and _has_attribute(spec, "rotation") else _MOST[attribute]
    if rule.rule == "progression":
        return 2 if attribute == "size" or (attribute == "number" and spec.layout == "series") else _MOST[attribute]
    pair = rule.rule == "distribution_of_two" and attribute != "position"
    return 2 if pair or spec.layout != "3x3" and rule.rule != "distribution_of_three" else 3


_MOST: Mapping[str, int] = {"shape": 4, "fill": 3, "number": 4, "size": 3, "rotation": 4, "position": 3}


def shape_of(spec: MatrixSpec) -> tuple[int, int]:
    """Rows and columns. A series has five places, or four when the number grows, because it only goes to four."""
    if spec.layout == "series":
        return (1, 4 if _has(spec, "progression", "number") else 5)
    return (2, 2) if spec.layout == "2x2" else (3, 3)


def _has(spec: MatrixSpec, rule: str, attribute: str | None = None) -> bool:
    return any(each.rule == rule and attribute in (None, each.attribute) for each in spec.rules)


def _has_attribute(spec: MatrixSpec, attribute: str) -> bool:
    return any(each.attribute == attribute for each in spec.rules)


def _single_rules(spec: MatrixSpec) -> Iterator[str]:
    for each in spec.rules:
        if each.attribute not in ATTRIBUTES_OF[each.rule]:
            fitting = ", ".join(sorted(ATTRIBUTES_OF[each.rule]))
            yield f"{_name(each)}: {each.attribute} can't follow {each.rule}; that rule is for {fitting}"
        if each.rule not in RULES_OF[spec.layout]:
            fitting = ", ".join(sorted(RULES_OF[spec.layout]))
            yield f"{_name(each)}: {each.rule} can't be read from a {spec.layout} figure; use one of {fitting}"
        if each.over == "figure" and each.rule != "constant":
            yield f"{_name(each)}: `over: figure` is for constant; remove it"


def _name(rule: FigureRule) -> str:
    return f"{rule.attribute} {rule.rule}"


def _together(spec: MatrixSpec) -> Iterator[str]:
    attributes = [each.attribute for each in spec.rules]
    for attribute in dict.fromkeys(attributes):
        if attributes.count(attribute) > 1:
            yield f"{attribute} has {attributes.count(attribute)} rules; give each attribute at most one"
    if {"number", "position"} <= set(attributes):
        yield "number and position both have a rule, but the number of figures follows from their positions; drop one"
    if spec.layout != "series" and all(is_still(spec, each) for each in spec.rules):
        yield "nothing changes in the figure; add a rule that does not hold `over: figure`"


def _in_series(spec: MatrixSpec) -> Iterator[str]:
    if spec.layout != "series":
        return
    if all(each.rule == "constant" for each in spec.rules):
        yield "nothing changes along the series; add a rule other than constant"
    if _has(spec, "progression", "size"):
        yield "size progression: there are three sizes and a series is longer; use distribution_of_three for size"
    if _has(spec, "progression", "number") and _has(spec, "distribution_of_three"):
        yield "a series with growing number has four places, too few to show a turn of three; drop one of the two rules"


def _enough_options(spec: MatrixSpec) -> Iterator[str]:
    """Options are combinations of values of the ruled attributes, so that each wrong one breaks a rule."""
    found = prod(most_values(spec, rule) for rule in spec.rules)
    if found < spec.options:
        yield (
            f"the rules give {found} different options, {spec.options} are asked for; ask for fewer, or add a rule "
            "like `{attribute: fill, rule: constant, over: figure}`, which options may break"
        )
