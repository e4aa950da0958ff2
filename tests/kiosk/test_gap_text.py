"""A damaged text as it is shown: every sign of the text is there once, and nothing of a missing half."""

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.c_test import damage
from scoring.items import CTestSpec
from service.kiosk.gap_text import gap_text, split
from service.kiosk.pages import GapText
from tests.scoring.test_c_test import ANY_TEXT, RULES

RULE = CTestSpec(gaps=4)
TEXT = "Dit is het begin. Wij (samen gaan), zeggen: 'nu' weg! En dat is (klaar). Het is zo."


def shown(text: GapText) -> str:
    """What a reader sees, with a line for each field."""
    return "".join(f"{gap.before}{gap.lead}{gap.shown}_{gap.trail}" for gap in text.gaps) + text.ending


def test_signs_cling_to_the_gap_beside_them() -> None:
    made = gap_text(damage(TEXT, RULE), ())
    assert [(gap.lead, gap.shown, gap.trail) for gap in made.gaps] == [
        ("(", "sa", ""),
        ("", "zeg", ":"),
        ("", "w", "!"),
        ("", "d", ""),
    ]
    assert shown(made).startswith("Dit is het begin. Wij (sa_ gaan), zeg_: 'nu' w_! En d_ is")


def test_a_piece_without_a_space_clings_to_the_gap_before_it() -> None:
    assert split(", ") == (",", " ", "")
    assert split(" (") == ("", " ", "(")
    assert split("/") == ("/", "", "")
    assert split("") == ("", "", "")
    assert split(" a b ") == ("", " a b ", "")


def test_a_field_tells_only_whether_few_or_many_letters_are_missing() -> None:
    gaps = gap_text(damage("Zo. Ik ga nu naar kwartieren toe en zo. Dat is het.", CTestSpec(gaps=3)), ()).gaps
    assert [(gap.shown, gap.width) for gap in gaps] == [("g", "short"), ("na", "short"), ("t", "short")]
    long = gap_text(damage("Zo. Ja kwartier dan misschien nog. Dat is het.", CTestSpec(gaps=2)), ()).gaps
    assert {(gap.width) for gap in long} == {"long"}


def test_what_was_typed_stands_in_its_field() -> None:
    gaps = gap_text(damage(TEXT, RULE), ("men", "", "x" * 61)).gaps
    assert [gap.value for gap in gaps] == ["men", "", "x" * 61, ""]
    assert [gap.too_long for gap in gaps] == [False, False, True, False]


@given(ANY_TEXT, RULES)
def test_the_shown_text_is_the_text_without_the_missing_halves(text: str, rule: CTestSpec) -> None:
    made = damage(text, rule)
    pairs = zip(made.between, made.gaps, strict=False)
    assert shown(gap_text(made, ())) == "".join(f"{piece}{gap.shown}_" for piece, gap in pairs) + made.between[-1]


@given(st.lists(st.text("abcdefghij", min_size=2, max_size=9), min_size=20, max_size=60, unique=True))
def test_no_missing_half_is_anywhere_in_what_is_shown(words: list[str]) -> None:
    """With every missing half written in signs that no shown part has."""
    sentences = [" ".join(words[start : start + 7]).capitalize() + "." for start in range(0, len(words), 7)]
    made = damage(" ".join(sentences), CTestSpec(gaps=6))
    assume(made.gaps)
    marked = damage(
        "".join(piece + gap.shown + "ሀ" * len(gap.missing) for piece, gap in zip(made.between, made.gaps, strict=False))
        + made.between[-1],
        CTestSpec(gaps=6),
    )
    assert all(set(gap.missing) == {"ሀ"} for gap in marked.gaps)
    assert "ሀ" not in str(gap_text(marked, ()))
