"""From the kiosk's first screen to the released outcome, all of it over HTTP."""

import re

import pytest

from service.accounts.principal import Principal
from tests.conftest import Clock
from tests.support.installation import Installation
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent
from tests.support.staff import Colleague
from tests.support.tables import rows_of

SAID = {"tr_gate": "yes", "tr_safety": "month"}


@pytest.mark.slow
def test_from_the_first_screen_to_the_outcome(
    place: Installation, clock: Clock, manager: Principal, doctor: Colleague
) -> None:
    invited = place.invite(manager, language="ti")
    client = Respondent(place.app, "ti", pick=lambda item, codes: SAID.get(item))
    client.enter(invited.code)
    client.walk(lambda me: me.item == "tr_danger")
    assert "acuut signaal, afname nog open" in text_of(read_page(doctor.get("/staff/review").text))

    client.walk()
    place.work()
    here = re.search(r"/staff/review/[0-9a-f-]{36}", doctor.get("/staff/review").text)
    assert here is not None
    page = read_page(doctor.get(here[0]).text)
    for form in find_all(page, "div", class_="signal__close"):
        key = find_all(form, "button", name="key")[0].get("value", "")
        fresh = find_all(read_page(doctor.get(here[0]).text), "input", name="edition")[0].get("value", "")
        assert doctor.post(f"{here[0]}/signal", edition=fresh, key=key, reason="Gesproken.").status_code == 303
    fresh = find_all(read_page(doctor.get(here[0]).text), "input", name="edition")[0].get("value", "")
    form = {"edition": fresh, "outcome": "contact_planned", "confirmed": "true"}
    assert doctor.post(f"{here[0]}/release", **form).status_code == 303
    assert [row["outcome"] for row in rows_of(place.site.db, "release")] == ["contact_planned"]
    assert "Er wacht nu niemand" in text_of(read_page(doctor.get("/staff/review").text))
