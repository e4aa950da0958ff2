"""Indicated levels in the report: confirmed, changed, or a proposal that says it is one; never a health domain."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.cases.levels import Choice, decide_level, levels_of
from service.cases.models import Case
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.migrate import migrate
from service.reports.rendering import frozen, report_html, thawed
from service.reports.view import ClientReport, KlantmanagerReport
from service.web.rendering import Renderer
from tests.reports.conftest import Composed
from tests.reports.people import START, Person, make_case
from tests.support.page import read_page, visible_text

MONEY = {
    "zr_money_enough": "3",
    "zr_money_borrow": "3",
    "zr_money_paid": "4",
    "zr_money_debt": "3",
    "zr_money_overview": "3",
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on an empty database of its own."""
    db = Database(f"sqlite:///{tmp_path / 'reports.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


@pytest.fixture
def case(session: Session, catalogue: Catalogue) -> Case:
    return make_case(session, catalogue, Person(health="3", fixed=MONEY))


def decide(session: Session, case: Case, level: int, reason: str = "") -> None:
    manager = session.get_one(StaffUser, case.case_manager_id)
    who = Principal(manager.id, manager.name, Role.CASE_MANAGER, manager.team_id, "nl")
    (found,) = levels_of(session, case.id)
    choice = Choice(found.proposal.id, level, reason, len(found.decisions))
    decide_level(session, case, who, choice, START + timedelta(days=2))


def words(report: KlantmanagerReport, renderer: Renderer) -> str:
    return visible_text(read_page(report_html(renderer, report)))


def test_an_unconfirmed_level_is_marked_as_a_proposal(
    session: Session, case: Case, compose: Composed, renderer: Renderer
) -> None:
    report = compose(session, case, "klantmanager")
    (line,) = report.levels
    assert (line.id, line.level, line.state, line.by, line.on) == ("zelfredzaamheid.finances", 3, "proposed", "", None)
    assert (line.lowest, line.highest) == (3, 3)
    text = words(report, renderer)
    assert "Zelfredzaamheid: aangegeven niveau" in text
    assert "Niveau 3 van 5 Voorstel, niet bevestigd." in text
    assert "geen score op een zelfredzaamheidsmatrix" in text


def test_a_confirmed_level_says_who_and_when(
    session: Session, case: Case, compose: Composed, renderer: Renderer
) -> None:
    decide(session, case, 3)
    text = words(compose(session, case, "klantmanager"), renderer)
    assert "Bevestigd door Anna de Vries op" in text
    assert "niet bevestigd" not in text


def test_another_level_stands_with_what_was_proposed_and_why(
    session: Session, case: Case, compose: Composed, catalogue: Catalogue, renderer: Renderer
) -> None:
    decide(session, case, 3)
    decide(session, case, 1, "Dreigende afsluiting")
    report = compose(session, case, "klantmanager")
    (line,) = report.levels
    assert (line.level, line.proposed, line.state, line.reason) == (1, 3, "changed", "Dreigende afsluiting")
    assert line.meaning == catalogue.modules["zelfredzaamheid"].text("nl", "scale.finances.level.1")
    assert "voorgesteld was 3." in words(report, renderer)


def test_no_health_domain_is_in_it_and_the_client_s_copy_has_none(
    session: Session, case: Case, compose: Composed
) -> None:
    assert [line.id for line in compose(session, case, "klantmanager").levels] == ["zelfredzaamheid.finances"]
    client = compose(session, case, "client")
    assert isinstance(client, ClientReport)
    assert not hasattr(client, "levels")
    assert "niveau" not in str(client.model_dump()).lower()


def test_without_an_answer_on_money_there_is_no_level(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    nothing = Person(reference="2026-0009", fixed=dict.fromkeys(MONEY, "declined"))
    report = compose(session, make_case(session, catalogue, nothing), "klantmanager")
    assert report.levels == ()
    assert "aangegeven niveau" not in words(report, renderer)


def test_a_report_that_was_issued_before_there_were_levels_can_still_be_shown(
    session: Session, case: Case, compose: Composed
) -> None:
    content = frozen(compose(session, case, "klantmanager"))
    del content["levels"]
    old = thawed(content)
    assert isinstance(old, KlantmanagerReport)
    assert old.levels == ()


def test_an_issued_report_keeps_what_was_known_then(session: Session, case: Case, compose: Composed) -> None:
    before = frozen(compose(session, case, "klantmanager"))
    decide(session, case, 5, "Alles geregeld")
    after = frozen(compose(session, case, "klantmanager"))
    assert before["levels"][0]["state"] == "proposed"
    assert after["levels"][0]["level"] == 5
    assert {key: value for key, value in before.items() if key != "levels"} == {
        key: value for key, value in after.items() if key != "levels"
    }
