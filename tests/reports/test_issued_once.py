"""A page that asks for a report twice, or two pages that ask for the same one, make one report."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.audit.models import AuditEvent
from service.cases.models import Case
from service.jobs.models import Job
from service.reports.models import Report
from tests.reports.people import Person, make_case
from tests.support.installation import Installation
from tests.support.staff import Colleague

SEEN = re.compile(r'name="seen" value="(\d+)"')


@pytest.fixture
def manager(place: Installation) -> Principal:
    return place.staff(Role.CASE_MANAGER, name="Anna de Vries")


@pytest.fixture
def here(place: Installation, manager: Principal) -> str:
    """The reports of a finished case after the nagesprek."""
    with place.site.db.write() as session:
        case = make_case(session, place.catalogue, Person(), session.get_one(StaffUser, manager.user_id))
        session.get_one(Case, case.id).debriefed_at = place.clock()
        return f"/staff/cases/{case.id}/reports"


def asking(colleague: Colleague, here: str, audience: str = "klantmanager", language: str = "nl") -> Callable[[], int]:
    """A page as it is now; pressing its button sends what it holds and says what came back."""
    (seen,) = set(SEEN.findall(colleague.get(here).text))
    return lambda: colleague.post(here, audience=audience, language=language, seen=seen).status_code


def kinds(place: Installation) -> list[tuple[int, str, str]]:
    with place.site.db.read() as session:
        found = session.scalars(select(Report).order_by(Report.number))
        return [(row.number, row.audience, row.language) for row in found]


def test_pressed_twice_one_report(place: Installation, manager: Principal, here: str) -> None:
    press = asking(Colleague(place, manager), here)
    assert [press(), press()] == [303, 303]
    assert kinds(place) == [(1, "klantmanager", "nl")]
    with place.site.db.read() as session:
        events = list(session.scalars(select(AuditEvent.event)))
        assert len(list(session.scalars(select(Job).where(Job.kind == "render_report")))) == 1
    assert events.count("report_issued") == 1


def test_in_two_tabs_too_until_the_page_is_loaded_anew(place: Installation, manager: Principal, here: str) -> None:
    anna = Colleague(place, manager)
    first, second = (asking(anna, here) for _ in range(2))
    assert [first(), second()] == [303, 303]
    assert len(kinds(place)) == 1
    assert asking(anna, here)() == 303
    assert len(kinds(place)) == 2


def test_a_page_from_before_still_makes_another_kind(place: Installation, manager: Principal, here: str) -> None:
    anna = Colleague(place, manager)
    wanted = [("klantmanager", "nl"), ("klantmanager", "en"), ("client", "ti"), ("client", "ar")]
    presses = [asking(anna, here, *kind) for kind in wanted]
    for press in presses * 2:
        assert press() == 303
    assert [kind for _, *kind in kinds(place)] == [list(kind) for kind in wanted]


def test_at_the_same_moment_one_report(place: Installation, manager: Principal, here: str) -> None:
    colleagues = [Colleague(place, manager) for _ in range(4)]
    for number in range(1, 6):
        presses = [asking(colleague, here) for colleague in colleagues]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda press: press(), presses)) == [303] * 4
        assert len(kinds(place)) == number


@pytest.mark.parametrize("seen", ["-1", "x", "1.5"])
def test_a_place_that_never_was_makes_none(place: Installation, manager: Principal, here: str, seen: str) -> None:
    reply = Colleague(place, manager).post(here, audience="klantmanager", language="nl", seen=seen)
    assert reply.status_code == 422
    assert kinds(place) == []
