import pytest

from scoring.definition import MatrixSpec
from scoring.matrices import build, problems
from scoring.matrices.fit import shape_of
from tests.scoring.matrices.specs import fitting, large, spec


@pytest.mark.parametrize(
    ("layout", "rules", "words"),
    [
        ("3x3", (("shape", "progression"),), "shape can't follow progression"),
        ("3x3", (("fill", "addition"),), "fill can't follow addition"),
        ("2x2", (("number", "addition"),), "addition can't be read from a 2x2 figure"),
        ("2x2", (("shape", "distribution_of_three"),), "distribution_of_three can't be read from a 2x2"),
        ("series", (("position", "subtraction"),), "subtraction can't be read from a series"),
        ("3x3", (("shape", "constant"), ("shape", "distribution_of_three")), "shape has 2 rules"),
        ("3x3", (("number", "addition"), ("position", "addition")), "number and position both have a rule"),
        ("series", (("shape", "constant"),), "nothing changes along the series"),
        ("series", (("size", "progression"),), "there are three sizes"),
        ("series", (("number", "progression"), ("shape", "distribution_of_three")), "too few to show a turn of three"),
        ("2x2", (("number", "constant"), ("position", "constant")), "number and position both have a rule"),
    ],
)
def test_an_author_is_told_what_does_not_fit(layout: str, rules: tuple[tuple[str, str], ...], words: str) -> None:
    (problem,) = problems(spec(layout, rules))
    assert words in problem


def test_constants_of_the_whole_figure_are_rules_that_options_may_break() -> None:
    over = {"attribute": "fill", "rule": "constant", "over": "figure"}
    change = {"attribute": "size", "rule": "distribution_of_three"}
    few = {"layout": "3x3", "seed": 1, "options": 6, "rules": [change]}
    (problem,) = problems(MatrixSpec.model_validate(few))
    assert "the rules give 3 different options, 6 are asked for" in problem
    assert "{attribute: fill, rule: constant, over: figure}" in problem
    assert problems(MatrixSpec.model_validate({**few, "rules": [change, over]})) == []
    (problem,) = problems(MatrixSpec.model_validate({**few, "options": 4, "rules": [over]}))
    assert "nothing changes in the figure" in problem
    (problem,) = problems(MatrixSpec.model_validate({**few, "rules": [{**change, "over": "figure"}, over]}))
    assert "`over: figure` is for constant" in problem


def test_all_problems_are_told_at_once() -> None:
    wrong = spec("2x2", (("shape", "progression"), ("number", "addition"), ("position", "constant")))
    assert len(problems(wrong)) == 3


def test_whatever_has_no_problem_can_be_built() -> None:
    for each in [*fitting((1, 2, 3)), *large(100, seed=8)]:
        assert len(build(each).cells) + 1 == shape_of(each)[0] * shape_of(each)[1]
