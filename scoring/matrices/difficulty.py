"""How hard a figure item should be, predicted from its rules. A prediction, until people have been measured."""

from collections.abc import Mapping

from scoring.definition import MatrixSpec
from scoring.matrices.fit import is_still

#: Logits. An item with one constant in a 2 × 2 figure comes to about -2.6.
START = -2.2
LAYOUT: Mapping[str, float] = {"2x2": -0.6, "series": -0.4, "3x3": 0.0}
RULE: Mapping[str, float] = {
    "constant": 0.2,
    "progression": 0.6,
    "distribution_of_three": 0.9,
    "addition": 1.1,
    "subtraction": 1.2,
    "distribution_of_two": 1.4,
}
#: A pair of values that take turns, or that fill a 2 × 2 figure, is seen at once.
EASY_PAIR = -0.7
#: For every rule beyond the first: all must be kept in mind until the answer is found.
MEMORY = 0.4
#: Perceptual load: where a figure stands and how it is turned take more looking than what it is.
LOOKING: Mapping[str, float] = {"rotation": 0.3, "position": 0.3, "size": 0.1}
#: For every attribute that has one value in the whole figure: it has only to be kept when the answer is chosen.
KEEPING = 0.1
#: For every option more than six, or less.
OPTION = 0.05


def difficulty(spec: MatrixSpec) -> float:
    """Predicted difficulty in logits: sum of kind and number of rules, memory load, perceptual load and layout.

    The order of the rules follows Carpenter, Just and Shell (1990); that number of rules, kind of rule and perceptual
    organisation explain about 60 % of the differences in difficulty is known from rule-built tests (Embretson, 1998;
    Primi, 2001). The weights are our own choice. Two items with the same rules get the same figure, although such
    clones differ in practice.
    """
    still = [each for each in spec.rules if is_still(spec, each)]
    found = [each for each in spec.rules if each not in still]
    rules = sum(RULE[each.rule] + LOOKING.get(each.attribute, 0.0) for each in found)
    pairs = sum(each.rule == "distribution_of_two" and spec.layout != "3x3" for each in found)
    load = MEMORY * (len(found) - 1) + KEEPING * len(still) + OPTION * (spec.options - 6)
    return round(START + LAYOUT[spec.layout] + rules + EASY_PAIR * pairs + load, 3)
