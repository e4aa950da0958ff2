import pytest

from scoring.keying import difficulty_of, gap_marks, is_correct, keyed_value, keys_of, solved
from scoring.matrices import build, difficulty
from scoring.result import AnswerValue
from scoring.score import score
from tests.scoring.building import c_test, item, module, scale

FIGURE = {"layout": "2x2", "rules": [{"attribute": "number", "rule": "progression"}], "seed": 7, "options": 4}
MODULE = module(
    [
        item("word", type="gap", scale=None),
        item("one", type="single", scale=None, options=[{"code": "a"}, {"code": "b"}]),
        item("many", type="multiple", scale=None, options=[{"code": code} for code in "abc"]),
        item("age", type="number", scale=None),
        item("figure", type="matrix", scale=None, matrix=FIGURE),
        item("open", type="single", scale=None, options=[{"code": "a"}]),
    ],
    kind="test",
    keys={"word": ["huis", "een  huis"], "one": ["b"], "many": ["a", "c"], "age": ["12"]},
    difficulties={"one": -1.0},
    scales=[scale("figures", ["figure"], "rasch"), scale("unknown", ["open"], "rasch")],
)


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("word", "huis", True),
        ("word", "  HUIS ", True),
        ("word", "een huis", True),
        ("word", "huisje", False),
        ("one", "b", True),
        ("one", "a", False),
        ("many", ("c", "a"), True),
        ("many", ("a",), False),
        ("many", ("a", "b", "c"), False),
        ("age", 12, True),
        ("age", 12.5, False),
        ("open", "a", False),
        ("one", None, False),
    ],
)
def test_right_or_wrong(name: str, answer: AnswerValue, expected: bool) -> None:
    assert is_correct(MODULE, MODULE.by_id[name], answer) is expected


def test_accents_compare_alike_however_they_are_typed() -> None:
    accented = module([item("w", type="gap", scale=None)], kind="test", keys={"w": ["caf\u00e9"]})
    assert is_correct(accented, accented.by_id["w"], "CAFE\u0301")


def test_the_key_of_a_figure_comes_from_its_rules() -> None:
    figure = MODULE.by_id["figure"]
    assert figure.matrix is not None
    assert keys_of(MODULE, figure) == (build(figure.matrix).key,)


def test_difficulty_from_the_file_or_the_rules() -> None:
    figure = MODULE.by_id["figure"]
    assert figure.matrix is not None
    assert difficulty_of(MODULE, MODULE.by_id["one"]) == -1.0
    assert difficulty_of(MODULE, figure) == difficulty(figure.matrix)
    assert difficulty_of(MODULE, MODULE.by_id["open"]) is None


def test_a_figure_scale_is_scored_and_an_item_without_difficulty_is_an_authors_error() -> None:
    key = keys_of(MODULE, MODULE.by_id["figure"])[0]
    right = score(MODULE, {"figure": key}, "nl").scales["figures"]
    assert right.raw == 1.0
    with pytest.raises(ValueError, match=r"mod\.open: a rasch scale needs the item's difficulty"):
        score(MODULE, {"open": "a"}, "nl")


def test_a_number_without_limits_cannot_be_reversed() -> None:
    ages = scale("s", ["age"], reversed=["age"])
    own = module([item("age", type="number", scale=None)], scales=[ages])
    with pytest.raises(ValueError, match="age: a reversed item needs"):
        keyed_value(own, own.scoring.scales[0], "age", 3)


DAMAGED = module([c_test("text")], kind="test", accepted={"text": {"2": ["nabij"], "4": ["wenst"]}})


@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        (("tend", "ar", "rk", "rkt"), ["right"] * 4),
        (("OCHTEND", "naar", "Werk", "werkt"), ["right"] * 4),
        (("tnd", "nabij", "", "nst"), ["spelling", "right", "open", "right"]),
        (("tend", "at", "werp", "bij"), ["right", "wrong", "wrong", "wrong"]),
        (("tend",), ["right", "open", "open", "open"]),
        (("tend", "ar", "rk", "rkt", "more"), ["right"] * 4),
        ("declined", ["open"] * 4),
        (None, ["open"] * 4),
    ],
)
def test_each_gap_of_a_c_test_is_marked(answer: AnswerValue, marks: list[str]) -> None:
    item = DAMAGED.by_id["text"]
    assert list(gap_marks(DAMAGED, item, answer)) == marks
    assert solved(DAMAGED, item, answer) == sum(one in ("right", "spelling") for one in marks)
    assert is_correct(DAMAGED, item, answer) is (solved(DAMAGED, item, answer) == 4)


def test_a_c_test_without_its_text_is_an_error_and_not_a_score() -> None:
    lost = DAMAGED.model_copy(update={"whole_texts": {}})
    with pytest.raises(KeyError, match="text"):
        gap_marks(type(lost).model_validate(lost.model_dump(by_alias=True)), lost.by_id["text"], ("a",) * 4)
