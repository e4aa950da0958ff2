import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.c_test import SOLVED, DamagedText, Gap, Mark, damage, mark, problems
from scoring.items import CTestSpec, Tolerance

RULE = CTestSpec(gaps=6)
TEXT = (
    "Sara woont in een klein dorp. Elke ochtend fietst Sara naar het werk. Zij werkt in een winkel met 3 collega's. "
    "In de pauze drinken zij thee. Daarna gaat iedereen weer aan het werk."
)
STRICT, LENIENT = Tolerance(edits=0), Tolerance()


def words(text: str, rule: CTestSpec = RULE) -> list[str]:
    """The damaged words as `shown|missing`."""
    return [f"{gap.shown}|{gap.missing}" for gap in damage(text, rule).gaps]


def test_the_rule_of_two() -> None:
    assert words(TEXT) == ["och|tend", "na|ar", "we|rk", "we|rkt", "e|en", "m|et"]


def test_the_first_sentence_is_whole_and_so_is_all_after_the_last_gap() -> None:
    made = damage(TEXT, RULE)
    assert made.between[0] == "Sara woont in een klein dorp. Elke "
    assert made.between[-1].startswith(" 3 collega's. In de pauze")
    assert {gap.sentence for gap in made.gaps} == {2, 3}
    assert made.sentences == 5


@pytest.mark.parametrize(
    ("word", "odd", "expected"),
    [
        ("ja", "more_missing", "j|a"),
        ("een", "more_missing", "e|en"),
        ("huis", "more_missing", "hu|is"),
        ("water", "more_missing", "wa|ter"),
        ("een", "less_missing", "ee|n"),
        ("water", "less_missing", "wat|er"),
        ("één", "more_missing", "é|én"),
        ("e\u0301e\u0301n", "more_missing", "e\u0301|e\u0301n"),
    ],
)
def test_half_of_a_word(word: str, odd: str, expected: str) -> None:
    rule = CTestSpec.model_validate({"gaps": 2, "odd": odd})
    assert words(f"Eerst dit. Dan {word} weg. Klaar is het.", rule)[0] == expected


@pytest.mark.parametrize("spared", ["u", "12", "9.30", "2e", "Amina", "foto's", "e-mail"])
def test_spared_words_stay_whole_and_do_not_count(spared: str) -> None:
    rule = CTestSpec(gaps=2)
    assert words(f"Dit is het begin. Wij {spared} gaan {spared} naar huis. Klaar is het.", rule) == ["ga|an", "hu|is"]


def test_a_name_at_the_start_of_a_sentence_must_be_listed() -> None:
    text = "Dit is het begin. Vandaag werkt Amina. Amina komt straks naar huis. Klaar is het."
    assert words(text, CTestSpec(gaps=3)) == ["we|rkt", "ko|mt", "na|ar"]
    assert words(text, CTestSpec(gaps=2, names=("Amina",))) == ["we|rkt", "str|aks"]


def test_what_is_spared_is_data() -> None:
    rule = CTestSpec(gaps=2, spared=())
    assert words("Zo. Ik u ik foto's. Klaar is het.", rule) == ["|u", "fot|o's"]


def test_every_third_word_from_the_third_sentence() -> None:
    assert words(TEXT, CTestSpec(gaps=2, every=3, from_sentence=3)) == ["i|n", "m|et"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een. Twee! Drie? Vier… Vijf", 5),
        ("Hij zegt: 'Goed.' Dan gaat hij.", 2),
        ("Om 9.30 uur. Klaar.", 2),
        ("Een regel\nNog een regel.\n\nEen alinea.", 3),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert damage(text, RULE).sentences == sentences


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        (TEXT, RULE, []),
        ("Kort. Veel te kort. Zo.", RULE, ["2 gaps fit into the text, 6 are asked", "the last sentence has gap 2"]),
        (TEXT, CTestSpec(gaps=14), ["the last sentence has gap 12", "fit"]),
        (TEXT, CTestSpec(gaps=3, from_sentence=1), ["the first sentence has gaps"]),
        (TEXT, CTestSpec(gaps=3, names=("Sara", "Karim")), ["the name Karim is not in the text"]),
        ("", RULE, ["0 gaps fit"]),
    ],
)
def test_a_text_that_does_not_fit_its_rule_is_told(text: str, rule: CTestSpec, found: list[str]) -> None:
    said = list(problems(text, rule))
    assert len(said) == len(found)
    assert all(any(part in one for one in said) for part in found)


GAP = Gap(1, 2, "kwar", "tier")
SHORT = Gap(2, 2, "g", "aat")


@pytest.mark.parametrize(
    ("gap", "typed", "tolerance", "expected"),
    [
        (GAP, "tier", STRICT, "right"),
        (GAP, "kwartier", STRICT, "right"),
        (GAP, " TIER ", STRICT, "right"),
        (GAP, "Kwartier", STRICT, "right"),
        (GAP, "", LENIENT, "open"),
        (GAP, "  ", LENIENT, "open"),
        (GAP, "tir", STRICT, "wrong"),
        (GAP, "tir", LENIENT, "spelling"),
        (GAP, "kwatier", LENIENT, "spelling"),
        (GAP, "iter", LENIENT, "spelling"),
        (GAP, "tiers", LENIENT, "wrong"),
        (GAP, "tie", LENIENT, "wrong"),
        (GAP, "taal", LENIENT, "wrong"),
        (SHORT, "at", LENIENT, "wrong"),
        (SHORT, "aat", LENIENT, "right"),
        (GAP, "tie", Tolerance(ending=0), "spelling"),
        (SHORT, "at", Tolerance(from_missing=2), "spelling"),
    ],
)
def test_what_is_typed_into_a_gap(gap: Gap, typed: str, tolerance: Tolerance, expected: Mark) -> None:
    assert mark(gap, typed, tolerance) == expected


def test_another_word_can_be_as_right() -> None:
    gap = Gap(1, 2, "d", "e")
    assert mark(gap, "eze", LENIENT) == "wrong"
    assert mark(gap, "eze", LENIENT, ["deze"]) == "right"
    assert mark(gap, "Deze", LENIENT, ["deze"]) == "right"
    assert mark(Gap(1, 2, "be", "zoek"), "zoeken", LENIENT, ["bezoeken"]) == "right"


def test_composed_and_decomposed_characters_are_the_same() -> None:
    gap = Gap(1, 2, "e", "\u00e9n")
    assert mark(gap, "e\u0301n", STRICT) == "right"
    assert mark(Gap(1, 2, "e", "e\u0301n"), "\u00c9N", STRICT) == "right"


ODDITIES = "de Amina u 12 9.30 foto's één e\u0301e\u0301n werkt naar . ! ? … , \u2019 - ( ) ሰላም سلام straße \u0301"
PIECES = st.sampled_from([*ODDITIES.split(), "\n", " "])
ANY_TEXT = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=120).map(" ".join), st.lists(PIECES).map("".join))
RULES = st.builds(
    CTestSpec,
    gaps=st.integers(2, 30),
    every=st.integers(2, 4),
    from_sentence=st.integers(1, 4),
    odd=st.sampled_from(["more_missing", "less_missing"]),
    spared=st.lists(st.sampled_from(["one_letter", "number", "name", "joined"]), unique=True).map(tuple),
    names=st.just(("Amina",)),
)


@given(ANY_TEXT, RULES)
def test_shown_parts_and_keys_give_the_source_exactly(text: str, rule: CTestSpec) -> None:
    made = damage(text, rule)
    assert made.whole == text
    assert len(made.between) == len(made.gaps) + 1 <= rule.gaps + 1
    assert all(gap.missing for gap in made.gaps)
    assert [gap.number for gap in made.gaps] == list(range(1, len(made.gaps) + 1))


@given(ANY_TEXT, RULES)
def test_more_than_half_is_never_shown_nor_more_than_half_and_one_missing(text: str, rule: CTestSpec) -> None:
    for gap in damage(text, rule).gaps:
        shown, missing = (len(unicodedata.normalize("NFC", part)) for part in (gap.shown, gap.missing))
        assume(unicodedata.normalize("NFC", gap.word).isalpha())
        assert abs(shown - missing) <= 1


def typed_by(made: DamagedText, data: st.DataObject) -> list[str]:
    junk = st.text(max_size=12)
    return [data.draw(st.one_of(st.sampled_from([gap.missing, gap.word, ""]), junk)) for gap in made.gaps]


@given(RULES, st.data())
def test_one_more_right_gap_never_lowers_the_number_of_right_gaps(rule: CTestSpec, data: st.DataObject) -> None:
    made = damage(TEXT, rule)
    assume(made.gaps)
    typed = typed_by(made, data)
    better = list(typed)
    place = data.draw(st.integers(0, len(made.gaps) - 1))
    better[place] = made.gaps[place].word

    def right(answers: list[str]) -> int:
        return sum(mark(gap, one, rule.tolerance) in SOLVED for gap, one in zip(made.gaps, answers, strict=True))

    assert right(typed) <= right(better) <= right(typed) + 1


@given(st.text(max_size=20), st.text(min_size=1, max_size=10), st.text(max_size=40))
def test_a_slip_is_never_counted_where_the_strict_count_says_right(shown: str, missing: str, typed: str) -> None:
    gap = Gap(1, 2, shown, missing)
    strict, lenient = mark(gap, typed, STRICT), mark(gap, typed, LENIENT)
    assert strict != "spelling"
    assert lenient in ({strict} if strict != "wrong" else {"wrong", "spelling"})
