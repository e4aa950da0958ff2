"""Scoring a finished sitting: non-health answers alone, once, the same bytes."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.assessment.actions import score_sitting, score_when_finished
from service.assessment.models import ModuleScore
from service.assessment.queries import as_value, latest_answers, results_of, values_of
from service.assessment.snapshots import pinned_module
from service.catalogue.catalogue import Catalogue
from service.config import ROOT
from service.db import Database
from service.errors import NotFound
from service.kiosk.events import SittingFinished
from service.kiosk.models import Answer, Sitting, SittingModule
from tests.reports.people import START, Person, make_case
from tests.support.reading import read_once


@pytest.fixture
def catalogue() -> Catalogue:
    return read_once(ROOT / "questionnaires")


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    db = Database(database_url)
    with db.write() as session:
        yield session
    db.close()


def sitting_of(session: Session) -> Sitting:
    return session.scalars(select(Sitting)).one()


def stored(session: Session) -> dict[str, str]:
    rows = session.scalars(select(ModuleScore).order_by(ModuleScore.slug))
    return {row.slug: json.dumps(row.result, sort_keys=True) for row in rows}


def test_every_module_but_health_ones_is_scored(session: Session, catalogue: Catalogue) -> None:
    make_case(session, catalogue, Person(health="3"))
    expected = {slug for slug, module in catalogue.modules.items() if not module.questionnaire.is_health}
    assert set(stored(session)) == expected
    assert len(expected) < len(catalogue.modules)


def test_no_scale_rests_on_a_health_item(session: Session, catalogue: Catalogue) -> None:
    make_case(session, catalogue, Person(health="5"))
    for slug, result in results_of(session, sitting_of(session).id).items():
        questionnaire = catalogue.modules[slug].questionnaire
        for scale in result.scales:
            items = [questionnaire.by_id[item] for item in questionnaire.scales_by_id[scale].items]
            assert all(item.sensitivity != "health" for item in items)
        assert result.flags == ()


def test_scoring_again_adds_nothing_and_the_same_input_gives_the_same_bytes(
    session: Session, catalogue: Catalogue
) -> None:
    make_case(session, catalogue, Person())
    sitting, before = sitting_of(session), stored(session)
    assert score_sitting(session, sitting.id, START) == []
    session.execute(delete(ModuleScore))
    score_when_finished(session, SittingFinished(sitting.id, sitting.case_id, START))
    assert stored(session) == before


def test_a_skipped_module_has_no_score(session: Session, catalogue: Catalogue) -> None:
    make_case(session, catalogue, Person(everything_skipped=True))
    assert stored(session) == {}


def test_the_newest_revision_counts(session: Session, catalogue: Catalogue) -> None:
    make_case(session, catalogue, Person(fixed={"mo_enjoy": "1"}))
    sitting = sitting_of(session)
    low = results_of(session, sitting.id)["motivatie"].scales["autonomous"].value
    first = session.scalars(select(Answer).where(Answer.item_id == "mo_enjoy")).one()
    session.add(
        Answer(
            sitting_id=sitting.id,
            slug=first.slug,
            item_id=first.item_id,
            revision=2,
            value="5",
            language="ti",
            response_ms=900,
            idempotency_key="again",
            answered_at=START,
        )
    )
    session.flush()
    session.execute(delete(ModuleScore))
    score_sitting(session, sitting.id, START)
    high = results_of(session, sitting.id)["motivatie"].scales["autonomous"].value
    assert low is not None
    assert high == pytest.approx(low + 4 / 5)
    assert values_of(latest_answers(session, sitting.id)["motivatie"])["mo_enjoy"] == "5"


def test_several_codes_come_back_as_a_tuple() -> None:
    assert as_value(["a", "b"]) == ("a", "b")
    assert as_value("a") == "a"
    assert as_value(None) is None


def test_the_module_is_the_one_that_was_asked(session: Session, catalogue: Catalogue) -> None:
    make_case(session, catalogue, Person())
    row = session.scalars(select(SittingModule).where(SittingModule.slug == "motivatie")).one()
    assert pinned_module(session, row.snapshot_hash).hash == catalogue.modules["motivatie"].hash
    with pytest.raises(NotFound):
        pinned_module(session, "0" * 64)


def test_an_unknown_sitting_is_not_found(session: Session, catalogue: Catalogue) -> None:
    case = make_case(session, catalogue, Person())
    with pytest.raises(NotFound):
        score_sitting(session, case.id, START)
