"""What a made-up client answers follows from a few levels."""

from pathlib import Path
from random import Random

from service.catalogue import load
from service.config import ROOT
from service.demo.temperament import DECLINE, Temperament, plausible_answer

TAAL = load(Path(ROOT / "questionnaires")).modules["taal_nl"].questionnaire


def filled(ability: float, item: str) -> list[tuple[str, ...]]:
    """What fifty people of this ability type into a text."""
    who = Temperament(abilities={"taal_nl": ability})
    return [plausible_answer(who, TAAL, TAAL.by_id[item], Random(seed)) for seed in range(50)]


def share(answers: list[tuple[str, ...]]) -> float:
    return sum(word != "" for answer in answers if answer != DECLINE for word in answer) / (20 * len(answers))


def test_who_knows_more_fills_in_more_gaps_and_hard_texts_have_fewer() -> None:
    assert share(filled(-1.0, "nl_c1")) < share(filled(1.0, "nl_c1")) < share(filled(3.0, "nl_c1"))
    assert share(filled(1.0, "nl_c4")) < share(filled(1.0, "nl_c1"))


def test_only_right_halves_are_typed_and_who_knows_none_passes_the_text_over() -> None:
    gaps = TAAL.c_tests["nl_c1"].gaps
    for answer in filled(0.0, "nl_c1"):
        assert all(word in ("", gap.missing) for word, gap in zip(answer, gaps, strict=True))
    assert filled(-12.0, "nl_c1") == [DECLINE] * 50
