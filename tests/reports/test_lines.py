"""Dots, intervals and the words beside them; facts about the answering."""

import dataclasses
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scoring.definition import Item, Questionnaire
from scoring.result import AnswerValue, ScaleResult
from service.cases.models import Case
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.i18n import Languages, Translator
from service.migrate import migrate
from service.reports.evidence import Evidence, gather
from service.reports.facts import quality_of
from service.reports.lines import range_of, track_of, words_of
from service.reports.queries import finished_sitting
from service.reports.voice import Voice
from tests.reports.people import Person, make_case, willing


@pytest.fixture
def voice(catalogue: Catalogue, languages: Languages, translators: dict[str, Translator]) -> Voice:
    return Voice(translators["nl"], catalogue, languages)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    db = Database(f"sqlite:///{tmp_path / 'lines.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


def result(value: float | None, se: float | None = None, reason: str | None = None) -> ScaleResult:
    status = "not_scored" if value is None else "scored"
    return ScaleResult(status=status, value=value, se=se, reason=reason, answered=5, items=5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "se", "words"),
    [
        (3.0, 0.2, "midden"),
        (3.0, None, "midden"),
        (3.4, 0.3, "midden tot hoog"),
        (3.0, 1.0, "laag tot hoog"),
        (5.0, 0.1, "hoog"),
    ],
)
def test_the_words_follow_the_interval(
    voice: Voice, catalogue: Catalogue, value: float, se: float | None, words: str
) -> None:
    scale = catalogue.modules["motivatie"].questionnaire.scales_by_id["autonomous"]
    assert words_of(voice, scale, result(value, se)) == words


@pytest.mark.parametrize(
    ("reason", "words"), [("not_asked", "niet afgenomen"), ("too_few_answers", "te weinig antwoorden")]
)
def test_without_a_score_the_words_say_why(voice: Voice, catalogue: Catalogue, reason: str, words: str) -> None:
    scale = catalogue.modules["motivatie"].questionnaire.scales_by_id["autonomous"]
    assert words_of(voice, scale, result(None, reason=reason)) == words


def test_a_dot_stands_where_its_value_is_and_stays_on_the_track(catalogue: Catalogue) -> None:
    questionnaire = catalogue.modules["motivatie"].questionnaire
    scale = questionnaire.scales_by_id["autonomous"]
    assert range_of(questionnaire, scale) == (1.0, 5.0)
    track = track_of(questionnaire, scale, result(3.0, 0.5))
    assert track is not None
    assert (track.at, track.low, track.high) == (50.0, 34.0, 66.0)
    assert track.borders == (37.5, 62.5)
    edge = track_of(questionnaire, scale, result(5.0, 2.0))
    assert edge is not None
    assert (edge.at, edge.high) == (100.0, 100.0)
    assert track_of(questionnaire, scale, result(None)) is None


def test_without_an_error_there_is_no_interval(catalogue: Catalogue) -> None:
    questionnaire = catalogue.modules["motivatie"].questionnaire
    track = track_of(questionnaire, questionnaire.scales_by_id["autonomous"], result(2.0))
    assert track is not None
    assert (track.low, track.high) == (None, None)


def evidence_of(session: Session, case: Case) -> Evidence:
    sitting = finished_sitting(session, case.id)
    assert sitting is not None
    return gather(session, case, sitting)


def test_quick_declined_and_interrupted_answers_are_counted(session: Session, catalogue: Catalogue) -> None:
    def shy(questionnaire: Questionnaire, item: Item) -> AnswerValue:
        return "declined" if item.id in ("mo_enjoy", "mo_learn") else willing(questionnaire, item)

    calm = make_case(session, catalogue, Person(choose=shy))
    quality = quality_of(evidence_of(session, calm))
    assert (quality.declined, quality.fast, quality.interruptions) == (2, 0, 0)
    hasty = Person(
        reference="2026-0002", quick=frozenset({"mo_look", "mo_ask"}), waits={"mo_apply": 11, "co_com_ask": 9}
    )
    quality = quality_of(evidence_of(session, make_case(session, catalogue, hasty)))
    assert (quality.declined, quality.fast, quality.interruptions) == (0, 2, 1)


def test_a_wait_around_a_health_question_is_not_looked_at(session: Session, catalogue: Catalogue) -> None:
    """In a module that mixes both, the time a health answer took must not show."""
    person = Person(health="5", waits={"zr_money_paid": 30})
    evidence = evidence_of(session, make_case(session, catalogue, person))
    row = evidence.taken["zelfredzaamheid"].row
    money = [item for item in row.item_order if item.startswith("zr_money")]
    assert quality_of(evidence).interruptions == 1
    at = money.index("zr_money_paid")
    row.item_order = [*money[:at], "zr_psy_sad", *money[at:]]
    session.flush()
    assert quality_of(evidence).interruptions == 0


def test_a_run_of_one_answer_is_found(session: Session, catalogue: Catalogue) -> None:
    def same(questionnaire: Questionnaire, item: Item) -> AnswerValue:
        codes = questionnaire.codes_by_item[item.id]
        return "3" if "3" in codes and item.type == "scale" else willing(questionnaire, item)

    plain = quality_of(evidence_of(session, make_case(session, catalogue, Person())))
    case = make_case(session, catalogue, dataclasses.replace(Person(), reference=uuid.uuid4().hex[:8], choose=same))
    assert quality_of(evidence_of(session, case)).same_in_a_row >= 18 > plain.same_in_a_row
