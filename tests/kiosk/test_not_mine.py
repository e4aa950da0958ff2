"""Somebody sits before another person's questions: there is a way out, in every language, and it tells nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.audit.models import AuditEvent
from service.kiosk.door import CLEAR
from service.kiosk.models import Sitting, SittingModule
from tests.support.installation import Installation
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_whose_card_it_is_not_gets_out_and_loses_nothing_of_the_other(
    place: Installation, sit: Sit, language: str
) -> None:
    client = sit(language).open_module("trauma")
    client.answer(client.codes[0])
    client.press("stop")
    words = place.site.translators[language].gettext("This card is not mine")
    [button] = find_all(client.page, "button", name="to", value="not_mine")
    assert text_of(button) == words
    reply = client.client.post("/go", data={"csrf": client.csrf, "to": "not_mine"}, follow_redirects=False)
    assert reply.headers["clear-site-data"] == CLEAR
    client.look()
    assert place.site.translators[language].gettext("Please give the card to a member of staff.") in client.html
    assert not client.client.cookies.get("kb_kiosk")
    with place.site.db.read() as session:
        sitting = session.query(Sitting).one()
        assert (sitting.state, sitting.token_hash) == ("open", None)
        events = session.scalars(select(AuditEvent.event)).all()
        assert "sitting_not_mine" in events
    again = sit(language)
    assert again.stations, "for whom it is meant it goes on"


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_the_end_shows_no_result(place: Installation, sit: Sit, language: str) -> None:
    """Nobody can be made to show what came out, since nothing is shown: the last page is the same for everybody."""
    pages = []
    for first in (0, -1):
        client = sit(language, pick=lambda item, codes, first=first: codes[first] if codes else None)
        client.open_module("persoonlijkheid")
        for _ in range(3):
            client.answer()
        with place.site.db.write() as session:
            session.query(SittingModule).update({"state": "done"})
        client.post("/go", to="overview")
        client.press("finish")
        pages.append(client.html.replace(client.csrf, ""))
        assert not find_all(client.page, "progress")
        with place.site.db.write() as session:
            session.query(Sitting).update({"state": "withdrawn"})
    assert pages[0] == pages[1]
    assert not [sign for sign in text_of(find_all(client.page, "main")[0]) if sign.isdigit()]
