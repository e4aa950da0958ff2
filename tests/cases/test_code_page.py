"""The access code is shown once and printed once."""

import re
import uuid

import pytest
from sqlalchemy import select

from service.cases.models import Invitation, MilestoneName
from tests.cases.conftest import happen, register
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague

M = MilestoneName


@pytest.fixture
def anne(place, people):
    return Colleague(place, people.anne)


def page_of(response, status=200):
    assert response.status_code == status, response.text[:300]
    return read_page(response.text)


@pytest.fixture
def here(place, people, anne):
    here = f"/staff/cases/{register(place, people.anne)}"
    anne.post(f"{here}/suitability", literacy="both", computer="alone", wants="true")
    return here


def code_of(response):
    return re.search(r'name="code" value="(\d{20})"', response.text).group(1)


def test_the_code_is_shown_once_and_nowhere_again(anne, here):
    shown = anne.post(f"{here}/invitation")
    page = page_of(shown)
    assert shown.headers["cache-control"] == "no-store"
    code = code_of(shown)
    assert text_of(find_all(page, "p", id="code")[0]) == " ".join(code[n : n + 4] for n in range(0, 20, 4))
    assert anne.post(f"{here}/invitation").status_code == 409
    for address in (here, "/staff/cases", f"{here}/invitation/revoke"):
        assert code[4:8] not in anne.get(address).text.replace(here, "")


def test_the_card_is_printed_once(anne, here):
    code = code_of(anne.post(f"{here}/invitation"))
    card = anne.post(f"{here}/card", code=code)
    assert card.status_code == 200
    assert card.headers["content-type"] == "application/pdf"
    assert card.content.startswith(b"%PDF-")
    assert card.headers["cache-control"] == "no-store"
    assert anne.post(f"{here}/card", code=code).status_code == 409


def test_the_card_is_not_printed_later_than_ten_minutes_or_with_another_code(anne, here, clock):
    code = code_of(anne.post(f"{here}/invitation"))
    other = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert anne.post(f"{here}/card", code=other).status_code == 409
    assert anne.post(f"{here}/card", code="").status_code == 422
    clock.forward(minutes=10, seconds=1)
    assert anne.post(f"{here}/card", code=code).status_code == 409


def test_a_card_that_is_not_printed_says_why_and_how_to_go_on_and_never_whether_the_code_was_right(anne, here, clock):
    code = code_of(anne.post(f"{here}/invitation"))
    other = code[:-1] + str((int(code[-1]) + 1) % 10)
    wrong = anne.post(f"{here}/card", code=other)
    assert anne.post(f"{here}/card", code=code).status_code == 200
    again = anne.post(f"{here}/card", code=code)
    page = page_of(again, 409)
    assert text_of(find_all(page, "h1")[0]) == "De kaart kan niet worden afgedrukt"
    assert "al afgedrukt" in text_of(find_all(page, "main")[0])
    assert "maak een nieuwe code" in text_of(find_all(page, "main")[0])
    assert find_all(page, "a", href=here), "the case, where a new one is made"
    assert "tabblad" not in again.text
    assert code[:4] not in text_of(page)
    after = anne.post(f"{here}/card", code=other)
    clock.forward(minutes=10, seconds=1)
    late = anne.post(f"{here}/card", code=code)
    words = [text_of(find_all(page_of(reply, 409), "main")[0]) for reply in (wrong, again, after, late)]
    assert len(set(words)) == 1


def test_revoking_asks_first_and_then_a_new_code_can_be_made(place, anne, here, clock):
    first = code_of(anne.post(f"{here}/invitation"))
    assert find_all(page_of(anne.get(f"{here}/invitation/revoke")), "form", action=f"{here}/invitation/revoke")
    with place.site.db.read() as session:
        assert session.scalars(select(Invitation.revoked_at)).one() is None
    assert anne.post(f"{here}/invitation/revoke").headers["location"] == here
    assert anne.post(f"{here}/invitation/revoke").status_code == 409
    clock.forward(minutes=1)
    assert code_of(anne.post(f"{here}/invitation")) != first


def test_a_lead_can_issue_a_code_for_the_team(place, people, here):
    assert Colleague(place, people.lead).post(f"{here}/invitation").status_code == 200


def test_the_code_of_who_stopped_at_the_kiosk_can_be_revoked(place, people, anne, here):
    anne.post(f"{here}/invitation")
    happen(place, uuid.UUID(here.rsplit("/", 1)[1]), MilestoneName.STARTED, MilestoneName.WITHDRAWN)
    page = page_of(anne.get(here))
    assert "De klant is gestopt" in text_of(page)
    assert find_all(page, "a", href=f"{here}/invitation/revoke")
    assert anne.post(f"{here}/invitation/revoke").status_code == 303


DONE = (M.STARTED, M.PROGRESSED, M.FINISHED)
RELEASED = (*DONE, M.RELEASED)
SPOKEN = (*RELEASED, M.REPORT_ISSUED, M.DEBRIEFED)


@pytest.mark.parametrize(
    "road", [(), (M.STARTED,), DONE, RELEASED, (*RELEASED, M.REPORT_ISSUED), SPOKEN, (M.STARTED, M.WITHDRAWN)]
)
def test_a_new_code_can_be_made_wherever_revoking_promises_one(place, people, anne, road):
    case_id = place.invite(people.anne).case_id
    here = f"/staff/cases/{case_id}"
    happen(place, case_id, *road)
    promised = "een nieuwe code gaat daar verder" in visible_text(page_of(anne.get(f"{here}/invitation/revoke")))
    assert promised is (M.WITHDRAWN not in road)
    assert anne.post(f"{here}/invitation/revoke").status_code == 303
    page = page_of(anne.get(here))
    assert len(find_all(page, "form", action=f"{here}/invitation")) == int(promised)
    assert anne.post(f"{here}/invitation").status_code == (200 if promised else 409)


def test_revoking_the_code_of_who_goes_by_interview_says_what_a_new_one_takes(place, people, anne):
    case_id = place.invite(people.anne).case_id
    here = f"/staff/cases/{case_id}"
    happen(place, case_id, M.STARTED)
    place.clock.forward(minutes=1)
    form = {"literacy": "both", "computer": "alone"}
    assert anne.post(f"{here}/suitability", **form, wants="false", intake_on="2026-11-30").status_code == 303
    assert "opnieuw is vastgelegd" in visible_text(page_of(anne.get(f"{here}/invitation/revoke")))
    assert anne.post(f"{here}/invitation/revoke").status_code == 303
    assert anne.post(f"{here}/invitation").status_code == 409
    place.clock.forward(minutes=1)
    assert anne.post(f"{here}/suitability", **form, wants="true").status_code == 303
    assert anne.post(f"{here}/invitation").status_code == 200
