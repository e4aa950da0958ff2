import re

import pytest
from sqlalchemy import func, select

from service.audit.actions import record
from service.audit.models import AuditEvent
from service.config import ROOT
from service.web.rendering import TEMPLATES
from tests.cases.conftest import register
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague


@pytest.fixture
def history(place, people):
    """Anne and Wim each register and open a case, a day apart."""
    first = register(place, people.anne, "R-1")
    place.clock.forward(minutes=1)
    Colleague(place, people.anne).get(f"/staff/cases/{first}")
    place.clock.forward(days=1)
    second = register(place, people.west, "R-2")
    place.clock.forward(minutes=1)
    Colleague(place, people.west).get(f"/staff/cases/{second}")


def rows(place, who, query=""):
    response = Colleague(place, who).get(f"/staff/audit{query}")
    assert response.status_code == 200, response.text[:300]
    page = read_page(response.text)
    return [[text_of(cell) for cell in row.findall("td")][:3] for row in page.iter("tr") if row.findall("td")]


def test_an_auditor_reads_what_everybody_did_newest_first(place, people, history):
    assert [(event, case) for event, _, case in rows(place, people.auditor)] == [
        ("Dossier geopend", "R-2"),
        ("Dossier aangemaakt", "R-2"),
        ("Dossier geopend", "R-1"),
        ("Dossier aangemaakt", "R-1"),
    ]


@pytest.mark.parametrize(
    ("query", "cases"),
    [
        ("?event=case_opened", ["R-2", "R-1"]),
        ("?case=R-1", ["R-1", "R-1"]),
        ("?case=%20R-1%20", ["R-1", "R-1"]),
        ("?case=R-9", []),
        ("?first=2026-11-23", ["R-2", "R-2"]),
        ("?last=2026-11-22", ["R-1", "R-1"]),
        ("?first=2026-11-22&last=2026-11-22&event=case_registered", ["R-1"]),
    ],
)
def test_the_log_is_filtered_by_its_address(place, people, history, query, cases):
    assert [case for _, _, case in rows(place, people.auditor, query)] == cases


def test_the_log_is_filtered_by_who(place, people, history):
    assert {who for _, who, _ in rows(place, people.auditor, f"?actor={people.west.user_id}")} == {"Wim Klantmanager"}


def test_a_dutch_day_begins_at_dutch_midnight(place, people, clock):
    clock.now = clock.now.replace(hour=23, minute=30)  # half past twelve at night in the Netherlands
    register(place, people.anne, "R-1")
    assert rows(place, people.auditor, "?last=2026-11-22") == []
    assert len(rows(place, people.auditor, "?first=2026-11-23&event=case_registered")) == 1


def test_others_read_their_own_actions_and_a_lead_those_of_the_team(place, people, history):
    opened = "?event=case_opened"
    assert {case for _, _, case in rows(place, people.anne, opened)} == {"R-1"}
    assert {case for _, _, case in rows(place, people.lead, opened)} == {"R-1"}
    assert {case for _, _, case in rows(place, people.west_lead, opened)} == {"R-2"}
    assert rows(place, people.bram) == []
    assert rows(place, people.bram, f"{opened}&actor={people.anne.user_id}") == []


def test_an_administrator_reads_no_log(place, people):
    assert Colleague(place, people.admin).get("/staff/audit").status_code == 404


def test_reading_the_log_is_logged(place, people):
    rows(place, people.auditor)
    with place.site.db.read() as session:
        found = session.execute(select(AuditEvent.event, AuditEvent.actor_id)).all()
    assert [tuple(row) for row in found] == [("log_read", people.auditor.user_id)]


@pytest.mark.parametrize("query", ["?first=gisteren", "?last=2026-13-01", "?actor=anne"])
def test_a_filter_that_cannot_be_read_is_marked(place, people, query):
    response = Colleague(place, people.auditor).get(f"/staff/audit{query}")
    assert response.status_code == 422
    assert find_all(read_page(response.text), "p", class_="problem")


def test_a_long_log_is_paged_and_keeps_its_filter(place, people, history, monkeypatch):
    monkeypatch.setattr("service.admin.log_routes.ON_A_PAGE", 1)
    monkeypatch.setattr("service.cases.caseload.ON_A_PAGE", 1)
    page = read_page(Colleague(place, people.auditor).get("/staff/audit?event=case_opened&page=1").text)
    assert "Pagina 1 van 2" in visible_text(page)
    onward = find_all(page, "a", class_="button button--small")[0].get("href", "")
    assert onward == "/staff/audit?event=case_opened&page=2"
    assert [case for _, _, case in rows(place, people.auditor, onward.removeprefix("/staff/audit"))] == ["R-1"]


def test_a_get_writes_nothing_but_the_event_of_reading(place, people, history):
    with place.site.db.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditEvent))
    Colleague(place, people.anne).get("/staff/cases")
    Colleague(place, people.anne).get("/staff/account")
    with place.site.db.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == before


def test_every_event_that_the_service_records_has_words():
    """An auditor reads Dutch, not the names of the code."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "service").rglob("*.py"))
    recorded = set(re.findall(r'\b(?:record|audit)\(\s*(?:[\w.]+,\s*)?"([a-z_]+)"', sources))
    words = (TEMPLATES / "staff" / "admin" / "words.html").read_text(encoding="utf-8")
    assert len(recorded) > 30
    assert {event for event in recorded if f'"{event}": _(' not in words} == set()


def test_what_an_event_carries_is_in_words_too(place, people):
    with place.site.db.write() as session:
        record(session, "account_created", place.clock(), None, "service", context={"role": "team_lead"})
        record(session, "report_opened", place.clock(), None, "service", context={"form": "json"})
        record(session, "time_given", place.clock(), None, "service", context={"minutes": 10})
        record(session, "recordings_exported", place.clock(), None, "service", context={"language": "ti"})
    page = visible_text(read_page(Colleague(place, people.auditor).get("/staff/audit").text))
    assert f"Taal: {place.site.languages['ti'].name}" in page
    assert "Rol: Teamleider" in page
    assert "Als: gegevens" in page
    assert "Minuten: 10" in page
