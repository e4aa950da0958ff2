import pytest

from scoring.cutoffs import cutoff_for
from scoring.definition import Cutoff
from scoring.score import score
from tests.scoring.building import flag, item, module, scale


def entry(at_least: float, **more: str) -> dict[str, object]:
    return {"at_least": at_least, "status": "published", "source": "Made up for tests.", "date": "2026-01", **more}


VALUES = [
    entry(5, language="ti", population="men"),
    entry(6, language="ti"),
    entry(8, language="ar"),
]
CUTOFF = Cutoff.model_validate({"id": "high", "scale": "s", "values": VALUES})
MODULE = module(
    [item("a"), item("b")],
    scales=[scale("s", ["a", "b"], "sum")],
    cutoffs=[{"id": "high", "scale": "s", "values": VALUES}],
    flags=[flag("raised", {"scale": "s", "op": "cutoff", "value": "high"})],
)


@pytest.mark.parametrize(
    ("language", "population", "expected"),
    [("ti", "men", 5), ("ti", "women", 6), ("ti", "any", 6), ("ar", "men", 8), ("nl", "any", None)],
)
def test_the_first_entry_that_fits_applies(language: str, population: str, expected: float | None) -> None:
    found = cutoff_for(CUTOFF, language, population)
    assert (found.at_least if found else None) == expected


def test_the_result_names_the_cutoff_that_was_applied() -> None:
    answers = {"a": "3", "b": "2"}
    men, women, dutch = (score(MODULE, answers, *who) for who in (("ti", "men"), ("ti", "women"), ("nl", "any")))
    assert (men.cutoffs["high"].reached, women.cutoffs["high"].reached, dutch.cutoffs["high"].reached) == (
        True,
        False,
        None,
    )
    assert men.cutoffs["high"].applied == CUTOFF.values[0]
    assert [raised.rule for raised in men.flags] == ["raised"]
    assert not women.flags
    assert not dutch.flags


def test_a_cutoff_on_a_scale_without_score_is_not_reached_and_not_missed() -> None:
    result = score(MODULE, {"a": "5"}, "ti").cutoffs["high"]
    assert result.applied is not None
    assert result.reached is None
