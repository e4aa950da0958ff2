"""Under which time limits a person took the timed parts: said from what was kept with the answers, and never why."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scoring.definition import Item, Questionnaire
from scoring.reliance_rules import Timing
from scoring.result import TIMED_OUT, AnswerValue
from service.catalogue import Catalogue
from service.db import Database
from service.i18n import Languages, Translator
from service.migrate import migrate
from service.reports.evidence import Evidence, gather
from service.reports.facts import missing_of, module_line, quality_of
from service.reports.queries import finished_sitting
from service.reports.rendering import report_html
from service.reports.timing import timing_of
from service.reports.view import KlantmanagerReport, Sentence
from service.reports.voice import Voice
from service.web.rendering import Renderer
from tests.reports.conftest import Composed
from tests.reports.people import Person, make_case, willing

USUAL: dict[str, Any] = {"part_s": 1800, "item_s": 180}
EXTRA: dict[str, Any] = {"part_s": 2700, "item_s": 270}
FREE: dict[str, Any] = {"part_s": None, "item_s": None}


@pytest.fixture
def voice(catalogue: Catalogue, languages: Languages, translators: dict[str, Translator]) -> Voice:
    return Voice(translators["nl"], catalogue, languages)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    db = Database(f"sqlite:///{tmp_path / 'timing.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


def late(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    return TIMED_OUT if item.id == "lb_01" else willing(questionnaire, item)


@pytest.fixture
def evidence(session: Session, catalogue: Catalogue) -> Evidence:
    """Everything answered but one figure, whose time ran out."""
    case = make_case(session, catalogue, Person(choose=late))
    sitting = finished_sitting(session, case.id)
    assert sitting is not None
    found = gather(session, case, sitting)
    session.expunge_all()  # what is put on the rows from here on is in memory only
    return found


def with_limits(evidence: Evidence, **limits: dict[str, Any]) -> Evidence:
    """The same with these limits kept with answers of the figures."""
    for item, timing in limits.items():
        evidence.taken["leerbaarheid"].answers[item].timing = timing
    return evidence


def rules(found: tuple[Sentence, ...]) -> list[str]:
    return [sentence.trace.rule for sentence in found]


def test_where_nothing_was_timed_nothing_is_said(voice: Voice, evidence: Evidence) -> None:
    assert timing_of(voice, evidence) == ()


@pytest.mark.parametrize(
    ("limits", "rule"), [(USUAL, "timing.usual"), (EXTRA, "timing.extra"), (FREE, "timing.no_limit")]
)
def test_what_held_is_said_with_what_it_rests_on(
    voice: Voice, evidence: Evidence, limits: dict[str, Any], rule: str
) -> None:
    [found] = timing_of(voice, with_limits(evidence, lb_02=USUAL, lb_03=limits))
    assert found.trace.rule == rule
    assert "leerbaarheid.lb_03" in found.trace.items
    assert ("leerbaarheid.lb_02" in found.trace.items) == (limits is USUAL)
    assert found.because == (f"Figuren en regels ({1 + (limits is USUAL)})",)


def test_ten_minutes_in_the_middle_are_extra_time_too(voice: Voice, evidence: Evidence) -> None:
    found = timing_of(voice, with_limits(evidence, lb_02=USUAL, lb_03={"part_s": 2400, "item_s": 780}))
    assert rules(found) == ["timing.extra"]


def test_time_that_ran_out_is_said_apart(voice: Voice, evidence: Evidence) -> None:
    found = timing_of(voice, with_limits(evidence, lb_01=USUAL, lb_02=USUAL))
    assert rules(found) == ["timing.usual", "timing.timed_out"]
    assert found[1].trace.items == ("leerbaarheid.lb_01",)


def test_it_is_counted_apart_from_answers_and_from_what_was_declined(voice: Voice, evidence: Evidence) -> None:
    line = module_line(voice, evidence.taken["leerbaarheid"], "nl")
    assert (line.timed_out, line.declined) == (1, 0)
    assert line.answered + line.timed_out == line.asked
    assert quality_of(evidence, voice.languages.floors()).timed_out == 1
    assert [missing_of(value) for value in (TIMED_OUT, "declined", None, "a")] == [
        "timed_out",
        "declined",
        "unanswered",
        None,
    ]


def test_the_page_has_the_sentence(
    session: Session, catalogue: Catalogue, voice: Voice, compose: Composed, renderer: Renderer, evidence: Evidence
) -> None:
    report = compose(session, make_case(session, catalogue, Person(reference="2026-0902")), language="nl")
    assert isinstance(report, KlantmanagerReport)
    assert report.timing == ()
    found = timing_of(voice, with_limits(evidence, lb_02=EXTRA))
    html = report_html(renderer, report.model_copy(update={"timing": found}))
    assert "met extra tijd" in html
    assert "timing.extra" in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_says_why(catalogue: Catalogue, language: str) -> None:
    texts = [catalogue.advice.text(language, f"timing.{name}") for name in Timing.model_fields]
    assert len(set(texts)) == 4
    why = r"because|omdat|disab|beperk|eyes|ogen|dysle|slow|langzaam|health|gezondheid|blind|motor"
    assert [text for text in texts if re.search(why, text, re.IGNORECASE)] == []
