"""The pages of a case, as a klantmanager and others meet them."""

import uuid

import pytest
from sqlalchemy import select

from service.audit.models import AuditEvent
from service.cases.case_routes import OLDEST, YOUNGEST
from service.cases.later_routes import EARLIEST, LATEST
from service.cases.models import Case, Client, MilestoneName
from tests.cases.conftest import ask_appointment, happen, register, release
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague

M = MilestoneName
NEW = {"reference": "2026-0417", "name": "Selam Tesfay", "birth_year": "1990", "language": "ti"}


@pytest.fixture
def anne(place, people):
    return Colleague(place, people.anne)


def page_of(response, status=200):
    assert response.status_code == status, response.text[:300]
    return read_page(response.text)


def primary(page):
    """The words of the page's primary buttons."""
    return [text_of(e) for e in page.iter() if "button--primary" in e.get("class", "").split()]


def step(page):
    return text_of(find_all(page, "li", aria_current="step")[0].find("span"))


def test_a_new_caseload_says_what_to_do_first(anne):
    page = page_of(anne.get("/staff/cases"))
    assert "Nog geen dossiers" in visible_text(page)
    assert primary(page) == ["Nieuw dossier"]


def test_registering_leads_to_the_case_with_one_thing_to_do(anne):
    address = anne.post("/staff/cases/new", **NEW).headers["location"]
    page = page_of(anne.get(address))
    assert (step(page), primary(page)) == ("Geschikt?", ["Kennismaking vastleggen"])
    assert "Selam Tesfay" in visible_text(page)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": "<script>"}, "reference"),
        ({"name": "x" * 121}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "\u00a0\u200b\u202e"}, "name"),
        ({"reference": "R\u202e-1"}, "reference"),
        ({"reference": "R\x07-1"}, "reference"),
        ({"birth_year": "1790"}, "birth_year"),
        ({"birth_year": "1915"}, "birth_year"),
        ({"birth_year": "2012"}, "birth_year"),
        ({"birth_year": "2026"}, "birth_year"),
        ({"birth_year": "2027"}, "birth_year"),
        ({"birth_year": "negentig"}, "birth_year"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cannot_be_registered_is_marked_and_what_was_typed_stays(anne, change, field):
    page = page_of(anne.post("/staff/cases/new", **{**NEW, **change}), 422)
    assert find_all(page, "p", id=f"{field}-problem")
    kept = {e.get("name"): e.get("value") for e in page.iter("input")}
    for name in {"reference", "name", "birth_year"} - {field}:
        assert kept[name] == NEW[name]


def test_all_that_is_wrong_is_told_at_once(place, people, anne):
    register(place, people.west, "DEMO-08", "Een Ander")
    wrong = {"reference": "demo-08", "name": "", "birth_year": "1790", "language": "xx"}
    page = page_of(anne.post("/staff/cases/new", **wrong), 422)
    for field in wrong:
        assert find_all(page, "p", id=f"{field}-problem")
    broken = anne.post("/staff/cases/new", **{**wrong, "reference": "a\x00b"})
    assert broken.status_code == 422


def test_a_taken_reference_is_marked_and_nothing_is_half_saved(place, people, anne):
    register(place, people.west, NEW["reference"], "Een Ander")
    page = page_of(anne.post("/staff/cases/new", **NEW), 422)
    assert find_all(page, "p", id="reference-problem")
    with place.site.db.read() as session:
        assert len(session.scalars(select(Case)).all()) == 1


@pytest.mark.parametrize("again", ["demo-08", "DEMO-08", " Demo-08 "])
def test_a_reference_is_taken_in_small_letters_and_in_capitals(place, people, anne, again):
    register(place, people.west, "DEMO-08", "Een Ander")
    page = page_of(anne.post("/staff/cases/new", **{**NEW, "reference": again}), 422)
    assert "Dit is al in gebruik" in text_of(find_all(page, "p", id="reference-problem")[0])
    assert "Een Ander" not in visible_text(page)
    assert anne.post("/staff/cases/new", **{**NEW, "reference": "demo-081"}).status_code == 303


def test_the_years_of_birth_that_can_be_are_named(anne):
    page = page_of(anne.post("/staff/cases/new", **{**NEW, "birth_year": "2026"}), 422)
    words = text_of(find_all(page, "p", id="birth_year-problem")[0])
    assert f"minstens {YOUNGEST} en hoogstens {OLDEST} jaar" in words
    for number, year in enumerate((2026 - YOUNGEST, 2026 - OLDEST)):
        form = {**NEW, "reference": f"R-{number}", "birth_year": str(year)}
        assert anne.post("/staff/cases/new", **form).status_code == 303


def test_what_cannot_be_seen_in_a_name_is_dropped(place, anne):
    assert anne.post("/staff/cases/new", **{**NEW, "name": "\u202eSelam\t\u2066Tesfay\u2069\x07"}).status_code == 303
    with place.site.db.read() as session:
        assert session.scalars(select(Client.name)).all() == ["Selam Tesfay"]


def test_fields_that_the_form_does_not_have_are_refused(place, anne, people):
    for extra in ({"case_manager_id": str(people.bram.user_id)}, {"team_id": str(people.west.team_id)}):
        assert anne.post("/staff/cases/new", **NEW, **extra).status_code == 422
    with place.site.db.read() as session:
        assert session.scalars(select(Case)).all() == []


def test_the_whole_road_has_one_primary_button_at_most_and_goes_on(place, people, anne):
    here = anne.post("/staff/cases/new", **NEW).headers["location"]
    case_id = uuid.UUID(here.rsplit("/", 1)[1])

    def now_at():
        page = page_of(anne.get(here))
        return step(page), primary(page)

    form = {"literacy": "both", "computer": "with_help", "wants": "true"}
    assert anne.post(f"{here}/suitability", **form).headers["location"] == here
    assert now_at() == ("Uitnodiging", ["Toegangscode maken"])
    assert page_of(anne.post(f"{here}/invitation"))
    assert now_at() == ("Afname", [])
    happen(place, case_id, M.STARTED, done=0)
    happen(place, case_id, M.PROGRESSED, done=4)
    assert "4 van 9 onderdelen" in visible_text(page_of(anne.get(here)))
    happen(place, case_id, M.PROGRESSED, M.FINISHED)
    assert now_at() == ("MGGZ", [])
    release(place, case_id, people.psychiatrist)
    assert now_at() == ("Rapport", ["Rapport maken"])
    ask_appointment(place, case_id, people.psychiatrist)
    assert now_at() == ("Rapport", ["Afspraak plannen"])
    seen = find_all(page_of(anne.get(f"{here}/appointment")), "input", name="seen")[0].get("value")
    assert anne.post(f"{here}/appointment", day="2026-11-25", time="10:30", seen=seen).headers["location"] == here
    assert "woensdag 25 november 2026, 10:30 (over 3 dagen)" in visible_text(page_of(anne.get(here)))
    happen(place, case_id, M.REPORT_ISSUED)
    assert now_at() == ("Nagesprek", ["Het nagesprek is gehouden"])
    assert anne.post(f"{here}/debrief").headers["location"] == here
    assert now_at() == ("Plan van aanpak", [])


DONE = (M.STARTED, M.FINISHED)


@pytest.mark.parametrize(
    ("road", "why"),
    [
        ((), "heeft een toegangscode"),
        ((M.STARTED,), ""),
        (DONE, "is afgerond"),
        ((*DONE, M.RELEASED), "is afgerond"),
        ((*DONE, M.RELEASED, M.REPORT_ISSUED, M.DEBRIEFED), "is afgerond"),
        ((M.STARTED, M.WITHDRAWN), "is gestopt"),
    ],
)
def test_the_form_of_the_kennismaking_is_there_where_it_can_be_saved_and_else_says_why_not(
    place, people, anne, road, why
):
    case_id = place.invite(people.anne).case_id
    happen(place, case_id, *road)
    here = f"/staff/cases/{case_id}/suitability"
    page = page_of(anne.get(here))
    assert len(find_all(page, "form", action=here)) == (0 if why else 1)
    assert why in visible_text(page)
    form = {"literacy": "both", "computer": "alone", "wants": "true"}
    assert anne.post(here, **form).status_code == (409 if why else 303)


def test_who_was_stopped_by_the_klantmanager_has_no_form_of_the_kennismaking(place, people, anne):
    case_id = register(place, people.anne)
    assert anne.post(f"/staff/cases/{case_id}/withdraw").status_code == 303
    page = page_of(anne.get(f"/staff/cases/{case_id}/suitability"))
    assert "De klant is gestopt; er wordt niets meer vastgelegd." in visible_text(page)


@pytest.mark.parametrize("before", [(M.REPORT_ISSUED,), (M.REPORT_ISSUED, M.DEBRIEFED)])
def test_after_an_outcome_that_came_later_a_new_report_is_the_next_thing(place, people, anne, before):
    case_id = place.invite(people.anne, "R-1").case_id
    here = f"/staff/cases/{case_id}"
    happen(place, case_id, M.STARTED, M.PROGRESSED, M.FINISHED, *before)
    assert "vóór de uitkomst" not in visible_text(page_of(anne.get(here)))
    release(place, case_id, people.psychiatrist)
    page = page_of(anne.get(here))
    assert (step(page), primary(page)) == ("Rapport", ["Rapport maken"])
    assert "Maak een nieuw rapport: daar staat de uitkomst in." in visible_text(page)
    assert "Gemaakt vóór de uitkomst van de MGGZ" in visible_text(page)
    assert "Rapport maken" in visible_text(page_of(anne.get("/staff/cases")))
    happen(place, case_id, M.REPORT_ISSUED)
    page = page_of(anne.get(here))
    assert step(page) == ("Plan van aanpak" if M.DEBRIEFED in before else "Nagesprek")
    assert "vóór de uitkomst" not in visible_text(page)


@pytest.mark.parametrize("road", [(M.STARTED,), (M.STARTED, M.FINISHED)])
def test_a_nagesprek_before_the_report_is_refused_for_that_reason(place, people, anne, road):
    case_id = place.invite(people.anne).case_id
    here = f"/staff/cases/{case_id}"
    happen(place, case_id, *road)
    page = page_of(anne.post(f"{here}/debrief"), 409)
    assert text_of(next(page.iter("h1"))) == "Eerst het rapport"
    assert "iemand was u voor" not in visible_text(page).lower()
    assert find_all(page, "a", href=here)
    happen(place, case_id, M.FINISHED, M.REPORT_ISSUED)
    assert anne.post(f"{here}/debrief").status_code == 303
    assert text_of(next(page_of(anne.post(f"{here}/debrief"), 409).iter("h1"))) == "Iemand was u voor"


def test_a_nagesprek_about_the_earlier_report_can_still_be_recorded(place, people, anne):
    case_id = place.invite(people.anne).case_id
    here = f"/staff/cases/{case_id}"
    happen(place, case_id, M.STARTED, M.FINISHED, M.REPORT_ISSUED)
    release(place, case_id, people.psychiatrist)
    assert find_all(page_of(anne.get(here)), "form", action=f"{here}/debrief")
    assert anne.post(f"{here}/debrief").status_code == 303
    assert primary(page_of(anne.get(here))) == ["Rapport maken"]


def test_an_interview_without_a_day_or_on_a_day_gone_by_is_marked(place, people, anne):
    here = f"/staff/cases/{register(place, people.anne)}/suitability"
    form = {"literacy": "none", "computer": "unable", "wants": "false"}
    assert find_all(page_of(anne.post(here, **form), 422), "p", id="intake_on-problem")
    assert find_all(page_of(anne.post(here, **form, intake_on="2026-11-21"), 422), "p", id="intake_on-problem")
    for far in ("2027-11-23", "2999-01-01"):
        page = page_of(anne.post(here, **form, intake_on=far), 422)
        assert "binnen een jaar" in text_of(find_all(page, "p", id="intake_on-problem")[0])
    [day] = find_all(page, "input", name="intake_on")
    assert (day.get("min"), day.get("max")) == ("2026-11-22", "2027-11-22")
    assert anne.post(here, **form, intake_on="2026-11-30").status_code == 303


def test_an_appointment_outside_the_window_is_marked(place, people, anne):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    here = f"/staff/cases/{case_id}/appointment"
    page = page_of(anne.get(here))
    seen = find_all(page, "input", name="seen")[0].get("value")
    for day in ("2026-11-22", "2026-12-02", "2026-11-01", "morgen"):
        assert find_all(page_of(anne.post(here, day=day, time="10:30", seen=seen), 422), "p", id="day-problem")
    assert anne.post(here, day="2026-11-25", time="10:30", seen="x").status_code == 409


def planning(place, people, case_id):
    """The form for planning as it is now: its page, its field for the day, and a way to send it."""
    anne = Colleague(place, people.anne)
    here = f"/staff/cases/{case_id}/appointment"
    page = page_of(anne.get(here))
    [seen], [day] = (find_all(page, "input", name=name) for name in ("seen", "day"))
    return page, day, lambda **form: anne.post(here, seen=seen.get("value"), **form)


def test_the_field_for_the_day_offers_what_is_left_of_the_window(place, people):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    page, day, _ = planning(place, people, case_id)
    assert (day.get("min"), day.get("max")) == ("2026-11-24", "2026-12-01")
    place.clock.forward(days=4)
    page, day, _ = planning(place, people, case_id)
    assert (day.get("min"), day.get("max")) == ("2026-11-26", "2026-12-01")
    assert "zijn voorbij" not in visible_text(page)


def test_once_the_window_is_over_any_day_from_today_on_can_be_planned(place, people):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    place.clock.forward(days=10)
    page, day, send = planning(place, people, case_id)
    assert "De dagen die de MGGZ gaf zijn voorbij. Plan de afspraak zo snel mogelijk" in visible_text(page)
    assert (day.get("min"), day.get("max")) == ("2026-12-02", None)
    for wrong in ("2026-11-30", "2026-12-01", "2999-01-01"):
        assert find_all(page_of(send(day=wrong, time="10:30"), 422), "p", id="day-problem")
    assert send(day="2026-12-07", time="10:30").status_code == 303
    assert "maandag 7 december 2026, 10:30" in visible_text(
        page_of(Colleague(place, people.anne).get(f"/staff/cases/{case_id}"))
    )


@pytest.mark.parametrize(("time", "status"), [("09:59", 422), ("10:01", 422), ("10:02", 303)])
def test_a_time_of_today_that_is_over_is_marked(place, people, time, status):
    """At 10:01 in the Netherlands."""
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    place.clock.now = place.clock.now.replace(day=25, hour=9, minute=1)
    *_, send = planning(place, people, case_id)
    answer = send(day="2026-11-25", time=time)
    assert answer.status_code == status
    if status == 422:
        assert "Dit tijdstip is voorbij." in text_of(find_all(page_of(answer, 422), "p", id="time-problem")[0])


@pytest.mark.parametrize(("time", "status"), [("06:59", 422), ("07:00", 303), ("20:00", 303), ("20:01", 422)])
def test_a_time_in_the_night_is_marked_and_the_words_name_the_bounds(place, people, time, status):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    page, _, send = planning(place, people, case_id)
    [field] = find_all(page, "input", name="time")
    assert (field.get("min"), field.get("max")) == (f"{EARLIEST:%H:%M}", f"{LATEST:%H:%M}")
    answer = send(day="2026-11-25", time=time)
    assert answer.status_code == status
    if status == 422:
        words = text_of(find_all(page_of(answer, 422), "p", id="time-problem")[0])
        assert f"tussen {EARLIEST:%H.%M} en {LATEST:%H.%M} uur" in words


def test_who_may_not_see_a_case_finds_nothing_at_any_of_its_addresses(place, people):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    addresses = {
        "get": ("", "/suitability", "/invitation/revoke", "/appointment", "/withdraw"),
        "post": ("/suitability", "/invitation", "/invitation/revoke", "/card", "/appointment", "/debrief", "/withdraw"),
    }
    for who in (people.bram, people.west, people.west_lead, people.admin, people.auditor, people.psychiatrist):
        colleague = Colleague(place, who)
        for method, ends in addresses.items():
            for end in ends:
                response = getattr(colleague, method)(f"/staff/cases/{case_id}{end}")
                assert response.status_code == 404, (who.role, method, end)
                assert "Selam" not in response.text


def test_a_lead_reads_the_teams_cases_but_does_not_keep_them(place, people):
    case_id = register(place, people.anne)
    lead = Colleague(place, people.lead)
    page = page_of(lead.get(f"/staff/cases/{case_id}"))
    assert primary(page) == []
    assert lead.post(f"/staff/cases/{case_id}/withdraw").status_code == 404
    assert lead.get("/staff/cases/new").status_code == 404
    assert "Anne" in visible_text(page_of(lead.get("/staff/cases")))


def test_opening_a_case_is_logged(place, people, anne):
    case_id = register(place, people.anne)
    anne.get(f"/staff/cases/{case_id}")
    with place.site.db.read() as session:
        opened = session.execute(
            select(AuditEvent.actor_id, AuditEvent.case_id).where(AuditEvent.event == "case_opened")
        )
        assert [tuple(row) for row in opened] == [(people.anne.user_id, case_id)]


def test_the_outcome_is_shown_in_fixed_sentences_after_release_and_a_neutral_one_before(place, people, anne):
    first, second = place.invite(people.anne, "R-1"), place.invite(people.anne, "R-2")
    for invited in (first, second):
        happen(place, invited.case_id, M.STARTED, M.PROGRESSED, M.FINISHED)
    before = [mggz_panel(page_of(anne.get(f"/staff/cases/{invited.case_id}"))) for invited in (first, second)]
    assert before[0] == before[1]
    release(place, first.case_id, people.psychiatrist)
    table = place.catalogue.release
    shown = mggz_panel(page_of(anne.get(f"/staff/cases/{first.case_id}")))
    for key in ("outcome.lighter_pace", "limit.quiet_place", "limit.limited_hours"):
        assert table.text("nl", key) in shown
    assert mggz_panel(page_of(anne.get(f"/staff/cases/{second.case_id}"))) == before[1]


def mggz_panel(page):
    panels = [e for e in find_all(page, "section", class_="panel") if text_of(e.find("h2")) == "MGGZ"]
    return text_of(panels[0])


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "'\"><img src=x>", "{{ 7 * 7 }}", "أحمد الخطيب", "ሰላም ተስፋይ"]
)
def test_a_name_is_shown_as_it_is(place, people, anne, name):
    case_id = register(place, people.anne, name=name)
    for address in ("/staff/cases", f"/staff/cases/{case_id}", f"/staff/cases/{case_id}/suitability"):
        page = page_of(anne.get(address))
        assert name in visible_text(page)
        assert not [e for e in page.iter("script") if not e.get("src")]
        assert find_all(page, "img") == []


NEUTRAL, LATER = "De MGGZ bekijkt elke afgeronde afname", "Na de afname."


@pytest.mark.parametrize("road", [(M.STARTED, M.WITHDRAWN), (M.STARTED, M.FINISHED, M.REPORT_ISSUED, M.WITHDRAWN)])
def test_of_who_stopped_no_outcome_and_no_report_is_promised(place, people, anne, road):
    case_id = place.invite(people.anne).case_id
    happen(place, case_id, *road)
    page = page_of(anne.get(f"/staff/cases/{case_id}"))
    words = visible_text(page)
    assert "De klant is gestopt, dus er wordt geen uitkomst vrijgegeven." in words
    assert "De klant is gestopt, dus er wordt geen rapport meer gemaakt." in words
    assert NEUTRAL not in words
    assert LATER not in words
    reports = f"/staff/cases/{case_id}/reports"
    assert len(find_all(page, "a", href=reports)) == (1 if M.FINISHED in road else 0)
    assert anne.get(reports).status_code == 200


def test_of_who_goes_by_interview_no_outcome_and_no_report_is_promised(place, people, anne):
    here = f"/staff/cases/{register(place, people.anne)}"
    words = visible_text(page_of(anne.get(here)))
    assert NEUTRAL in words
    assert LATER in words
    form = {"literacy": "none", "computer": "unable", "wants": "true", "intake_on": "2026-11-30"}
    assert anne.post(f"{here}/suitability", **form).status_code == 303
    words = visible_text(page_of(anne.get(here)))
    assert "Alleen na een afgeronde afname wordt een uitkomst vrijgegeven." in words
    assert "Alleen na een afgeronde afname wordt een rapport gemaakt." in words
    assert NEUTRAL not in words
    assert LATER not in words


def test_who_was_too_late_finds_the_page_again(place, people, anne):
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    here = f"/staff/cases/{case_id}"
    reply = anne.post(f"{here}/appointment", day="2026-11-25", time="10:30", seen="x")
    page = page_of(reply, 409)
    assert find_all(page, "a", href=f"{here}/appointment"), "the form itself can be loaded anew"
    assert [text_of(row) for row in find_all(page, "p", class_="panel typed")] == ["2026-11-25", "10:30"]
    anne.post(f"{here}/invitation/revoke")
    revoked = page_of(anne.post(f"{here}/invitation/revoke"), 409)
    assert find_all(revoked, "a", href=f"{here}/invitation/revoke")
    debriefed = page_of(anne.post(f"{here}/debrief"), 409)
    assert find_all(debriefed, "a", href=here), "no page of its own: the one above it"
    assert find_all(debriefed, "p", class_="panel typed") == []
    assert reply.headers["cache-control"] == "no-store"
    markup = page_of(anne.post(f"{here}/appointment", day="2026-11-25", time="10:30", seen="x", place="<b>x</b>"), 422)
    assert find_all(markup, "b") == []
    forged = anne.client.post(f"{here}/appointment", data={"csrf": "x", "day": "2026-11-25", "time": "10:31"})
    assert (forged.status_code, "10:31" in forged.text) == (403, False), "not the reader's own form"
    printed = page_of(anne.post(f"{here}/card", code="12345678901234567890"), 409)
    assert "1234" not in text_of(printed), "a code is not shown again"
