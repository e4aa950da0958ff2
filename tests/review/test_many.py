"""Worklist and settled reviews with a thousand sittings: every one is there, most urgent first, and quickly."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from service.accounts.principal import Principal
from service.cases.models import Case, Client, Release
from service.kiosk.models import Sitting
from service.review.models import Review
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, CALM, ELEVATED, finished
from tests.support.installation import Installation
from tests.support.page import find_all, read_page, text_of
from tests.support.staff import Colleague

MANY = 1000


def add_many(place: Installation, who: Principal, number: int, results: list[bytes | None], state: str) -> None:
    """Clients with a finished sitting each, one after the other; their results are these, in turn."""
    first = place.clock() - timedelta(days=20)
    with place.site.db.write() as session:
        for count in range(number):
            at = first + timedelta(minutes=count)
            client = Client(name=f"Klant {count}", birth_year=1990, language="ti")
            session.add(client)
            session.flush()
            owner = {"team_id": who.team_id, "case_manager_id": who.user_id, "created_at": first}
            case = Case(reference=f"{state[0]}{count:05}", client_id=client.id, **owner)
            session.add(case)
            session.flush()
            ends = {"state": "finished", "started_at": at, "last_seen_at": at, "finished_at": at}
            sitting = Sitting(case_id=case.id, purpose="assessment", language="ti", seed=1, **ends)
            session.add(sitting)
            session.flush()
            review = Review(sitting_id=sitting.id, case_id=case.id, created_at=at, state=state)
            review.sealed_result = results[count % len(results)]
            session.add(review)
            session.flush()
            if state == "released":
                session.add(released(review, who, at))


def released(review: Review, who: Principal, at: datetime) -> Release:
    made = {"outcome": "no_particulars", "limits": [], "released_by": who.user_id, "released_at": at}
    return Release(review_id=review.id, case_id=review.case_id, **made)


@contextmanager
def counted(place: Installation) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(place.site.db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(place.site.db.engine, "before_cursor_execute", note)


@pytest.fixture
def results(place: Installation, clock: Clock, manager: Principal) -> list[bytes | None]:
    """The sealed results of a calm, an elevated and an acute sitting, and none yet; those sittings are in the list."""
    for reference, answers in (("R1", CALM), ("R2", ELEVATED), ("R3", ACUTE)):
        finished(place, clock, place.invite(manager, reference), answers)
    place.work()
    with place.site.db.read() as session:
        found = session.query(Review.sealed_result).order_by(Review.created_at)
        return [*(row[0] for row in found), None]


def walk(doctor: Colleague, address: str) -> list[list[str]]:
    """The references on each page, onward by its links until the last."""
    pages = []
    while address:
        page = read_page(doctor.get(address).text)
        pages.append([text_of(head) for head in find_all(page, "th", scope="row")])
        onward = [link for link in find_all(page, "a") if text_of(link) == "Volgende"]
        address = onward[0].get("href", "") if onward else ""
    return pages


@pytest.mark.slow
def test_every_sitting_is_on_some_page_and_the_most_urgent_on_the_first(
    place: Installation, manager: Principal, doctor: Colleague, results: list[bytes | None]
) -> None:
    add_many(place, manager, MANY, results, "waiting")
    pages = walk(doctor, "/staff/review")
    assert [len(page) for page in pages] == [100] * 10 + [3]
    lines = [reference for page in pages for reference in page]
    assert len(set(lines)) == MANY + 3
    acute = [f"w{count:05}" for count in range(MANY) if count % 4 == 2]
    assert lines[: len(acute) + 1] == [*acute, "R3"]
    assert lines[-1] == f"w{MANY - 1:05}", "not scored yet, and the shortest"
    by_name = walk(doctor, "/staff/review?sort=-reference")
    assert [name for page in by_name for name in page] == sorted(lines, reverse=True)
    first = text_of(read_page(doctor.get("/staff/review").text))
    assert "1003 afnames" in first
    assert "Pagina 1 van 11" in first


def test_every_settled_review_is_on_some_page_newest_first(
    place: Installation, manager: Principal, doctor: Colleague
) -> None:
    add_many(place, manager, 250, [None], "released")
    lines = [name for page in walk(doctor, "/staff/review?show=settled") for name in page]
    assert lines == [f"r{count:05}" for count in reversed(range(250))]
    lines = [name for page in walk(doctor, "/staff/review?show=settled&sort=reference") for name in page]
    assert lines == sorted(lines)
    assert len(lines) == 250


@pytest.mark.parametrize("page", ["0", "-1", "99", "2²", "x", "", "1" * 30])
def test_a_page_that_is_not_there_is_the_nearest_that_is(scored: object, doctor: Colleague, page: str) -> None:
    reply = doctor.get(f"/staff/review?page={page}")
    assert reply.status_code == 200
    assert len(re.findall(r'<th scope="row">', reply.text)) == 1


@pytest.mark.parametrize(("show", "state"), [("", "waiting"), ("?show=settled", "released")])
def test_more_sittings_ask_the_database_no_more_questions(
    place: Installation,
    manager: Principal,
    doctor: Colleague,
    opener: Opener,
    results: list[bytes | None],
    show: str,
    state: str,
) -> None:
    doctor.get(f"/staff/review{show}")
    with counted(place) as few:
        doctor.get(f"/staff/review{show}")
    add_many(place, manager, 60, results, state)
    with counted(place) as many:
        assert doctor.get(f"/staff/review{show}").text.count('<th scope="row">') >= 60
    assert len(many) == len(few)
