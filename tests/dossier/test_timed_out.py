"""A file of answers in which time ran out: the dossier reads it as the scale says."""

from random import Random

import pytest

from scoring.result import TIMED_OUT
from service.dossier.evidence import Evidence, study
from service.workbench.table import Cell, Table
from tests.scoring.test_timing import NAMES, a_test


def answers(late: Cell) -> Table:
    """A hundred and fifty people; at every tenth answer `late` stands."""
    chance = Random(3)
    columns: dict[str, list[Cell]] = {name: [] for name in NAMES}
    for person in range(150):
        able = chance.random()
        for place, name in enumerate(NAMES):
            said: Cell = "yes" if able + chance.random() > 0.9 else "no"
            columns[name].append(late if (person * len(NAMES) + place) % 10 == 0 else said)
    return Table("answers.csv", {name: tuple(cells) for name, cells in columns.items()})


@pytest.mark.parametrize(("timed_out", "like"), [("unsolved", "no"), ("left_out", None)])
def test_it_counts_like_a_wrong_answer_or_like_none(timed_out: str, like: Cell) -> None:
    questionnaire = a_test(timed_out)
    [scale] = questionnaire.scoring.scales
    found, expected = (study(questionnaire, scale, Evidence(tables=(answers(cell),))) for cell in (TIMED_OUT, like))
    assert found.reliability is not None
    assert found.reliability == expected.reliability
