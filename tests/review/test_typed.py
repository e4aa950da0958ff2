"""Whatever button is pressed on the review page, nothing that was typed beside it is lost."""

from collections import Counter

from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, Afname, finished, here, keys_of
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page
from tests.support.staff import Colleague
from tests.support.tables import everything, rows_of

NOTE = "Gebeld met de klant: KANARIE-9d1c."
TICKED = {"outcome": "lighter_pace", "limits": ["quiet_place", "more_breaks"]}


def test_a_release_keeps_the_note_that_was_typed(place: Installation, scored: Afname, doctor: Colleague) -> None:
    sent = doctor.post(here(scored, "release"), edition=scored.edition(), note=NOTE, confirmed="true", **TICKED)
    assert sent.status_code == 303
    assert NOTE in doctor.get(here(scored)).text
    assert "KANARIE" not in repr(everything(place.site.db))
    events = Counter(row["event"] for row in rows_of(place.site.db, "audit_event"))
    assert (events["outcome_released"], events["review_changed"]) == (1, 1)


def test_closing_a_signal_keeps_the_note_the_outcome_and_the_limits(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    key = keys_of(place, opener, sitting)["tr_safety"]
    form = {"key": key, f"reason.{key}": "Gebeld: veilig.", "note": NOTE, **TICKED}
    assert doctor.post(here(sitting, "signal"), edition=sitting.edition(), **form).status_code == 303
    page = doctor.get(here(sitting)).text
    assert NOTE in page
    boxes = [e for e in read_page(page).iter("input") if "checked" in e.attrib]
    assert {"lighter_pace", "quiet_place", "more_breaks"} <= {e.get("value") for e in boxes}
    assert "lighter_pace" not in repr(everything(place.site.db))


def test_a_note_that_is_too_long_stands_there_to_be_shortened(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    form = {"note": NOTE + "x" * 8000, "confirmed": "true", **TICKED}
    answer = doctor.post(here(scored, "release"), edition=scored.edition(), **form)
    assert (answer.status_code, rows_of(place.site.db, "release")) == (422, [])
    assert NOTE in answer.text


def test_one_form_holds_the_note_the_decision_and_the_reasons(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, ACUTE)
    place.work()
    page = read_page(doctor.get(here(sitting)).text)
    names = {e.get("name", "").split(".")[0] for e in page.iter() if e.get("form") == "desk"}
    assert {"note", "outcome", "limits", "confirmed", "reason", "key"} <= names
    assert {e.get("formaction", "").rsplit("/", 1)[-1] for e in find_all(page, "button", form="desk")} >= {
        "signal",
        "release",
    }
