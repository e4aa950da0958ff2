"""A page that asks for a code twice is shown the same code twice; another page, or a later moment, gets none of it."""

import re
import uuid

import pytest
from sqlalchemy import select

from service.audit.models import AuditEvent
from service.cases.models import Invitation, MilestoneName
from tests.cases.conftest import happen, register
from tests.cases.test_code_page import code_of
from tests.support.respondent import Respondent
from tests.support.staff import Colleague
from tests.support.tables import everything


@pytest.fixture
def anne(place, people):
    return Colleague(place, people.anne)


@pytest.fixture
def here(place, people, anne):
    here = f"/staff/cases/{register(place, people.anne)}"
    anne.post(f"{here}/suitability", literacy="both", computer="alone", wants="true")
    return here


def after(colleague, path):
    """What the form for a code on this page sends along."""
    return re.search(r'name="after" value="([^"]+)"', colleague.get(path).text).group(1)


def opens(place, code):
    """Whether a client comes in with it."""
    client = Respondent(place.app, "nl")
    client.enter(code)
    return not client.notice


def count(place, model):
    with place.site.db.read() as session:
        return len(session.scalars(select(model)).all())


def test_pressed_twice_one_valid_code(place, anne, here):
    form = {"after": after(anne, here)}
    first, second = (code_of(anne.post(f"{here}/invitation", **form)) for _ in range(2))
    assert first == second
    assert count(place, Invitation) == 1
    assert first[4:] not in repr(everything(place.site.db)), "kept nowhere"
    with place.site.db.read() as session:
        events = session.scalars(select(AuditEvent.event)).all()
    assert (events.count("invitation_issued"), events.count("invitation_shown_again")) == (1, 1)
    assert opens(place, first)


def test_what_is_shown_again_can_be_printed(anne, here):
    form = {"after": after(anne, here)}
    anne.post(f"{here}/invitation", **form)
    again = code_of(anne.post(f"{here}/invitation", **form))
    assert anne.post(f"{here}/card", code=again).status_code == 200


def test_in_place_of_a_card_gone_astray_too(place, anne, here, clock):
    case = uuid.UUID(here.rsplit("/", 1)[1])
    old = code_of(anne.post(f"{here}/invitation", after=after(anne, here)))
    happen(place, case, MilestoneName.STARTED, MilestoneName.CARD_NOT_MINE)
    form = {"after": after(anne, here)}
    first, second = (code_of(anne.post(f"{here}/invitation/replace", **form)) for _ in range(2))
    assert first == second != old
    assert opens(place, first)
    assert not opens(place, old)


def test_each_code_of_a_case_is_another_one(anne, here, clock):
    codes = set()
    for _ in range(3):
        codes.add(code_of(anne.post(f"{here}/invitation", after=after(anne, here)))[4:])
        anne.post(f"{here}/invitation/revoke")
        clock.forward(seconds=1)
    assert len(codes) == 3


def test_the_same_place_in_another_case_or_sign_in_is_another_code(place, people, anne, here):
    other = f"/staff/cases/{register(place, people.anne)}"
    anne.post(f"{other}/suitability", literacy="both", computer="alone", wants="true")
    mine = code_of(anne.post(f"{here}/invitation", after="first"))
    assert code_of(anne.post(f"{other}/invitation", after="first"))[4:] != mine[4:]
    again = Colleague(place, people.anne)
    assert again.post(f"{here}/invitation", after="first").status_code == 409
    assert Colleague(place, people.lead).post(f"{here}/invitation", after="first").status_code == 409


@pytest.mark.parametrize("how", ["later", "printed", "used", "revoked", "elsewhere"])
def test_it_is_not_shown_again(place, people, anne, here, clock, how):
    form = {"after": after(anne, here)}
    code = code_of(anne.post(f"{here}/invitation", **form))
    if how == "later":
        clock.forward(minutes=10, seconds=1)
    if how == "printed":
        anne.post(f"{here}/card", code=code)
    if how == "used":
        assert opens(place, code)
    if how == "revoked":
        anne.post(f"{here}/invitation/revoke")
    if how == "elsewhere":
        anne.post(f"{here}/invitation/revoke")
        clock.forward(seconds=1)
        lead = Colleague(place, people.lead)
        assert lead.post(f"{here}/invitation", after=after(lead, here)).status_code == 200
    before = count(place, Invitation)
    for way in ("invitation", "invitation/replace"):
        reply = anne.post(f"{here}/{way}", **form)
        assert reply.status_code == 409
        assert code[4:] not in reply.text
    assert count(place, Invitation) == before


@pytest.mark.parametrize("after", ["", "nonsense", "0" * 36, "x" * 400])
def test_a_place_that_never_was_shows_nothing(place, anne, here, after):
    code = code_of(anne.post(f"{here}/invitation", after="first"))
    reply = anne.post(f"{here}/invitation", after=after)
    assert reply.status_code == 409
    assert code[4:] not in reply.text
    assert count(place, Invitation) == 1
