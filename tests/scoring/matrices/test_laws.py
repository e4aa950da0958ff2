import pytest

from scoring.matrices.cell import Attribute, Rows
from scoring.matrices.laws import obeys, step, transposed


def place(*squares: int) -> tuple[int, ...]:
    return squares


@pytest.mark.parametrize(
    ("rule", "attribute", "rows", "expected"),
    [
        ("constant", "shape", (("star",) * 3, ("hourglass",) * 3), True),
        ("constant", "shape", (("star", "star", "hourglass"),), False),
        ("progression", "number", ((1, 2, 3), (2, 3, 4)), True),
        ("progression", "number", ((1, 2, 3), (4, 3, 2)), False),
        ("progression", "number", ((1, 1, 1),), False),
        ("progression", "rotation", ((270, 0, 90), (45, 135, 225)), True),
        ("progression", "position", ((place(0), place(1), place(2)), (place(5), place(8), place(7))), True),
        ("progression", "position", ((place(3), place(4), place(5)),), False),
        ("progression", "fill", (("empty", "striped", "full"),), False),
        ("addition", "number", ((1, 2, 3), (2, 2, 4)), True),
        ("addition", "number", ((1, 2, 4),), False),
        ("addition", "position", ((place(0), place(3), place(0, 3)),), True),
        ("addition", "position", ((place(0), place(3), place(0)),), False),
        ("subtraction", "number", ((4, 1, 3),), True),
        ("subtraction", "position", ((place(0, 3), place(3), place(0)),), True),
        ("subtraction", "position", ((place(0), place(3), place(0)),), False),
        ("distribution_of_three", "shape", (("star", "hourglass", "arrow"), ("hourglass", "arrow", "star")), True),
        (
            "distribution_of_three",
            "shape",
            (("star", "hourglass", "arrow"), ("hourglass", "arrow", "hourglass")),
            False,
        ),
        ("distribution_of_three", "size", ((1, 2, 3, 1, 2),), True),
        ("distribution_of_three", "size", ((1, 2, 3, 1),), False),
        ("distribution_of_two", "fill", (("full", "full", "empty"), ("empty", "full", "full")), True),
        ("distribution_of_two", "fill", (("full", "full", "empty"), ("empty", "empty", "full")), False),
        ("distribution_of_two", "fill", (("full", "empty"), ("empty", "full")), True),
        ("distribution_of_two", "size", ((1, 3, 1, 3, 1),), True),
        ("distribution_of_two", "position", ((place(0, 1), place(1, 2), place(0, 2)),) * 3, True),
        ("distribution_of_two", "position", ((place(0, 1), place(1, 2), place(0, 1, 2)),) * 3, False),
    ],
)
def test_a_figure_obeys_a_rule_or_not(rule: str, attribute: Attribute, rows: Rows, expected: bool) -> None:
    assert obeys(rule, attribute, rows) is expected


def test_steps_go_round() -> None:
    assert step("rotation", 315, 0) == 45
    assert step("position", (3,), (0,)) == 1
    assert step("position", (4,), (0,)) is None
    assert step("shape", "star", "hourglass") is None


def test_columns() -> None:
    assert transposed(((1, 2), (3, 4))) == ((1, 3), (2, 4))
