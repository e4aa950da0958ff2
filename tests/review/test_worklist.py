"""The worklist: all finished sittings, in order of urgency; an acute signal at once; nothing for anybody else."""

import re
from datetime import timedelta

import pytest

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.cases.models import Case
from service.review.pages import WorklistPage
from service.review.worklist import worklist_page
from service.vault.models import CaseKey, SealedFlag
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, CALM, ELEVATED, PAST, begin, finished
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague
from tests.support.tables import rows_of


def shown(place: Installation, opener: Opener) -> WorklistPage:
    with place.site.db.read() as session:
        return worklist_page(session, opener, place.site.translators["nl"], place.clock())


def order(place: Installation, opener: Opener) -> list[tuple[str, str]]:
    return [(row.reference, row.urgency) for row in shown(place, opener).rows]


def test_an_empty_worklist_says_what_will_come(doctor: Colleague) -> None:
    page = doctor.get("/staff/review")
    assert "Er wacht nu niemand" in text_of(read_page(page.text))
    assert "nog niets vrijgegeven" in text_of(read_page(doctor.get("/staff/review?show=settled").text))


def test_most_urgent_first_then_who_waits_longest(
    place: Installation, clock: Clock, manager: Principal, opener: Opener
) -> None:
    made = [("R1", CALM), ("R2", PAST), ("R3", ELEVATED), ("R4", CALM), ("R5", ELEVATED), ("R6", ACUTE), ("R7", PAST)]
    for reference, answers in made:
        finished(place, clock, place.invite(manager, reference), answers)
        clock.forward(minutes=10)
    assert order(place, opener)[0] == ("R6", "acute")
    assert {urgency for _, urgency in order(place, opener)[1:]} == {"unscored"}
    place.work()
    finished(place, clock, place.invite(manager, "R8"), CALM)
    assert order(place, opener) == [
        ("R6", "acute"),
        ("R3", "elevated"),
        ("R5", "elevated"),
        ("R2", "attention"),
        ("R7", "attention"),
        ("R1", "none"),
        ("R4", "none"),
        ("R8", "unscored"),
    ]


def test_an_acute_signal_stands_there_before_the_end(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes"})
    assert order(place, opener) == []
    sitting.say("trauma", {"tr_safety": "today"})
    assert order(place, opener) == [(client.reference, "acute")]
    page = read_page(doctor.get("/staff/review").text)
    assert "acuut signaal, afname nog open" in text_of(page)
    assert find_all(page, "form", action=f"/staff/review/sitting/{sitting.id}")


def test_a_signal_that_is_not_acute_waits_for_the_end(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {**PAST})
    assert order(place, opener) == []


def test_an_open_sitting_is_taken_up_once_and_shows_only_what_the_signal_rests_on(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes", "tr_core_guilt": "3", "tr_safety": "today"})
    first = doctor.post(f"/staff/review/sitting/{sitting.id}")
    again = doctor.post(f"/staff/review/sitting/{sitting.id}")
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"] == f"/staff/review/{sitting.review_id}"
    words = visible_text(read_page(doctor.get(first.headers["location"]).text))
    assert "Ja, ook vandaag" in words
    assert "schuld" not in words
    assert "Vrijgeven" not in words


def test_a_sitting_without_a_signal_cannot_be_taken_up(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes"})
    assert doctor.post(f"/staff/review/sitting/{sitting.id}").status_code == 404
    assert not sitting.has_review


def test_the_end_of_a_sitting_that_was_taken_up_leads_to_the_same_review(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", ACUTE)
    doctor.post(f"/staff/review/sitting/{sitting.id}")
    before = sitting.review_id
    sitting.end()
    place.work()
    assert sitting.review_id == before
    words = visible_text(read_page(doctor.get(f"/staff/review/{before}").text))
    assert "Vrijgeven" in words


def test_the_alarm_sounds_after_a_day_and_ends_when_the_signal_is_closed(
    place: Installation, clock: Clock, client: Invited, opener: Opener, psychiatrist: Principal
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    clock.forward(hours=23, minutes=30)
    assert shown(place, opener).late == 0
    clock.forward(hours=1)
    page = shown(place, opener)
    assert (page.late, page.rows[0].late) == (1, True)
    doctor = Colleague(place, psychiatrist)
    html = doctor.get("/staff/review").text
    assert "langer dan 24 uur open" in text_of(read_page(html))
    review = doctor.get(f"/staff/review/{sitting.review_id}").text
    key = re.search(r'name="key"\s+value="([0-9a-f]{64})"', review)
    assert key is not None
    edition = sitting.edition()
    doctor.post(f"/staff/review/{sitting.review_id}/signal", edition=edition, key=key[1], reason="Gebeld en gezien.")
    page = shown(place, opener)
    assert (page.late, page.rows[0].urgency) == (0, "none")


def test_a_calm_client_who_waits_for_long_is_no_alarm(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    finished(place, clock, client, ELEVATED)
    place.work()
    clock.forward(days=9)
    page = shown(place, opener)
    assert (page.late, page.rows[0].late, page.rows[0].waited) == (0, False, "9 dagen")


def test_a_signal_that_cannot_be_read_stands_on_top(
    place: Installation, clock: Clock, manager: Principal, opener: Opener
) -> None:
    finished(place, clock, place.invite(manager, "R1"), ACUTE)
    other = begin(place, clock, place.invite(manager, "R2"))
    with place.site.db.write() as session:
        case_id = other.client.case_id
        assert session.get(CaseKey, case_id) is not None
        session.add(SealedFlag(case_id=case_id, sitting_id=other.id, sealed=b"broken", raised_at=clock.now))
    assert order(place, opener) == [("R2", "unreadable"), ("R1", "acute")]


def test_who_was_withdrawn_by_the_klantmanager_is_no_longer_to_be_released(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = finished(place, clock, client, CALM)
    place.work()
    with place.site.db.write() as session:
        session.get_one(Case, client.case_id).withdrawn_at = clock.now
    assert [row.stage for row in shown(place, opener).rows] == ["withdrawn"]
    form = {"edition": sitting.edition(), "outcome": "no_particulars", "confirmed": "true"}
    assert doctor.post(f"/staff/review/{sitting.review_id}/release", **form).status_code == 409
    assert rows_of(place.site.db, "release") == []
    closed = doctor.post(f"/staff/review/{sitting.review_id}/close", edition=sitting.edition())
    assert closed.status_code == 303
    assert order(place, opener) == []
    assert "De klant was gestopt" in text_of(read_page(doctor.get("/staff/review?show=settled").text))


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ADMIN, Role.AUDITOR])
def test_other_roles_find_nothing(place: Installation, clock: Clock, client: Invited, role: Role) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    stranger, events = Colleague(place, place.staff(role)), len(rows_of(place.site.db, "audit_event"))
    here = f"/staff/review/{sitting.review_id}"
    for path in ("/staff/review", "/staff/review?show=settled", here):
        assert stranger.get(path).status_code == 404
    for path in ("note", "signal", "appointment", "supplementary", "release", "close"):
        assert stranger.post(f"{here}/{path}", edition=sitting.edition()).status_code == 404
    assert stranger.post(f"/staff/review/sitting/{sitting.id}").status_code == 404
    assert len(rows_of(place.site.db, "audit_event")) == events


def test_nobody_signed_in_gets_the_door(place: Installation, clock: Clock, client: Invited) -> None:
    sitting = finished(place, clock, client)
    stranger = Colleague(place, None)
    for path in ("/staff/review", f"/staff/review/{sitting.review_id}"):
        assert stranger.get(path).status_code in (303, 401)


def test_each_look_at_the_worklist_is_one_event(place: Installation, doctor: Colleague) -> None:
    before = rows_of(place.site.db, "audit_event")
    doctor.get("/staff/review")
    added = [row for row in rows_of(place.site.db, "audit_event") if row not in before]
    assert [row["event"] for row in added] == ["worklist_read"]


def test_the_waiting_time_counts_from_the_end(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = finished(place, clock, client)
    ended = clock.now
    clock.now += timedelta(hours=3)
    (row,) = shown(place, opener).rows
    assert (row.since, row.waited, row.review_id) == (ended, "3 uur", sitting.review_id)


def references(doctor: Colleague, query: str = "") -> list[str]:
    page = read_page(doctor.get(f"/staff/review{query}").text)
    return [text_of(head) for head in find_all(page, "th", scope="row")]


def test_it_sorts_by_its_headings_and_forgets_it(
    place: Installation, clock: Clock, manager: Principal, doctor: Colleague
) -> None:
    for reference, answers in (("R2", CALM), ("R3", ELEVATED), ("R1", PAST)):
        finished(place, clock, place.invite(manager, reference), answers)
        clock.forward(minutes=2)
    place.work()
    usual = ["R3", "R1", "R2"]
    assert references(doctor) == references(doctor, "?sort=urgency") == references(doctor, "?sort=nonsense") == usual
    assert references(doctor, "?sort=-urgency") == usual[::-1]
    assert references(doctor, "?sort=reference") == ["R1", "R2", "R3"]
    assert references(doctor, "?sort=waits") == ["R2", "R3", "R1"]
    assert references(doctor) == usual
    page = read_page(doctor.get("/staff/review?sort=reference").text)
    assert [text_of(head) for head in find_all(page, "th", **{"aria-sort": "ascending"})] == ["Kenmerk"]
    assert find_all(page, "a", href="/staff/review?sort=-reference")
    assert find_all(page, "a", href="/staff/review?sort=urgency")
    assert "meest dringend" not in text_of(find_all(page, "caption")[0]).casefold()


def test_who_is_not_a_psychiatrist_sorts_nothing_by_urgency(
    place: Installation, clock: Clock, manager: Principal
) -> None:
    """A name of the worklist's columns asks the caseload for nothing."""
    for reference, answers in (("R1", CALM), ("R2", ACUTE)):
        finished(place, clock, place.invite(manager, reference), answers)
    place.work()
    anne = Colleague(place, manager)
    for sort in ("urgency", "-urgency", "waits", "outcome"):
        assert anne.get(f"/staff/cases?sort={sort}").text == anne.get("/staff/cases").text
        assert anne.get(f"/staff/review?sort={sort}").status_code == 404
