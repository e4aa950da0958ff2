"""Which rules fit which attributes and layouts, told to an author in plain words."""

from collections.abc import Iterator, Mapping

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
    return [*_single_rules(spec), *_together(spec), *_in_series(spec)]


def shape_of(spec: MatrixSpec) -> tuple[int, int]:
    """Rows and columns. A series has five places, or four when the number grows, because it only goes to four."""
    if spec.layout == "series":
        return (1, 4 if _has(spec, "progression", "number") else 5)
    return (2, 2) if spec.layout == "2x2" else (3, 3)


def _has(spec: MatrixSpec, rule: str, attribute: str | None = None) -> bool:
    return any(each.rule == rule and attribute in (None, each.attribute) for each in spec.rules)


def _single_rules(spec: MatrixSpec) -> Iterator[str]:
    for each in spec.rules:
        if each.attribute not in ATTRIBUTES_OF[each.rule]:
            fitting = ", ".join(sorted(ATTRIBUTES_OF[each.rule]))
            yield f"{_name(each)}: {each.attribute} can't follow {each.rule}; that rule is for {fitting}"
        if each.rule not in RULES_OF[spec.layout]:
            fitting = ", ".join(sorted(RULES_OF[spec.layout]))
            yield f"{_name(each)}: {each.rule} can't be read from a {spec.layout} figure; use one of {fitting}"


def _name(rule: FigureRule) -> str:
    return f"{rule.attribute} {rule.rule}"


def _together(spec: MatrixSpec) -> Iterator[str]:
    attributes = [each.attribute for each in spec.rules]
    for attribute in dict.fromkeys(attributes):
        if attributes.count(attribute) > 1:
            yield f"{attribute} has {attributes.count(attribute)} rules; give each attribute at most one"
    if {"number", "position"} <= set(attributes):
        yield "number and position both have a rule, but the number of figures follows from their positions; drop one"


def _in_series(spec: MatrixSpec) -> Iterator[str]:
    if spec.layout != "series":
        return
    if all(each.rule == "constant" for each in spec.rules):
        yield "nothing changes along the series; add a rule other than constant"
    if _has(spec, "progression", "size"):
        yield "size progression: there are three sizes and a series is longer; use distribution_of_three for size"
    if _has(spec, "progression", "number") and _has(spec, "distribution_of_three"):
        yield "a series with growing number has four places, too few to show a turn of three; drop one of the two rules"
