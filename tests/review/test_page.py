"""What the psychiatrist reads: everything the client said, in both languages; and what nobody else does."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

import service.accounts.visit
from service.accounts.principal import Principal
from service.errors import Unavailable
from service.kiosk.models import SittingModule
from service.review.models import Review
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, CALM, CORE, ELEVATED, Afname, begin, finished, here, keys_of
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague
from tests.support.tables import everything, rows_of

CANARY = "KANARIE-7f3a"


def page_of(doctor: Colleague, sitting: Afname) -> str:
    answer = doctor.get(f"/staff/review/{sitting.review_id}")
    assert answer.status_code == 200
    return answer.text


def test_question_and_answer_stand_in_both_languages_side_by_side(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, ELEVATED, language="ar")
    place.work()
    page = read_page(page_of(doctor, sitting))
    module, item = sitting.module("trauma"), sitting.module("trauma").questionnaire.by_id["tr_core_memory"]
    arabic = [text_of(cell) for cell in find_all(page, "td", lang="ar", dir="rtl")]
    assert f"{module.text('ar', 'item.tr_core_memory')} {module.option_text('ar', item, '2')}" in arabic
    assert "Nare herinneringen komen plotseling in mijn hoofd. Vaak" in visible_text(page)


def test_a_dutch_sitting_stands_there_once(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, CALM, language="nl")
    place.work()
    assert visible_text(read_page(page_of(doctor, sitting))).count("Ik voel me ver weg van andere mensen.") == 1


def test_declined_unanswered_changed_and_not_asked_are_marked(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, language="nl")
    sitting.say("trauma", {**CALM, "tr_core_guilt": "declined", "tr_core_far": "3"})
    sitting.say("trauma", {"tr_core_far": "1", "tr_core_alert": None})
    sitting.end()
    place.work()
    rows = [text_of(row) for row in read_page(page_of(doctor, sitting)).iter("tr")]
    (guilt,) = [row for row in rows if "schuld" in row]
    assert "zegt het liever niet" in guilt
    (far,) = [row for row in rows if "ver weg" in row]
    assert "Soms" in far
    assert far.endswith("Bijna elke dag")
    (alert,) = [row for row in rows if "gevaar dichtbij" in row]
    assert "niet beantwoord" in alert
    assert "18 vragen niet gesteld" in visible_text(read_page(page_of(doctor, sitting)))


def test_an_answer_that_no_longer_counts_is_shown_and_marked(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    """After a break in mid-module more is asked than the answers call for."""
    sitting = begin(place, clock, client, language="nl")
    sitting.say("trauma", {**CALM, "tr_int_dream": "3"})
    sitting.end()
    place.work()
    rows = [text_of(row) for row in read_page(page_of(doctor, sitting)).iter("tr")]
    (dream,) = [row for row in rows if "Nare dromen" in row]
    assert "telt niet mee" in dream
    assert "Bijna elke dag" in dream


def test_the_order_is_the_one_in_which_it_was_asked(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, slugs=("achtergrond", "zelfredzaamheid", "trauma"), language="nl")
    sitting.say("trauma", CALM)
    sitting.say("zelfredzaamheid", {"zr_use": "never", "zr_care_eat": "4"})
    sitting.say("achtergrond", {"ac_body_limits": ("sitting",)})
    sitting.end()
    place.work()
    (said,) = find_all(read_page(page_of(doctor, sitting)), "div", aria_label="Wat de klant zei")
    words = visible_text(said)
    starts = ("Wat is zwaar voor uw lichaam", "Ik eet te weinig", "alcohol of drugs", "bang maakte")
    assert [words.index(text) for text in starts] == sorted(words.index(text) for text in starts)


def test_a_skipped_module_says_so(place: Installation, clock: Clock, client: Invited, doctor: Colleague) -> None:
    sitting = begin(place, clock, client)
    with place.site.db.write() as session:
        part = session.query(SittingModule).filter_by(sitting_id=sitting.id).one()
        part.state, part.opened_at, part.closed_at = "skipped", clock.now, clock.now
    sitting.end()
    place.work()
    assert "overgeslagen door de klant" in visible_text(read_page(page_of(doctor, sitting)))


def test_a_score_names_its_error_its_cutoff_and_why(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    given = {**ELEVATED, CORE[0]: "3", CORE[1]: "1"}
    sitting = finished(place, clock, client, given)
    place.work()
    words = visible_text(read_page(page_of(doctor, sitting)))
    assert "Kernklachten" in words
    assert "10 ± 1,58 van 15" in words
    assert "bereikt de grenswaarde 5 (voorlopig)" in words
    assert "Gekozen voor de taal waarin het meeste is geantwoord: Tigrinya." in words
    assert "SRQ-20" in words


def test_a_flag_whose_answer_was_changed_shows_both_answers(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {**CALM, "tr_safety": "today"})
    sitting.say("trauma", {"tr_safety": "no"})
    sitting.end()
    place.work()
    words = visible_text(read_page(page_of(doctor, sitting)))
    assert "het antwoord is later gewijzigd" in words
    assert "Nee (eerder: Ja, ook vandaag )" in words or "Nee (eerder: Ja, ook vandaag)" in words


def test_hints_ask_to_talk_about_it(place: Installation, clock: Clock, client: Invited, doctor: Colleague) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", CALM, response_ms=700)
    sitting.end()
    place.work()
    assert "binnen twee seconden" in visible_text(read_page(page_of(doctor, sitting)))
    slow = begin(place, clock, client)
    slow.say("trauma", CALM)
    slow.end()
    place.work()
    assert "binnen twee seconden" not in visible_text(read_page(page_of(doctor, slow)))


def test_scores_and_answers_outside_health_can_be_read_too(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, slugs=("zelfredzaamheid",), language="nl")
    money = ("zr_money_enough", "zr_money_paid", "zr_money_overview", "zr_money_borrow")
    sitting.say("zelfredzaamheid", dict.fromkeys(money, "4"))
    sitting.end()
    place.work()
    words = visible_text(read_page(page_of(doctor, sitting)))
    assert "Geld 3,5" in words
    assert sitting.module("zelfredzaamheid").text("nl", "item.zr_money_paid") in words


def test_each_reading_leaves_exactly_one_event(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, psychiatrist: Principal
) -> None:
    sitting = finished(place, clock, client)
    place.work()
    for change in ({}, {"edition": "0", "note": "x"}, {"edition": "x"}):
        before = rows_of(place.site.db, "audit_event")
        if change:
            assert doctor.post(f"/staff/review/{sitting.review_id}/note", **change).status_code in (409, 422)
        else:
            page_of(doctor, sitting)
        (event,) = [row for row in rows_of(place.site.db, "audit_event") if row["id"] not in {r["id"] for r in before}]
        assert event["event"] == "review_read"
        assert str(event["case_id"]).replace("-", "") == client.case_id.hex
        assert str(event["actor_id"]).replace("-", "") == psychiatrist.user_id.hex


def test_without_the_event_there_is_no_page(
    place: Installation, clock: Clock, client: Invited, psychiatrist: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()

    def broken(*_: object) -> None:
        raise Unavailable("audit")

    monkeypatch.setattr(service.accounts.visit, "record", broken)
    answer = Colleague(place, psychiatrist).get(f"/staff/review/{sitting.review_id}")
    assert answer.status_code == 503
    assert "gedachten" not in answer.text


def keys_that_lead_somewhere(doctor: Colleague, sitting: Afname) -> str:
    """The keys that the page lists, each of which is there and leads to something."""
    page = read_page(page_of(doctor, sitting))
    keyed = {link.get("accesskey"): link.get("href", "") for link in page.iter("a") if link.get("accesskey")}
    listed = [text_of(key) for key in find_all(page, "dl", class_="keys__list")[0].iter("kbd")]
    assert list(keyed) == listed
    assert keyed.pop("0") == "/staff/review"
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert {address.removeprefix("#") for address in keyed.values()} <= ids
    return "".join(listed)


def test_the_page_lists_its_keys_and_each_leads_somewhere(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, ELEVATED)
    place.work()
    assert "456" in keys_that_lead_somewhere(doctor, sitting)


def test_a_sitting_under_way_has_no_key_for_a_decision_that_is_not_there(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes", "tr_safety": "today"})
    doctor.post(f"/staff/review/sitting/{sitting.id}")
    assert keys_that_lead_somewhere(doctor, sitting) == "0146"


def test_of_who_stopped_the_key_to_be_done_with_it_goes_once_it_is_closed(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes", "tr_safety": "today"})
    sitting.end("withdrawn")
    place.work()
    assert keys_that_lead_somewhere(doctor, sitting) == "01456"
    (key,) = keys_of(place, opener, sitting).values()
    doctor.post(here(sitting, "signal"), edition=sitting.edition(), key=key, reason="Locatie gebeld.")
    assert doctor.post(here(sitting, "close"), edition=sitting.edition()).status_code == 303
    assert keys_that_lead_somewhere(doctor, sitting) == "0146"


def test_a_note_comes_back_and_is_sealed_at_rest(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = finished(place, clock, client)
    place.work()
    note = f"{CANARY} <b>geen opmaak</b>"
    assert (
        doctor.post(f"/staff/review/{sitting.review_id}/note", edition=sitting.edition(), note=note).status_code == 303
    )
    assert f"{CANARY} &lt;b&gt;geen opmaak" in page_of(doctor, sitting)
    assert CANARY not in repr(everything(place.site.db))
    with place.site.db.read() as session:
        sealed = session.get_one(Review, sitting.review_id).sealed_note
    assert sealed is not None
    assert opener.open_mggz(sealed) == {"note": note}
    doctor.post(f"/staff/review/{sitting.review_id}/note", edition=sitting.edition())
    assert CANARY not in page_of(doctor, sitting)


def test_nothing_of_health_stands_readable_in_the_database(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, tmp_path: Path
) -> None:
    """Neither answers nor scores, flags, reasons or the module that was asked for besides."""
    sitting = finished(place, clock, client, {**ACUTE, "tr_gate": "yes"})
    place.work()
    here, said = f"/staff/review/{sitting.review_id}", page_of(doctor, sitting)
    key = find_all(read_page(said), "button", name="key")[0].get("value", "")
    doctor.post(f"{here}/signal", edition=sitting.edition(), key=key, reason=f"{CANARY} gebeld")
    form = {"outcome": "no_particulars", "confirmed": "true", "acknowledged": "true"}
    assert doctor.post(f"{here}/release", edition=sitting.edition(), **form).status_code == 303
    kept = repr(everything(place.site.db, but=("catalogue_snapshot",)))
    for word in (CANARY, "tr_core_elevated", "core_elevated", "'month'", "tr_safety_past", "not_scored"):
        assert word not in kept
    if place.site.db.is_sqlite:
        place.site.db.close()
        whole = b"".join(path.read_bytes() for path in tmp_path.glob("klantbeeld.sqlite3*"))
        assert CANARY.encode() not in whole
        assert sqlite3.connect(tmp_path / "klantbeeld.sqlite3").execute("select count(*) from review").fetchone() == (
            1,
        )


HEALTHLESS = ("release", "appointment", "milestone", "case_file", "client", "invitation", "suitability", "job")


def test_the_klantmanagers_tables_do_not_depend_on_the_answers(
    place: Installation, clock: Clock, manager: Principal, doctor: Colleague
) -> None:
    """Two clients who differ only in their health answers, up to the scoring: the same rows but for ids and names."""
    kept = []
    start = clock.now
    for answers in (CALM, ACUTE):
        clock.now = start
        before = {name: {row["id"] for row in rows_of(place.site.db, name) if "id" in row} for name in HEALTHLESS}
        finished(place, clock, place.invite(manager), answers)
        place.work()
        kept.append(
            {
                name: sorted(repr(plain(row)) for row in rows_of(place.site.db, name) if row["id"] not in before[name])
                for name in HEALTHLESS
            }
        )
    assert kept[0] == kept[1]
    events = Counter(row["event"] for row in rows_of(place.site.db, "audit_event"))
    assert all(number % 2 == 0 for number in events.values())


def plain(row: dict[str, object]) -> dict[str, object]:
    """The row without what is random or another's name."""
    random = ("id", "case_id", "client_id", "reference", "lookup", "secret_hash", "payload")
    return {name: value for name, value in row.items() if name not in random}
