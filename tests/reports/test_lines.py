"""Dots, intervals and the words beside them; facts about the answering."""

import dataclasses
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scoring.definition import Item, ItemType, Questionnaire
from scoring.result import AnswerValue, ScaleResult
from service.cases.models import Case
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.i18n import Languages, Translator
from service.migrate import migrate
from service.reports.evidence import Evidence, gather
from service.reports.facts import quality_of
from service.reports.lines import lines_of, range_of, track_of, words_of
from service.reports.queries import finished_sitting
from service.reports.view import KlantmanagerReport
from service.reports.voice import Voice
from tests.reports.conftest import Composed
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


LEVELS = ("a0", "a1", "a2", "b1", "b2")


def level(band: str, *chances: float) -> ScaleResult:
    found = result(0.0, 0.4)
    return found.model_copy(update={"band": band, "chances": dict(zip(LEVELS, chances, strict=True))})


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (level("a2", 0.0, 0.2, 0.75, 0.05, 0.0), "A2"),
        (level("a2", 0.0, 0.2, 0.7, 0.1, 0.0), "A2"),
        (level("a2", 0.0, 0.35, 0.6, 0.05, 0.0), "tussen A1 en A2"),
        (level("a1", 0.0, 0.5, 0.49, 0.01, 0.0), "tussen A1 en A2"),
        (level("a2", 0.0, 0.1, 0.5, 0.4, 0.0), "tussen A2 en B1"),
        (level("a0", 0.6, 0.4, 0.0, 0.0, 0.0), "tussen onder A1 en A1"),
        (level("b2", 0.0, 0.0, 0.0, 0.45, 0.55), "tussen B1 en B2"),
    ],
)
def test_a_level_is_named_alone_once_it_is_certain_enough(
    voice: Voice, catalogue: Catalogue, found: ScaleResult, words: str
) -> None:
    scale = catalogue.modules["taal_nl"].questionnaire.scales_by_id["level"]
    assert scale.band_certainty == 0.7
    assert words_of(voice, scale, found) == words


def test_a_scale_without_the_rule_keeps_to_its_interval(voice: Voice, catalogue: Catalogue) -> None:
    scale = catalogue.modules["taal_nl"].questionnaire.scales_by_id["level"]
    unruled = scale.model_copy(update={"band_certainty": None})
    assert words_of(voice, unruled, level("a2", 0.0, 0.5, 0.5, 0.0, 0.0)) == "A1 tot A2"


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


FLOORS = {"ti": 1000}


def evidence_of(session: Session, case: Case) -> Evidence:
    sitting = finished_sitting(session, case.id)
    assert sitting is not None
    return gather(session, case, sitting)


def test_quick_declined_and_interrupted_answers_are_counted(
    session: Session, catalogue: Catalogue, compose: Composed
) -> None:
    def shy(questionnaire: Questionnaire, item: Item) -> AnswerValue:
        return "declined" if item.id in ("mo_enjoy", "mo_learn") else willing(questionnaire, item)

    calm = make_case(session, catalogue, Person(choose=shy))
    quality = quality_of(evidence_of(session, calm), FLOORS)
    report = compose(session, calm)
    assert isinstance(report, KlantmanagerReport)
    lines = report.modules
    assert quality.answers == sum(line.answered for line in lines), "the sum fits: practice counts in neither"
    assert quality.declined == sum(line.declined for line in lines)
    assert (quality.declined, quality.fast, quality.interruptions) == (2, 0, 0)
    hasty = Person(
        reference="2026-0002", quick=frozenset({"mo_look", "mo_ask"}), waits={"mo_apply": 11, "co_com_ask": 9}
    )
    quality = quality_of(evidence_of(session, make_case(session, catalogue, hasty)), FLOORS)
    assert (quality.declined, quality.fast, quality.interruptions) == (0, 2, 1)


def test_fast_is_what_the_language_of_the_sitting_says(session: Session, catalogue: Catalogue) -> None:
    evidence = evidence_of(session, make_case(session, catalogue, Person(quick=frozenset({"mo_look"}))))
    times = [answer.response_ms for taken in evidence.taken.values() for answer in taken.answers.values()]
    assert quality_of(evidence, {"ti": 1, "nl": 10**9}).fast == 0
    quality = quality_of(evidence, {"ti": max(times) + 1, "nl": 1})
    assert quality.fast == quality.answers


def test_a_wait_around_a_health_question_is_not_looked_at(session: Session, catalogue: Catalogue) -> None:
    """In a module that mixes both, the time a health answer took must not show."""
    person = Person(health="5", waits={"zr_money_paid": 30})
    evidence = evidence_of(session, make_case(session, catalogue, person))
    row = evidence.taken["zelfredzaamheid"].row
    money = [item for item in row.item_order if item.startswith("zr_money")]
    assert quality_of(evidence, FLOORS).interruptions == 1
    at = money.index("zr_money_paid")
    row.item_order = [*money[:at], "zr_psy_sad", *money[at:]]
    session.flush()
    assert quality_of(evidence, FLOORS).interruptions == 0


def test_a_run_of_one_answer_is_found(session: Session, catalogue: Catalogue) -> None:
    def same(questionnaire: Questionnaire, item: Item) -> AnswerValue:
        codes = questionnaire.codes_by_item[item.id]
        return "3" if "3" in codes and item.type == "scale" else willing(questionnaire, item)

    plain = quality_of(evidence_of(session, make_case(session, catalogue, Person())), FLOORS)
    case = make_case(session, catalogue, dataclasses.replace(Person(), reference=uuid.uuid4().hex[:8], choose=same))
    assert quality_of(evidence_of(session, case), FLOORS).same_in_a_row >= 18 > plain.same_in_a_row


def test_a_c_test_is_drawn_from_nothing_to_all_gaps(voice: Voice, catalogue: Catalogue) -> None:
    questionnaire = catalogue.modules["taal_nl"].questionnaire
    scale = questionnaire.scales_by_id["c_test"]
    track = track_of(questionnaire, scale, result(40.0, 10.0))
    assert track is not None
    assert (track.at, track.borders) == (40.0, tuple(band.from_ for band in scale.bands[1:]))
    assert words_of(voice, scale, result(10.0, 1.0)) == "onder A2"
    assert words_of(voice, scale, result(40.0, 20.0)) == "onder A2 tot B1"
    assert words_of(voice, scale, result(100.0)) == "B2"


@pytest.mark.parametrize("wrong", [True, False])
def test_the_report_says_how_many_gaps_had_a_letter_wrong(
    session: Session, catalogue: Catalogue, voice: Voice, wrong: bool
) -> None:
    """A long gap without one of its letters counts as right, and is told apart."""

    def all_right(questionnaire: Questionnaire, item: Item) -> AnswerValue:
        if item.type is not ItemType.C_TEST:
            return willing(questionnaire, item)
        gaps = questionnaire.c_tests[item.id].gaps
        long = [gap.number for gap in gaps if len(gap.missing) >= 4]
        return tuple(gap.missing[wrong and gap.number in long[:1] :] for gap in gaps)

    case = make_case(session, catalogue, Person(choose=all_right))
    lines = {line.id: line for line in lines_of(voice, evidence_of(session, case).taken["taal_nl"])}
    line = lines["taal_nl.c_test"]
    assert (line.value, line.words, line.asked) == (100.0, "B2", 4)
    assert ("één letter niet klopte: 4" in line.meaning) is wrong


@pytest.mark.parametrize(("item", "minutes", "interrupted"), [("nl_c1", 20, 0), ("nl_c1", 26, 1), ("nl_p2", 20, 1)])
def test_a_text_with_gaps_may_take_its_time(
    session: Session, catalogue: Catalogue, item: str, minutes: float, interrupted: int
) -> None:
    case = make_case(session, catalogue, Person(waits={item: minutes}))
    assert quality_of(evidence_of(session, case), FLOORS).interruptions == interrupted
