"""Figure specs to test with: every single rule, every pair, and larger sets."""

from itertools import combinations
from random import Random

from scoring.definition import FigureRule, MatrixSpec
from scoring.matrices import problems
from scoring.matrices.fit import ATTRIBUTES_OF

LAYOUTS = ("2x2", "3x3", "series")
RULES = tuple((attribute, rule) for rule, attributes in ATTRIBUTES_OF.items() for attribute in sorted(attributes))


KEPT = ("fill", "shape", "size", "number")


def spec(layout: str, rules: tuple[tuple[str, str], ...], seed: int = 0, options: int = 6) -> MatrixSpec:
    """The rules, and as many attributes that stay the same in the whole figure as the options need."""
    ruled = [attribute for attribute, _ in rules]
    kept = [
        attribute for attribute in KEPT if attribute not in ruled and not {"number", "position"} <= {attribute, *ruled}
    ]
    each = [{"attribute": attribute, "rule": rule} for attribute, rule in rules]
    while True:
        found = MatrixSpec.model_validate({"layout": layout, "rules": each, "seed": seed, "options": options})
        if not kept or not any("different options" in problem for problem in problems(found)):
            return found
        each.append({"attribute": kept.pop(0), "rule": "constant", "over": "figure"})


def fitting(sizes: tuple[int, ...], options: int = 6, seeds: tuple[int, ...] = (0,)) -> list[MatrixSpec]:
    """Every set of so many rules that can be built, in every layout, for these seeds; each its own stream of draws."""
    found = [
        spec(layout, rules, seed=1000 * seed + place, options=options)
        for layout in LAYOUTS
        for size in sizes
        for place, rules in enumerate(combinations(RULES, size))
        for seed in seeds
    ]
    return [each for each in found if not problems(each)]


def large(count: int, seed: int = 5) -> list[MatrixSpec]:
    """3 × 3 figures with three to five rules."""
    draw = Random(seed)
    found: list[MatrixSpec] = []
    while len(found) < count:
        rules = tuple(draw.sample(RULES, draw.choice((3, 4, 5))))
        each = spec("3x3", rules, seed=draw.randrange(10**6), options=draw.choice((4, 6, 8)))
        found += [] if problems(each) else [each]
    return found


def single(layout: str, attribute: str, rule: str, count: int) -> list[MatrixSpec]:
    """One rule with many seeds; empty when it doesn't fit the layout."""
    return (
        []
        if problems(spec(layout, ((attribute, rule),)))
        else [spec(layout, ((attribute, rule),), seed=seed) for seed in range(count)]
    )


def ruled(each: MatrixSpec) -> dict[str, str]:
    """Attribute to rule, constants of the whole figure included."""
    return {rule.attribute: rule.rule for rule in each.rules}


__all__ = ["LAYOUTS", "RULES", "FigureRule", "fitting", "large", "ruled", "single", "spec"]
