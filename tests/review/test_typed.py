"""Whatever button is pressed on the review page, nothing that was typed beside it is lost."""

from collections import Counter

import pytest

from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import ACUTE, PAST, Afname, begin, finished, here, keys_of
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, visible_text
from tests.support.staff import Colleague
from tests.support.tables import everything, rows_of

NOTE = "Gebeld met de klant: KANARIE-9d1c."
APPOINTMENT = {"window_from": "2026-11-25", "window_to": "2026-11-28", "place": "mggz", "urgency": "within_week"}
DOMAIN = "zelfredzaamheid.psych"
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


@pytest.fixture
def levelled(place: Installation, clock: Clock, client: Invited) -> Afname:
    """A sitting with an open signal that is not acute, and with proposed levels."""
    questionnaire = place.catalogue.module("zelfredzaamheid").questionnaire
    turned = {item for scale in questionnaire.scoring.scales for item in scale.reversed}
    answers = {item.id: "4" if item.id in turned else "2" for item in questionnaire.items if "use" not in item.id}
    sitting = begin(place, clock, client, slugs=("zelfredzaamheid", "trauma"))
    sitting.say("zelfredzaamheid", {**answers, "zr_use": "never", "zr_care_eat": "3"})
    sitting.say("trauma", PAST)
    sitting.end()
    place.work()
    return sitting


def on_the_page(html: str) -> dict[str, list[str]]:
    """What a browser would send of the common form: each field by its name, with its values."""
    page, found = read_page(html), {}
    (desk,) = find_all(page, "form", id="desk")
    fields = [*desk.iter("input"), *(e for e in page.iter() if e.get("form") == "desk")]
    for e in fields:
        value = {
            "textarea": lambda e: e.text or "",
            "select": lambda e: next((o.get("value", "") for o in e.iter("option") if "selected" in o.attrib), ""),
        }.get(e.tag, lambda e: e.get("value", ""))(e)
        if e.tag != "button" and (e.get("type") not in ("radio", "checkbox") or "checked" in e.attrib):
            found.setdefault(e.get("name", ""), []).append(value)
    return {name: values for name, values in found.items() if name != "csrf"}


def everything_typed(doctor: Colleague, sitting: Afname, key: str) -> dict[str, list[str]]:
    """The page as it is, with something in every field."""
    return on_the_page(doctor.get(here(sitting)).text) | {
        "note": [NOTE],
        "outcome": ["lighter_pace"],
        "limits": ["quiet_place", "more_breaks"],
        f"reason.{key}": ["Nog even bellen"],
        f"level.{DOMAIN}": ["1"],
        f"reason.{DOMAIN}": ["Zag er uitgeput uit"],
        **{name: [value] for name, value in APPOINTMENT.items()},
        "module": ["trauma"],
    }


#: Button → what it sends besides, and what it uses up.
BUTTONS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "note": ({}, ()),
    "appointment": ({}, tuple(APPOINTMENT)),
    "supplementary": ({}, ("module",)),
    "levels": ({"domain": "all"}, ()),
    "level": ({"domain": DOMAIN}, (f"level.{DOMAIN}", f"reason.{DOMAIN}")),
    "signal": ({"key": ""}, ("reason.",)),
}


@pytest.mark.parametrize("button", BUTTONS)
def test_whatever_button_is_pressed_all_else_is_still_there(
    place: Installation, doctor: Colleague, opener: Opener, levelled: Afname, button: str
) -> None:
    key = keys_of(place, opener, levelled)["tr_safety_past"]
    more, used = BUTTONS[button]
    typed = everything_typed(doctor, levelled, key)
    sent = typed | ({"key": key} if "key" in more else more)
    address = here(levelled, "levels" if button == "level" else button)
    assert doctor.post(address, **sent).status_code == 303
    after = on_the_page(doctor.get(here(levelled)).text)
    gone = {f"reason.{key}" if name == "reason." else name for name in used}
    kept = {name for name in typed if name not in gone and not name.startswith(("was.", "edition"))}
    assert {name: after.get(name) for name in kept} == {name: typed[name] for name in kept}
    assert "Zag er uitgeput" not in repr(everything(place.site.db))
    assert "uitgeput" not in repr(dict(doctor.client.cookies))


def test_a_release_keeps_what_was_typed_for_other_buttons(
    place: Installation, doctor: Colleague, opener: Opener, levelled: Afname
) -> None:
    key = keys_of(place, opener, levelled)["tr_safety_past"]
    sent = everything_typed(doctor, levelled, key) | {"confirmed": "true", "acknowledged": "true"}
    assert doctor.post(here(levelled, "release"), **sent).status_code == 303
    html = doctor.get(here(levelled)).text
    words = visible_text(read_page(html))
    assert NOTE in words
    assert words.count("Nog even bellen") == 1, "it stands beside its signal, closed with it"
    assert "Getypt, en niet opgeslagen" in words
    assert "Zag er uitgeput uit" in words
    after = on_the_page(html)
    assert {name: after[name] for name in APPOINTMENT} == {name: [value] for name, value in APPOINTMENT.items()}
    assert after["module"] == ["trauma"]
    assert doctor.post(here(levelled, "supplementary"), **after).status_code == 303
    html = doctor.get(here(levelled)).text
    assert on_the_page(html)["window_from"] == ["2026-11-25"]
    assert "Zag er uitgeput uit" in html


def test_closing_the_review_keeps_the_note_and_the_reason(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {**PAST, "tr_danger": "yes"})
    sitting.end("withdrawn")
    place.work()
    keys = keys_of(place, opener, sitting)
    sent = {"key": keys["tr_danger"], f"reason.{keys['tr_danger']}": "Locatie gebeld."}
    assert doctor.post(here(sitting, "signal"), edition=sitting.edition(), **sent).status_code == 303
    others = {f"reason.{key}": f"Gezien {rule}" for rule, key in keys.items() if rule != "tr_danger"}
    form = on_the_page(doctor.get(here(sitting)).text) | others | {"note": [NOTE]}
    assert doctor.post(here(sitting, "close"), **form).status_code == 303
    html = doctor.get(here(sitting)).text
    assert all(words in html for words in (NOTE, *others.values()))


def test_what_was_typed_is_shown_when_a_colleague_has_released_meanwhile(
    place: Installation, scored: Afname, doctor: Colleague
) -> None:
    stale = on_the_page(doctor.get(here(scored)).text) | {"note": [NOTE]}
    doctor.post(here(scored, "release"), edition=scored.edition(), confirmed="true", **TICKED)
    late = doctor.post(here(scored, "note"), **stale)
    assert late.status_code == 409
    assert NOTE in visible_text(read_page(late.text))


def test_no_button_of_the_page_stands_in_a_form_of_its_own(doctor: Colleague, levelled: Afname) -> None:
    page = read_page(doctor.get(here(levelled)).text)
    assert [
        form.get("id") for form in find_all(page, "form", method="post") if here(levelled) in form.get("action", "")
    ] == ["desk"]


def test_who_saves_a_note_leaves_one_event(place: Installation, doctor: Colleague, levelled: Afname) -> None:
    form = on_the_page(doctor.get(here(levelled)).text) | {"note": [NOTE], "module": ["trauma"]}
    before = {row["id"] for row in rows_of(place.site.db, "audit_event")}
    doctor.post(here(levelled, "note"), **form)
    added = [row["event"] for row in rows_of(place.site.db, "audit_event") if row["id"] not in before]
    assert added == ["review_changed"]
