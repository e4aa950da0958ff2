import hashlib
from dataclasses import astuple, replace

import pytest

from scoring.definition import FIGURE_CODES, MatrixSpec
from scoring.matrices import SHAPES, STANDARD_POSITIONS, TURNING, Cell, Figure, build
from scoring.matrices.cell import DOMAINS, FILLS, NUMBERS, ROTATIONS, SIZES, Attribute, Rows
from scoring.matrices.laws import obeys
from tests.scoring.matrices.specs import RULES, fitting, large, ruled, single, spec

SPECS = [*fitting((1, 2), seeds=(0, 1)), *large(150)]


def rows_with(figure: Figure, last: Cell, attribute: Attribute) -> Rows:
    values = [cell.value(attribute) for cell in (*figure.cells, last)]
    return tuple(tuple(values[start : start + figure.columns]) for start in range(0, len(values), figure.columns))


def follows_all_rules(each: MatrixSpec, figure: Figure, option: Cell) -> bool:
    """Every attribute with a rule obeys it over the completed figure; every other one is the same everywhere."""
    rules = ruled(each)
    free = "number" if "position" in rules else "position"
    for attribute in DOMAINS:
        rows = rows_with(figure, option, attribute)
        if attribute in rules:
            if not obeys(rules[attribute], attribute, rows):
                return False
        elif attribute != free and len({value for row in rows for value in row}) > 1:
            return False
    return True


def test_exactly_one_option_satisfies_all_rules() -> None:
    for each in SPECS:
        figure = build(each)
        fitting_options = [code for code, cell in figure.options.items() if follows_all_rules(each, figure, cell)]
        assert fitting_options == [figure.key], each


def test_no_other_rule_speaks_for_a_wrong_option() -> None:
    """A wrong value is never what any rule for that attribute would predict along the rows."""
    by_attribute: dict[str, list[str]] = {}
    for attribute, rule in RULES:
        by_attribute.setdefault(attribute, []).append(rule)
    for each in SPECS:
        figure = build(each)
        for code, wrong in figure.wrong.items():
            for attribute in set(wrong) & set(ruled(each)):
                rows = rows_with(figure, figure.options[code], attribute)
                assert not [rule for rule in by_attribute[attribute] if obeys(rule, attribute, rows)], (each, code)


def test_options_differ_and_are_coded_in_order() -> None:
    for each in SPECS:
        figure = build(each)
        assert tuple(figure.options) == FIGURE_CODES[: each.options]
        assert len(set(figure.options.values())) == each.options


def test_each_wrong_option_has_its_error() -> None:
    known = {"repetition", "incomplete_rule", "wrong_rule"}
    for each in SPECS:
        figure = build(each)
        assert set(figure.errors) == set(figure.wrong) == set(figure.options) - {figure.key}
        assert set(figure.errors.values()) <= known
        for code, error in figure.errors.items():
            missed = set(figure.wrong[code]) & set(ruled(each))
            assert missed
            assert (error == "repetition") == (figure.options[code] in neighbours(figure))
            assert (error == "incomplete_rule") <= (0 < len(missed) < len(ruled(each)))
            assert (error == "wrong_rule") <= (len(missed) == len(ruled(each)))


def neighbours(figure: Figure) -> set[Cell]:
    cells = figure.cells
    above = () if len(cells) < 2 * figure.columns - 1 else (cells[-figure.columns], cells[-figure.columns - 1])
    return {cells[-1], *above}


def test_every_rule_is_needed_for_some_wrong_option() -> None:
    for each in SPECS:
        missed = {attribute for wrong in build(each).wrong.values() for attribute in wrong}
        assert set(ruled(each)) <= missed, each


def test_cells_use_the_closed_lists_and_turn_only_what_shows_it() -> None:
    for each in SPECS:
        figure = build(each)
        for cell in (*figure.cells, *figure.options.values()):
            assert cell.shape in SHAPES
            assert cell.number in NUMBERS
            assert cell.number == len(set(cell.positions))
            assert cell.size in SIZES
            assert cell.rotation in ROTATIONS
            assert cell.fill in FILLS
            assert cell.rotation == 0 or cell.shape in TURNING
            assert all(0 <= square <= 8 for square in cell.positions)
            assert "position" in ruled(each) or cell.positions == STANDARD_POSITIONS[cell.number]


@pytest.mark.parametrize(
    ("layout", "rule", "columns", "shown"),
    [
        ("2x2", ("size", "constant"), 2, 3),
        ("3x3", ("size", "constant"), 3, 8),
        ("series", ("rotation", "progression"), 5, 4),
        ("series", ("number", "progression"), 4, 3),
    ],
)
def test_layouts_have_their_places(layout: str, rule: tuple[str, str], columns: int, shown: int) -> None:
    figure = build(spec(layout, (rule,)))
    assert (figure.columns, len(figure.cells)) == (columns, shown)


def test_the_key_is_as_often_in_each_place() -> None:
    keys = [build(each).key for each in single("3x3", "shape", "distribution_of_three", 600)]
    for code in FIGURE_CODES[:6]:
        assert 70 <= keys.count(code) <= 130


def test_the_same_spec_gives_the_same_figure_and_another_seed_another() -> None:
    rules = (("shape", "distribution_of_three"), ("rotation", "progression"))
    one = build(spec("3x3", rules, seed=3))
    build.cache_clear()
    assert build(spec("3x3", rules, seed=3)) == one
    assert build(spec("3x3", rules, seed=4)) != one


def test_a_figure_stays_as_it_was_for_ever() -> None:
    """Answers are stored as option codes: a figure that changed would change what was answered."""
    digest = hashlib.sha256()
    for each in fitting((1, 2)):
        figure = build(each)
        cells = [astuple(cell) for cell in (*figure.cells, *figure.options.values())]
        digest.update(repr((cells, figure.key)).encode())
    assert digest.hexdigest() == "34164c8d2f6157264577e380bcabf3828faa8d8988d7f07e662921970efbe5cf"


def test_a_spec_that_does_not_fit_is_refused_in_the_same_words() -> None:
    wrong = spec("2x2", (("shape", "progression"), ("number", "addition")))
    with pytest.raises(ValueError, match="shape can't follow progression.*; .*can't be read from a 2x2 figure"):
        build(wrong)


def test_a_figure_cannot_be_changed() -> None:
    figure = build(spec("3x3", (("size", "constant"),)))
    with pytest.raises(TypeError):
        figure.options["a"] = replace(figure.cells[0])  # type: ignore[index]
