"""Appointments and further modules: asked for by the MGGZ, without a reason."""

import threading
import uuid
from collections import Counter
from datetime import date, timedelta

import pytest

from service.accounts.principal import Principal
from service.cases.places import Places
from service.errors import Conflict
from service.review.changing import AskedAlready
from service.review.follow_up import Asked, request_appointment, request_supplementary
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import PAST, Afname, begin, finished, here, keys_of, milestones
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of
from tests.support.staff import Colleague
from tests.support.tables import rows_of

DECISION = {"outcome": "lighter_pace", "limits": ["quiet_place", "more_breaks"], "confirmed": "true"}


def test_two_appointments_at_once_and_one_wins(
    place: Installation, clock: Clock, scored: Afname, psychiatrist: Principal
) -> None:
    results: list[str] = []
    start, edition = threading.Barrier(8), scored.edition()
    asked = Asked(date(2026, 11, 25), date(2026, 12, 2), place.site.part(Places).rows[0], "within_week")

    def try_it() -> None:
        start.wait()
        try:
            with place.site.db.write() as session:
                request_appointment(session, psychiatrist, scored.review_id, edition, asked, clock.now)
            results.append("won")
        except Conflict:
            results.append("lost")

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Counter(results) == {"won": 1, "lost": 7}
    assert len(rows_of(place.site.db, "appointment")) == 1


def test_an_appointment_says_when_where_and_how_soon(place: Installation, scored: Afname, doctor: Colleague) -> None:
    form = {"window_from": "2026-11-25", "window_to": "2026-11-28", "place": "mggz", "urgency": "within_week"}
    assert doctor.post(here(scored, "appointment"), edition=scored.edition(), **form).status_code == 303
    (row,) = rows_of(place.site.db, "appointment")
    assert (str(row["window_from"]), str(row["window_to"]), row["place"]) == (
        "2026-11-25",
        "2026-11-28",
        "Bij de MGGZ",
    )
    assert milestones(place)["appointment_requested"] == 1
    again = {**form, "place": "centre"}
    assert doctor.post(here(scored, "appointment"), edition=scored.edition(), **again).status_code == 303
    assert Counter(row["state"] for row in rows_of(place.site.db, "appointment")) == {"cancelled": 1, "requested": 1}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"window_from": "2026-11-20"}, "window_from"),
        ({"window_to": "2026-11-24"}, "window_to"),
        ({"window_to": "2027-11-24"}, "window_to"),
        ({"urgency": "yesterday"}, "urgency"),
        ({"place": ""}, "place"),
        ({"place": "Bij de MGGZ"}, "place"),
        ({"place": "Traumapoli, kamer 4"}, "place"),
        ({"place": "x" * 300}, "place"),
        ({"window_from": "soon"}, "window_from"),
    ],
)
def test_an_appointment_that_cannot_be(
    place: Installation, scored: Afname, doctor: Colleague, wrong: dict[str, str], field: str
) -> None:
    form = {"window_from": "2026-11-25", "window_to": "2026-11-28", "place": "mggz", "urgency": "within_week"}
    answer = doctor.post(here(scored, "appointment"), edition=scored.edition(), **{**form, **wrong})
    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    assert "Traumapoli" not in answer.text
    assert rows_of(place.site.db, "appointment") == []
    assert milestones(place)["appointment_requested"] == 0


@pytest.mark.parametrize(
    ("urgency", "latest"),
    [
        ("today", "2026-11-22"),
        ("within_week", "2026-11-29"),
        ("within_two_weeks", "2026-12-06"),
        ("within_month", "2026-12-23"),
    ],
)
def test_the_appointment_is_as_soon_as_the_urgency_says(
    place: Installation, scored: Afname, doctor: Colleague, urgency: str, latest: str
) -> None:
    form = {"place": "mggz", "urgency": urgency}
    after = (date.fromisoformat(latest) + timedelta(days=1)).isoformat()
    for first, field in ((after, "window_from"), (latest, "window_to")):
        asked = form | {"window_from": first, "window_to": after}
        late = doctor.post(here(scored, "appointment"), edition=scored.edition(), **asked)
        assert late.status_code == 422
        assert f'id="{field}-problem"' in late.text
        assert late.text.count("later dan bij de urgentie past") == 1
        assert f'value="{after}"' in late.text
    asked = form | {"window_from": latest, "window_to": latest}
    assert doctor.post(here(scored, "appointment"), edition=scored.edition(), **asked).status_code == 303
    assert len(rows_of(place.site.db, "appointment")) == 1


def test_the_places_are_a_list_and_there_is_no_field_to_write_one(scored: Afname, doctor: Colleague) -> None:
    page = read_page(doctor.get(here(scored)).text)
    assert find_all(page, "input", name="place") == []
    [choice] = find_all(page, "select", name="place")
    assert [option.get("value") for option in find_all(choice, "option")][:3] == ["", "mggz", "centre"]
    assert "Bij de MGGZ" in text_of(choice)


def test_a_supplementary_module_waits_for_the_client_and_leaves_no_milestone(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    before = milestones(place)
    assert doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma").status_code == 303
    sittings = Counter((row["purpose"], row["state"]) for row in rows_of(place.site.db, "sitting"))
    assert sittings == {("assessment", "finished"): 1, ("supplementary", "open"): 1}
    assert milestones(place) == before
    assert "wacht op de klant" in text_of(read_page(doctor.get(here(scored)).text))
    for module in ("motivatie", "nothing"):
        refused = doctor.post(here(scored, "supplementary"), edition=scored.edition(), module=module)
        assert refused.status_code == 404


def supplementary(place: Installation) -> Counter[str]:
    return Counter(row["state"] for row in rows_of(place.site.db, "sitting") if row["purpose"] == "supplementary")


def test_a_module_that_still_waits_is_asked_for_once(place: Installation, scored: Afname, doctor: Colleague) -> None:
    """Pressed twice on the same page, or again on the page as it is then: one sitting, and a calm sentence."""
    edition = scored.edition()
    assert doctor.post(here(scored, "supplementary"), edition=edition, module="trauma").status_code == 303
    for seen in (edition, scored.edition()):
        again = doctor.post(here(scored, "supplementary"), edition=seen, module="trauma", note="Een notitie.")
        assert again.status_code == 409
        words = text_of(read_page(again.text))
        assert "Deze module wacht al op de klant." in words
        assert "Een notitie." in words
        assert "Iemand heeft" not in words
    assert supplementary(place) == {"open": 1}
    assert scored.edition() == edition + 1


def test_a_module_that_was_filled_in_is_a_new_round(
    place: Installation, clock: Clock, scored: Afname, doctor: Colleague
) -> None:
    doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma")
    (more,) = [row["id"] for row in rows_of(place.site.db, "sitting") if row["purpose"] == "supplementary"]
    Afname(place, clock, scored.client, uuid.UUID(str(more)), "ti").end()
    assert doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma").status_code == 303
    assert supplementary(place) == {"open": 1, "finished": 1}


def test_two_reviews_of_one_client_ask_for_a_module_once(
    place: Installation, clock: Clock, scored: Afname, psychiatrist: Principal, opener: Opener
) -> None:
    """At the same moment: the first one wins, and the other is told."""
    other = finished(place, clock, scored.client)
    place.work()
    start, results = threading.Barrier(2), list[str]()

    def try_it(sitting: Afname, edition: int) -> None:
        start.wait()
        try:
            with place.site.db.write() as session:
                module = place.catalogue.module("trauma")
                at = (opener, psychiatrist, sitting.review_id, edition)
                request_supplementary(session, *at, module, clock.now)
            results.append("won")
        except AskedAlready:
            results.append("told")

    threads = [threading.Thread(target=try_it, args=(sitting, sitting.edition())) for sitting in (scored, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Counter(results) == {"won": 1, "told": 1}
    assert supplementary(place) == {"open": 1}


def test_who_stopped_gets_no_appointment_and_no_outcome(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {**PAST, "tr_danger": "yes"})
    sitting.end("withdrawn")
    place.work()
    form = {"window_from": "2026-11-25", "window_to": "2026-11-28", "place": "mggz", "urgency": "within_week"}
    assert doctor.post(here(sitting, "appointment"), edition=sitting.edition(), **form).status_code == 409
    assert doctor.post(here(sitting, "release"), edition=sitting.edition(), **DECISION).status_code == 409
    assert doctor.post(here(sitting, "close"), edition=sitting.edition()).status_code == 422
    key = keys_of(place, opener, sitting)["tr_danger"]
    doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="Locatie gebeld.")
    assert doctor.post(here(sitting, "close"), edition=sitting.edition()).status_code == 303
    assert rows_of(place.site.db, "release") == rows_of(place.site.db, "appointment") == []


def test_days_of_the_window_are_dutch_days(
    place: Installation, clock: Clock, scored: Afname, psychiatrist: Principal
) -> None:
    """At 23:30 UTC it is the next day in the Netherlands already."""
    clock.now = clock.now.replace(hour=23, minute=30)
    form = {"window_from": "2026-11-22", "window_to": "2026-11-28", "place": "mggz", "urgency": "today"}
    late = Colleague(place, psychiatrist)
    assert late.post(here(scored, "appointment"), edition=scored.edition(), **form).status_code == 422
