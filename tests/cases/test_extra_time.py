"""Extra time for one client: set by the klantmanager, kept with the sitting, logged, and never with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from service.accounts.models import Role
from service.audit.models import AuditEvent
from service.cases.models import Case, MilestoneName
from service.kiosk.models import Sitting
from tests.cases.conftest import happen
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent
from tests.support.staff import Colleague
from tests.support.timed import timed_sample


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    found = install(tmp_path / "data", database_url, clock, timed_sample(tmp_path / "questionnaires"))
    yield found
    found.site.db.close()


@pytest.fixture
def anne(place: Installation) -> Colleague:
    return Colleague(place, place.staff(Role.CASE_MANAGER, name="Anne"))


@pytest.fixture
def invited(place: Installation, anne: Colleague) -> Invited:
    assert anne.who is not None
    return place.invite(anne.who)


def kept(place: Installation) -> list[str]:
    """The extra time of the case and of its sittings."""
    with place.site.db.read() as session:
        return [*session.scalars(select(Case.extra_time)), *session.scalars(select(Sitting.extra_time))]


def test_it_is_set_before_and_goes_along_into_the_assessment(
    place: Installation, anne: Colleague, invited: Invited
) -> None:
    page = anne.get(f"/staff/cases/{invited.case_id}/time").text
    assert "wordt niet bewaard" in page
    assert page.count('type="radio"') == 5
    assert anne.post(f"/staff/cases/{invited.case_id}/time", extra_time="50").status_code == 303
    assert "de helft meer" in anne.get(f"/staff/cases/{invited.case_id}").text
    assert kept(place) == ["50"]
    client = Respondent(place.app, "nl")
    client.enter(invited.code)
    assert kept(place) == ["50", "50"]
    client.open_module("paren")
    client.answer()
    assert "U hebt extra tijd." in client.html
    assert "45" in client.html


def test_it_can_be_changed_during_the_assessment_and_holds_at_once(
    place: Installation, anne: Colleague, invited: Invited, clock: Clock
) -> None:
    client = Respondent(place.app, "nl")
    client.enter(invited.code)
    client.open_module("paren")
    client.answer()
    client.press("on")
    clock.forward(seconds=50)
    assert anne.post(f"/staff/cases/{invited.case_id}/time", extra_time="none").status_code == 303
    assert kept(place) == ["none", "none"]
    client.answer("a")
    assert client.item == "pa_a2", "fifty seconds at a question of thirty: there is no limit any more"


def test_the_log_says_how_much_and_nothing_says_why(place: Installation, anne: Colleague, invited: Invited) -> None:
    path = f"/staff/cases/{invited.case_id}/time"
    for chosen in ("25", "25", "0"):
        anne.post(path, extra_time=chosen)
    assert anne.post(path, extra_time="50", reason="bad eyes").status_code == 422, "there is no room for a reason"
    with place.site.db.read() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.event == "extra_time_set")).all()
        assert sorted(row.context["extra_time"] for row in rows) == ["0", "25"]
        assert {row.case_id for row in rows} == {invited.case_id}


@pytest.mark.parametrize("wrong", ["", "10", "-50", "1e9", "NONE"])
def test_nothing_else_can_be_chosen(place: Installation, anne: Colleague, invited: Invited, wrong: str) -> None:
    assert anne.post(f"/staff/cases/{invited.case_id}/time", extra_time=wrong).status_code == 422
    assert kept(place) == ["0"]


def test_after_the_assessment_there_is_nothing_to_give(place: Installation, anne: Colleague, invited: Invited) -> None:
    happen(place, invited.case_id, MilestoneName.STARTED, MilestoneName.FINISHED)
    assert f"/staff/cases/{invited.case_id}/time" not in anne.get(f"/staff/cases/{invited.case_id}").text
    assert anne.post(f"/staff/cases/{invited.case_id}/time", extra_time="50").status_code == 409
