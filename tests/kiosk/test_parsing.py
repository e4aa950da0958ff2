"""From a form to an answer, or to the word for what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from scoring.answers import validate_answer
from scoring.result import DECLINED, AnswerValue
from service.kiosk.parsing import SENTENCES, Unreadable, parse_answer
from tests.scoring.building import item, module, passage

OPTIONS = [{"code": code} for code in ("red", "green", "none")]
MODULE = module(
    [
        item("one"),
        item("many", type="multiple", scale=None, options=OPTIONS, exclusive=["none"]),
        item("number", type="number", scale=None, minimum=0, maximum=2012),
        item("day", type="date", scale=None),
        item("place", type="choice_list", scale=None, list="countries"),
        item("word", type="gap", scale=None),
        passage("text"),
    ]
)


def read(name: str, *answers: str, move: str = "next") -> AnswerValue:
    form = FormData([*(("answer", answer) for answer in answers), ("move", move)])
    return parse_answer(MODULE, MODULE.by_id[name], form)


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("one", ["3"], "3"),
        ("many", ["green", "red"], ("green", "red")),
        ("many", ["red", "", "red"], ("red",)),
        ("number", ["1990"], 1990),
        ("number", ["١٩٩٠"], 1990),
        ("number", ["۱۹۹۰"], 1990),
        ("number", [" 1 990 "], 1990),
        ("number", ["1990,0"], 1990),
        ("number", ["١٩٩٠٫٠"], 1990),
        ("number", ["１９９０"], 1990),
        ("number", ["\u200f١٩٩٠\u200e"], 1990),
        ("number", ["19-90–"], 1990),
        ("number", ["١٬٩٩٠"], 1990),
        ("day", ["2024-05-31"], "2024-05-31"),
        ("day", ["٢٠٢٤-٠٥-٣١"], "2024-05-31"),
        ("day", ["\u200e２０２４ – 05‑31"], "2024-05-31"),
        ("place", ["er"], "er"),
        ("word", ["  het   huis "], "het huis"),
        ("word", ["\u200ehu\u200dis"], "huis"),
    ],
)
def test_reads(name: str, sent: list[str], kept: AnswerValue) -> None:
    assert read(name, *sent) == kept


@pytest.mark.parametrize(
    ("name", "sent", "problem"),
    [
        ("one", [], "empty"),
        ("one", ["  "], "empty"),
        ("one", ["6"], "empty"),
        ("many", ["red", "none"], "exclusive"),
        ("many", ["blue"], "empty"),
        ("number", ["1990.5"], "number"),
        ("number", ["٢٫٥"], "number"),
        ("number", ["many"], "number"),
        ("number", ["nan"], "number"),
        ("number", ["inf"], "number"),
        ("number", ["1e3"], "number"),
        ("number", ["1_9"], "number"),
        ("number", ["-"], "number"),
        ("number", ["-1"], "range"),
        ("number", ["9" * 400], "number"),
        ("day", ["31-05-2024"], "date"),
        ("day", ["2024-02-30"], "date"),
        ("place", ["xx"], "empty"),
        ("word", ["x" * 61], "too_long"),
        ("word", [" "], "gaps"),
        ("number", [], "number"),
        ("day", [], "date"),
    ],
)
def test_says_what_is_wrong(name: str, sent: list[str], problem: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(name, *sent)
    assert caught.value.kind == problem


@pytest.mark.parametrize("name", ["one", "many", "number", "day", "place", "word"])
def test_declining_is_an_answer_of_its_own(name: str) -> None:
    assert read(name, move="declined") == DECLINED
    assert read(name, "1", move="declined") == DECLINED


def test_a_text_to_read_is_seen() -> None:
    assert read("text") == "seen"


def test_the_message_never_holds_what_was_typed() -> None:
    with pytest.raises(Unreadable) as caught:
        read("number", "my secret")
    assert "secret" not in str(caught.value)


ZEROS = st.sampled_from([0x30, 0x660, 0x6F0, 0xFF10])
UNMEANT = st.lists(st.text(" \u00a0\u200e\u200f\u202b\u202c\u200b", max_size=2), min_size=5, max_size=5)


@given(st.integers(0, 2012), ZEROS, UNMEANT)
def test_a_year_is_read_in_any_digits_with_any_blanks_and_marks(year: int, zero: int, unmeant: list[str]) -> None:
    typed = "".join(blank + chr(zero + int(digit)) for blank, digit in zip(unmeant, str(year), strict=False))
    assert read("number", typed + unmeant[-1]) == year


@given(st.sampled_from(["one", "many", "number", "day", "place", "word"]), st.lists(st.text(max_size=70), max_size=3))
def test_whatever_is_sent_is_kept_only_when_it_fits(name: str, sent: list[str]) -> None:
    try:
        value = read(name, *sent)
    except Unreadable as problem:
        outcome = problem.kind
    else:
        outcome = "kept" if validate_answer(MODULE, name, value) == () else "kept, and it doesn't fit"
    assert outcome in {*SENTENCES.values(), "number", "kept"}
