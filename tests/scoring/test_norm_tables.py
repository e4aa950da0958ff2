"""One person among a group: the same figures as those of the group's own table, or no comparison at all."""

from dataclasses import asdict
from typing import Any

import pytest

from scoring.definition import Questionnaire
from scoring.norm_tables import NormFile, NormUse, norm_place
from scoring.norms import norm_table
from scoring.result import NormPlace
from scoring.score import score
from tests.scoring.building import item, module, scale

#: 200 people; thirds, because a table is rounded to six decimals and a score to nine.
SCORES = [5 / 3] * 50 + [10 / 3] * 100 + [14 / 3] * 50


def group(name: str | None, scores: list[float], of: str = "s") -> dict[str, Any]:
    table = norm_table(scores)
    rows = [{key: round(value, 6) for key, value in asdict(row).items()} for row in table.rows]
    return {"score": of, "group": name, "n": table.n, "mean": round(table.mean, 6), "sd": table.sd, "rows": rows}


def file(*groups: dict[str, Any]) -> NormFile:
    head = {"date": "2026-11-26", "population": "Made up", "source": "A row of numbers"}
    return NormFile.model_validate({**head, "tables": groups})


def normed(norms: dict[str, Any] | None, *groups: dict[str, Any]) -> Questionnaire:
    items = [item(name) for name in "abc"]
    plain = module(items, scales=[scale("s", ["a", "b", "c"], **({"norms": norms} if norms else {}))])
    return plain.model_copy(update={"norm_tables": {"made_up": file(*groups)} if groups else {}})


def placed(questionnaire: Questionnaire, language: str = "ti", **answers: str) -> NormPlace | None:
    return score(questionnaire, answers, language).scales["s"].norm


def test_a_score_gets_its_percentile_t_and_stanine_with_the_group_and_its_number() -> None:
    found = placed(normed({"table": "made_up"}, group(None, SCORES)), a="4", b="3", c="3")
    assert found is not None
    assert (found.n, found.who, found.date, found.source) == (200, "Made up", "2026-11-26", "A row of numbers")
    assert (found.percentile, found.t, found.stanine) == (50.0, 50.0, 5)  # 3⅓: 50 below, 100 beside


@pytest.mark.parametrize("raw", sorted(set(SCORES)))
def test_the_figures_are_those_of_the_table(raw: float) -> None:
    row = next(row for row in norm_table(SCORES).rows if row.raw == pytest.approx(raw))
    found = norm_place(NormUse(table="x"), file(group(None, SCORES)), "s", round(raw, 9), "nl")
    assert found is not None
    assert (found.percentile, found.stanine) == (pytest.approx(row.percentile), row.stanine)
    assert found.t == pytest.approx(row.t_normalised)


def test_a_score_that_nobody_had_lies_between() -> None:
    found = placed(normed({"table": "made_up"}, group(None, SCORES)), a="3", b="3", c="3")
    assert found is not None
    assert (found.percentile, found.stanine) == (25.0, 4)


@pytest.mark.parametrize(("answer", "shown"), [("1", 1), ("5", 99)])
def test_nobody_is_below_or_above_everybody(answer: str, shown: int) -> None:
    found = placed(normed({"table": "made_up"}, group(None, SCORES)), a=answer, b=answer, c=answer)
    assert found is not None
    assert found.whole_percentile == shown
    assert 15 < found.t < 85


def test_a_group_by_language_is_ones_own_or_none() -> None:
    by_language = normed({"table": "made_up", "by_language": True}, group("ti", SCORES), group("nl", [1.0, 5.0] * 100))
    answers = {"a": "4", "b": "3", "c": "3"}
    own, other = placed(by_language, "ti", **answers), placed(by_language, "nl", **answers)
    assert own is not None
    assert other is not None
    assert (own.group, own.who, own.stanine) == ("ti", "Made up, ti", 5)
    assert (other.group, other.percentile) == ("nl", 50.0)
    assert placed(by_language, "ar", **answers) is None


@pytest.mark.parametrize(
    "questionnaire",
    [
        normed(None),
        normed(None, group(None, SCORES)),
        normed({"table": "made_up"}),
        normed({"table": "other"}, group(None, SCORES)),
        normed({"table": "made_up", "group": "x"}, group(None, SCORES)),
        normed({"table": "made_up"}, group(None, SCORES, of="t")),
    ],
)
def test_without_a_table_that_fits_there_is_a_score_and_no_comparison(questionnaire: Questionnaire) -> None:
    result = score(questionnaire, {"a": "4", "b": "3", "c": "3"}, "nl").scales["s"]
    assert (result.status, result.norm) == ("scored", None)


def test_without_a_score_there_is_no_comparison() -> None:
    assert placed(normed({"table": "made_up"}, group(None, SCORES)), a="4") is None


def test_a_table_of_another_name_is_found_by_it() -> None:
    named = normed({"table": "made_up", "score": "t"}, group(None, SCORES, of="t"))
    assert placed(named, a="4", b="3", c="3") is not None
