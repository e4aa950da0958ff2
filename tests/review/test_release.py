"""A release happens once, on purpose, and tells no more than fixed sentences."""

import threading
import uuid
from collections import Counter

import pytest

from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.errors import Conflict
from service.review.actions import Decision, release_outcome
from service.review.changing import SignalsOpen
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, CALM, ELEVATED, Afname, begin, finished, here, keys_of, milestones
from tests.support.installation import Installation, Invited
from tests.support.page import read_page, text_of
from tests.support.staff import Colleague
from tests.support.tables import everything, rows_of

DECISION = {"outcome": "lighter_pace", "limits": ["quiet_place", "more_breaks"], "confirmed": "true"}


def test_a_release_is_a_row_of_ids_a_milestone_and_an_event(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    sent = doctor.post(here(scored, "release"), edition=scored.edition(), **DECISION)
    assert (sent.status_code, sent.headers["location"]) == (303, "/staff/review")
    (release,) = rows_of(place.site.db, "release")
    assert release["outcome"] == "lighter_pace"
    assert "quiet_place" in str(release["limits"])
    assert milestones(place)["released"] == 1
    assert [row["state"] for row in rows_of(place.site.db, "review")] == ["released"]
    events = Counter(row["event"] for row in rows_of(place.site.db, "audit_event"))
    assert events["outcome_released"] == 1
    page = text_of(read_page(doctor.get(here(scored)).text))
    assert "De MGGZ adviseert voor enige tijd een lichter tempo." in page
    assert "lichter tempo" in text_of(read_page(doctor.get("/staff/review?show=settled").text))


def test_an_outcome_without_limits_takes_none(place: Installation, scored: Afname, doctor: Colleague) -> None:
    form = {"outcome": "no_particulars", "limits": ["no_night_work"], "confirmed": "true"}
    refused = doctor.post(here(scored, "release"), edition=scored.edition(), **form)
    assert refused.status_code == 422
    assert "Deze uitkomst zegt dat er niets is om rekening mee te houden." in text_of(read_page(refused.text))
    assert rows_of(place.site.db, "release") == []
    form.pop("limits")
    assert doctor.post(here(scored, "release"), edition=scored.edition(), **form).status_code == 303


def test_that_a_module_is_asked_for_is_told_only_while_one_waits(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    form = {"outcome": "more_questions", "confirmed": "true"}
    refused = doctor.post(here(scored, "release"), edition=scored.edition(), **form)
    assert refused.status_code == 422
    assert "Er wacht geen aanvullende module op de klant." in text_of(read_page(refused.text))
    assert rows_of(place.site.db, "release") == []
    assert doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma").status_code == 303
    assert doctor.post(here(scored, "release"), edition=scored.edition(), **form).status_code == 303


def test_without_confirmation_nothing_is_released_and_nothing_typed_is_lost(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    form = {name: value for name, value in DECISION.items() if name != "confirmed"}
    answer = doctor.post(here(scored, "release"), edition=scored.edition(), **form)
    assert answer.status_code == 422
    assert rows_of(place.site.db, "release") == []
    boxes = [e for e in read_page(answer.text).iter("input") if "checked" in e.attrib]
    assert {e.get("value") for e in boxes} == {"lighter_pace", "quiet_place", "more_breaks"}


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": "severe_ptsd"}, {"limits": ["has_flashbacks"]}, {"confirmed": "false"}, {"words": "free text"}],
)
def test_only_fixed_sentences_can_be_released(
    place: Installation, scored: Afname, doctor: Colleague, wrong: dict[str, object]
) -> None:
    answer = doctor.post(here(scored, "release"), edition=scored.edition(), **{**DECISION, **wrong})
    assert answer.status_code == 422
    assert rows_of(place.site.db, "release") == []
    assert scored.edition() == 2


def test_a_form_from_an_older_edition_is_refused_and_what_was_typed_is_kept(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    seen = scored.edition()
    other = Colleague(place, place.staff(Role.PSYCHIATRIST, name="dr. Bakker"))
    assert other.post(here(scored, "note"), edition=seen, note="Gebeld.").status_code == 303
    for form, fields in (("note", {"note": "Iets anders."}), ("release", DECISION)):
        answer = doctor.post(here(scored, form), edition=seen, **fields)
        assert answer.status_code == 409
        assert "intussen gewijzigd" in text_of(read_page(answer.text))
    assert "Iets anders." in doctor.post(here(scored, "note"), edition=seen, note="Iets anders.").text
    assert rows_of(place.site.db, "release") == []
    assert "Gebeld." in doctor.get(here(scored)).text


def test_twenty_releases_at_once_and_one_wins(
    place: Installation, clock: Clock, scored: Afname, opener: Opener, psychiatrist: Principal
) -> None:
    results: list[str] = []
    start, edition = threading.Barrier(20), scored.edition()

    def try_it() -> None:
        start.wait()
        try:
            with place.site.db.write() as session:
                decision = Decision("lighter_pace", (), True)
                release_outcome(session, opener, psychiatrist, scored.review_id, edition, decision, clock.now)
            results.append("won")
        except Conflict:
            results.append("lost")

    threads = [threading.Thread(target=try_it) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Counter(results) == {"won": 1, "lost": 19}
    assert len(rows_of(place.site.db, "release")) == 1
    assert milestones(place)["released"] == 1


def test_before_scoring_nothing_can_be_released(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, CALM)
    answer = doctor.post(here(sitting, "release"), edition=sitting.edition(), **DECISION)
    assert answer.status_code == 409
    assert "nog niet berekend" in text_of(read_page(answer.text))
    assert [row["state"] for row in rows_of(place.site.db, "review")] == ["waiting"]
    assert rows_of(place.site.db, "release") == []


def test_an_acute_signal_is_closed_with_a_reason_first(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    refused = doctor.post(here(sitting, "release"), edition=sitting.edition(), acknowledged="true", **DECISION)
    assert refused.status_code == 422
    assert [row["state"] for row in rows_of(place.site.db, "review")] == ["waiting"]
    key = keys_of(place, opener, sitting)["tr_safety"]
    empty = doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="")
    assert (empty.status_code, rows_of(place.site.db, "flag_closure")) == (422, [])
    unseen = doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="\u200f\u200f\u200f")
    assert unseen.status_code == 422, "a reason that nobody can see is none"
    closed = doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="Gebeld: veilig.")
    assert closed.status_code == 303
    twice = doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="Nog eens.")
    assert twice.status_code == 404
    assert "Gebeld: veilig." in doctor.get(here(sitting)).text
    assert doctor.post(here(sitting, "release"), edition=sitting.edition(), **DECISION).status_code == 303


def test_other_signals_are_acknowledged_or_closed(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = finished(place, clock, client, {**ELEVATED, "tr_safety": "past"})
    place.work()
    assert set(keys_of(place, opener, sitting)) == {"tr_core_elevated", "tr_severity_elevated", "tr_safety_past"}
    unseen = doctor.post(here(sitting, "release"), edition=sitting.edition(), **DECISION)
    assert unseen.status_code == 422
    seen = doctor.post(here(sitting, "release"), edition=sitting.edition(), acknowledged="true", **DECISION)
    assert seen.status_code == 303
    assert len(rows_of(place.site.db, "flag_closure")) == 3
    assert "Gezien door dr. Anna Visser bij de vrijgave" in text_of(read_page(doctor.get(here(sitting)).text))


def test_what_was_said_again_after_a_closure_is_open_again(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_safety": "month"})
    doctor.post(f"/staff/review/sitting/{sitting.id}")
    key = keys_of(place, opener, sitting)["tr_safety"]
    doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="Gesproken.")
    assert "disabled" not in doctor.get("/staff/review").text
    assert [row["urgency"] for row in urgencies(doctor)] == ["Nog niet berekend"]
    sitting.say("trauma", {"tr_safety": "today"})
    assert [row["urgency"] for row in urgencies(doctor)] == ["Acuut"]


def urgencies(doctor: Colleague) -> list[dict[str, str]]:
    page = read_page(doctor.get("/staff/review").text)
    badges = [text_of(cell) for cell in page.iter("td") if cell.get("data-label") == "Urgentie"]
    return [{"urgency": badge.split(" ", 1)[1]} for badge in badges]


def test_a_failed_release_leaves_no_trace(
    place: Installation, clock: Clock, client: Invited, opener: Opener, psychiatrist: Principal
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    before = everything(place.site.db)
    decision = Decision("lighter_pace", (), True)
    with pytest.raises(SignalsOpen), place.site.db.write() as session:
        release_outcome(session, opener, psychiatrist, sitting.review_id, sitting.edition(), decision, clock.now)
    assert everything(place.site.db) == before


def test_after_the_release_only_what_follows_it_can_be_done(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    doctor.post(here(scored, "release"), edition=scored.edition(), **DECISION)
    assert doctor.post(here(scored, "release"), edition=scored.edition(), **DECISION).status_code == 409
    assert doctor.post(here(scored, "note"), edition=scored.edition(), note="x").status_code == 409
    assert doctor.post(here(scored, "close"), edition=scored.edition()).status_code == 409
    assert doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma").status_code == 303
    assert len(rows_of(place.site.db, "release")) == 1


def test_an_unknown_review_is_not_there(doctor: Colleague) -> None:
    for path in (uuid.uuid4(), "nonsense"):
        assert doctor.get(f"/staff/review/{path}").status_code == 404
        assert doctor.post(f"/staff/review/{path}/note", edition=1, note="x").status_code == 404


def test_a_role_that_was_taken_away_can_release_nothing(
    place: Installation, scored: Afname, doctor: Colleague, psychiatrist: Principal
) -> None:
    with place.site.db.write() as session:
        session.get_one(StaffUser, psychiatrist.user_id).role = Role.ADMIN.value
    assert doctor.post(here(scored, "release"), edition=scored.edition(), **DECISION).status_code == 404
    assert rows_of(place.site.db, "release") == []
