"""Issuing, rendering once, reading: on the pages, by the job, from the command line."""

import hashlib
import io
import json
import uuid
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import select

from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.audit.models import AuditEvent
from service.cases.milestones import reach
from service.cases.models import Case, Milestone, MilestoneName
from service.errors import NotFound
from service.reports import actions
from service.reports.actions import LanguageNotOffered, NotDebriefed, NotFinished, render_report
from service.reports.models import Report
from service.reports.pdf import PdfProblem
from service.reports.printing import report_to_file
from tests.reports.people import Person, make_case, open_case
from tests.support.installation import Installation
from tests.support.staff import Colleague

pytestmark = pytest.mark.pdf
SABA = Person()


@pytest.fixture
def manager(place: Installation) -> Principal:
    return place.staff(Role.CASE_MANAGER, name="Anna de Vries")


@pytest.fixture
def case_id(place: Installation, manager: Principal) -> uuid.UUID:
    """A finished case in the caseload of `manager`."""
    return case_in(place, manager)


def case_in(place: Installation, manager: Principal, person: Person = SABA, finished: bool = True) -> uuid.UUID:
    with place.site.db.write() as session:
        user = session.get_one(StaffUser, manager.user_id)
        made = make_case(session, place.catalogue, person, user) if finished else open_case(session, person, user)
        return made.id


def debriefed(place: Installation, case_id: uuid.UUID) -> None:
    with place.site.db.write() as session:
        session.get_one(Case, case_id).debriefed_at = place.clock()


def issued(place: Installation) -> list[Report]:
    with place.site.db.read() as session:
        found = list(session.scalars(select(Report).order_by(Report.number)))
        session.expunge_all()
        return found


def test_a_report_is_issued_made_and_opened(place: Installation, manager: Principal, case_id: uuid.UUID) -> None:
    anna, path = Colleague(place, manager), f"/staff/cases/{case_id}/reports"
    assert "Er is nog geen rapport gemaakt." in anna.get(path).text
    assert anna.post(path, audience="klantmanager", language="nl").status_code == 303
    waiting = anna.get(path).text
    assert 'http-equiv="refresh" content="2"' in waiting
    assert "Er wordt een rapport gemaakt." in waiting
    report = issued(place)[0]
    assert anna.get(f"/staff/reports/{report.id}/file").status_code == 409
    place.work()
    ready = anna.get(path).text
    assert 'http-equiv="refresh" content="2"' not in ready
    report = issued(place)[0]
    assert (report.sha256 or "")[:12] in ready
    answer = anna.get(f"/staff/reports/{report.id}/file")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="klantbeeld-2026-0417.pdf"'
    assert hashlib.sha256(answer.content).hexdigest() == report.sha256
    assert "Klantbeeld" in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    content = anna.get(f"/staff/reports/{report.id}/json")
    assert json.loads(content.content)["header"]["reference"] == "2026-0417"
    attached = pypdf.PdfReader(io.BytesIO(answer.content)).attachments["klantbeeld.json"]
    assert attached == [content.content]


def test_issuing_and_opening_leave_a_trace(place: Installation, manager: Principal, case_id: uuid.UUID) -> None:
    anna = Colleague(place, manager)
    anna.post(f"/staff/cases/{case_id}/reports", audience="klantmanager", language="en")
    place.work()
    report = issued(place)[0]
    anna.get(f"/staff/reports/{report.id}/file")
    anna.get(f"/staff/reports/{report.id}/json")
    with place.site.db.read() as session:
        events = session.scalars(select(AuditEvent.event).where(AuditEvent.object_id == report.id)).all()
        names = [row.name for row in session.scalars(select(Milestone).where(Milestone.case_id == case_id))]
    assert sorted(events) == ["report_issued", "report_opened", "report_opened"]
    assert names == ["report_issued"]


def test_a_made_report_never_changes(place: Installation, manager: Principal, case_id: uuid.UUID) -> None:
    anna = Colleague(place, manager)
    anna.post(f"/staff/cases/{case_id}/reports", audience="klantmanager", language="nl")
    place.work()
    before = issued(place)[0]
    with place.site.db.write() as session:
        session.get_one(Case, case_id).client.name = "Another Name"
    render_report(place.site, {"report_id": str(before.id)})
    after = issued(place)[0]
    assert (after.sha256, after.rendered_at, after.content) == (before.sha256, before.rendered_at, before.content)
    anna.post(f"/staff/cases/{case_id}/reports", audience="klantmanager", language="nl", seen=1)
    assert [row.number for row in issued(place)] == [1, 2]


def test_what_cannot_be_rendered_is_marked_failed(
    place: Installation, manager: Principal, case_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, path = Colleague(place, manager), f"/staff/cases/{case_id}/reports"
    anna.post(path, audience="klantmanager", language="nl")

    def broken(*_: object) -> bytes:
        raise PdfProblem("a glyph is missing")

    monkeypatch.setattr(actions, "report_pdf", broken)
    place.work()
    assert issued(place)[0].state == "failed"
    assert "▲</span>kon niet worden gemaakt" in anna.get(path).text


def test_the_clients_copy_comes_after_the_talk(place: Installation, manager: Principal, case_id: uuid.UUID) -> None:
    anna, path = Colleague(place, manager), f"/staff/cases/{case_id}/reports"
    assert 'value="client"' not in anna.get(path).text
    assert anna.post(path, audience="client", language="ti").status_code == 409
    debriefed(place, case_id)
    page = anna.get(path).text
    assert 'value="client"' in page
    assert '<option value="ti" selected>' in page
    assert anna.post(path, audience="client", language="ti").status_code == 303
    place.work()
    report = issued(place)[0]
    assert (report.audience, report.language, report.state) == ("client", "ti", "ready")
    with place.site.db.read() as session:
        assert session.scalars(select(Milestone).where(Milestone.case_id == case_id)).all() == []


def test_a_report_from_before_the_outcome_is_marked(
    place: Installation, manager: Principal, case_id: uuid.UUID
) -> None:
    anna, path = Colleague(place, manager), f"/staff/cases/{case_id}/reports"
    mark, notice = "Gemaakt vóór de uitkomst van de MGGZ", "Maak een nieuw rapport: daar staat de uitkomst in."
    anna.post(path, audience="klantmanager", language="nl")
    assert mark not in anna.get(path).text
    assert notice not in anna.get(path).text
    place.clock.forward(minutes=1)  # type: ignore[attr-defined]
    with place.site.db.write() as session:
        reach(session, case_id, MilestoneName.RELEASED, place.clock())
    page = anna.get(path).text
    assert (page.count(mark), page.count(notice)) == (1, 1)
    place.clock.forward(minutes=1)  # type: ignore[attr-defined]
    anna.post(path, audience="klantmanager", language="nl", seen=1)
    page = anna.get(path).text
    assert (page.count(mark), page.count(notice)) == (1, 0)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"audience": "klantmanager", "language": "ar"}, 422),
        ({"audience": "klantmanager", "language": "xx"}, 422),
        ({"audience": "psychiatrist", "language": "nl"}, 422),
        ({"audience": "klantmanager"}, 422),
    ],
)
def test_a_wrong_form_issues_nothing(
    place: Installation, manager: Principal, case_id: uuid.UUID, form: dict[str, str], status: int
) -> None:
    assert Colleague(place, manager).post(f"/staff/cases/{case_id}/reports", **form).status_code == status
    assert issued(place) == []


def test_before_the_end_of_the_assessment_there_is_no_report(place: Installation, manager: Principal) -> None:
    case_id = case_in(place, manager, finished=False)
    anna, path = Colleague(place, manager), f"/staff/cases/{case_id}/reports"
    page = anna.get(path).text
    assert "De afname is niet afgerond" in page
    assert "<select" not in page
    assert anna.post(path, audience="klantmanager", language="nl").status_code == 409


def test_who_has_stopped_gets_no_new_report(place: Installation, manager: Principal, case_id: uuid.UUID) -> None:
    with place.site.db.write() as session:
        session.get_one(Case, case_id).withdrawn_at = place.clock()
    assert (
        Colleague(place, manager)
        .post(f"/staff/cases/{case_id}/reports", audience="klantmanager", language="nl")
        .status_code
        == 409
    )


@pytest.mark.parametrize(
    ("role", "team", "reads", "writes"),
    [
        (Role.CASE_MANAGER, "Oost", 404, 404),
        (Role.TEAM_LEAD, "Oost", 200, 404),
        (Role.TEAM_LEAD, "West", 404, 404),
        (Role.PSYCHIATRIST, "", 200, 404),
        (Role.ADMIN, "", 404, 404),
        (Role.AUDITOR, "", 404, 404),
    ],
)
def test_who_may_see_a_report(
    place: Installation, manager: Principal, case_id: uuid.UUID, role: Role, team: str, reads: int, writes: int
) -> None:
    path = f"/staff/cases/{case_id}/reports"
    Colleague(place, manager).post(path, audience="klantmanager", language="nl")
    place.work()
    report = issued(place)[0]
    other = Colleague(place, place.staff(role, team))
    for address in (path, f"/staff/reports/{report.id}/file", f"/staff/reports/{report.id}/json"):
        assert other.get(address).status_code == reads, address
    assert other.post(path, audience="klantmanager", language="nl").status_code == writes
    assert other.get(f"/staff/reports/{uuid.uuid4()}/file").status_code == 404


def test_the_psychiatrist_sees_no_case_before_the_end(place: Installation, manager: Principal) -> None:
    case_id = case_in(place, manager, finished=False)
    assert Colleague(place, place.staff(Role.PSYCHIATRIST)).get(f"/staff/cases/{case_id}/reports").status_code == 404


def test_a_report_goes_to_a_file(place: Installation, manager: Principal, case_id: uuid.UUID, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    assert report_to_file(place.site, "2026-0417", "klantmanager", "nl", path) is False
    assert path.read_bytes().startswith(b"%PDF")
    assert issued(place) == []
    Colleague(place, manager).post(f"/staff/cases/{case_id}/reports", audience="klantmanager", language="nl")
    place.work()
    assert report_to_file(place.site, str(case_id), "klantmanager", "nl", path) is True
    assert hashlib.sha256(path.read_bytes()).hexdigest() == issued(place)[0].sha256
    with place.site.db.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.event == "report_opened")).all()
        assert [(row.case_id, row.actor_role) for row in events] == [(case_id, "service")] * 2
        assert {row.object_id for row in events} == {None, issued(place)[0].id}


def test_a_report_that_comes_too_soon_is_refused_for_that_reason(
    place: Installation, manager: Principal, case_id: uuid.UUID
) -> None:
    anna = Colleague(place, manager)
    own = anna.post(f"/staff/cases/{case_id}/reports", audience="client", language="ti")
    unfinished = case_in(place, manager, Person(reference="2026-0500"), finished=False)
    early = anna.post(f"/staff/cases/{unfinished}/reports", audience="klantmanager", language="nl")
    for reply, title, case in (
        (own, "Eerst het nagesprek", case_id),
        (early, "Er is nog niets om over te rapporteren", unfinished),
    ):
        assert reply.status_code == 409
        assert f"<h1>{title}</h1>" in reply.text
        assert f'href="/staff/cases/{case}/reports"' in reply.text
        assert "Iemand was u voor" not in reply.text
    assert issued(place) == []


def test_the_command_says_what_is_wrong(
    place: Installation, manager: Principal, case_id: uuid.UUID, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    unfinished = case_in(place, manager, Person(reference="2026-0500"), finished=False)
    with pytest.raises(NotFound, match="no case nobody"):
        report_to_file(place.site, "nobody", "klantmanager", "nl", path)
    with pytest.raises(NotFinished):
        report_to_file(place.site, str(unfinished), "klantmanager", "nl", path)
    with pytest.raises(NotDebriefed):
        report_to_file(place.site, str(case_id), "client", "nl", path)
    with pytest.raises(LanguageNotOffered):
        report_to_file(place.site, str(case_id), "klantmanager", "ti", path)
    with pytest.raises(LanguageNotOffered):
        report_to_file(place.site, str(case_id), "auditor", "nl", path)
    assert not path.exists()
    with place.site.db.read() as session:
        assert session.scalars(select(AuditEvent).where(AuditEvent.event == "report_opened")).all() == []
