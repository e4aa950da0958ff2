"""How hard a figure item should be, predicted from its rules. A prediction, until people have been measured."""

from collections.abc import Mapping

from scoring.definition import MatrixSpec

#: Logits. An item with one constant in a 2 × 2 figure is meant for practice, at about -2.8.
START = -2.2
LAYOUT: Mapping[str, float] = {"2x2": -0.8, "series": -0.4, "3x3": 0.0}
RULE: Mapping[str, float] = {
    "constant": 0.2,
    "progression": 0.6,
    "distribution_of_three": 0.9,
    "addition": 1.1,
    "subtraction": 1.3,
    "distribution_of_two": 1.4,
}
#: A pair of values that take turns, or that fill a 2 × 2 figure, is seen at once.
EASY_PAIR = -0.7
#: For every rule beyond the first: all must be kept in mind until the answer is found.
MEMORY = 0.4
#: Perceptual load: where a figure stands and how it is turned take more looking than what it is.
LOOKING: Mapping[str, float] = {"rotation": 0.3, "position": 0.3, "size": 0.1}
#: For every option more than six, or less.
OPTION = 0.05


def difficulty(spec: MatrixSpec) -> float:
    """Predicted difficulty in logits: sum of kind and number of rules, memory load, perceptual load and layout.

    The order of the rules follows Carpenter, Just and Shell (1990); that number of rules, kind of rule and perceptual
    organisation explain about 60 % of the differences in difficulty is known from rule-built tests (Embretson, 1998;
    Primi, 2001). The weights are our own choice. Two items with the same rules get the same figure, although such
    clones differ in practice.
    """
    rules = sum(RULE[each.rule] + LOOKING.get(each.attribute, 0.0) for each in spec.rules)
    pairs = sum(each.rule == "distribution_of_two" and spec.layout != "3x3" for each in spec.rules)
    load = MEMORY * (len(spec.rules) - 1) + OPTION * (spec.options - 6)
    return round(START + LAYOUT[spec.layout] + rules + EASY_PAIR * pairs + load, 3)
