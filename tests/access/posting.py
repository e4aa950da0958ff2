"""How a form of the table is sent: by a browser that has the page open, with the form token of who sends it."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from sqlalchemy import select

from service.accounts.actions import create_user
from service.accounts.models import Role, StaffUser
from service.accounts.principal import Principal
from service.groups.models import Seat
from tests.access.forms import FORMS, OWN_PASSWORD
from tests.access.test_access_walk import ROUTES
from tests.access.world import RECORDED, record_text
from tests.audio.takes import spoken, wav
from tests.support.installation import QUICK, Installation
from tests.support.page import find_all, read_page
from tests.support.staff import Colleague

OWN_HASH = QUICK.hash(OWN_PASSWORD)


@dataclass(frozen=True)
class Answer:
    """What came back on a form, and the page that a redirect led to."""

    reply: httpx.Response
    onward: httpx.Response | None

    @property
    def accepted(self) -> bool:
        """Done, not refused."""
        return self.reply.status_code < 400

    @property
    def replies(self) -> tuple[httpx.Response, ...]:
        """One or both."""
        return (self.reply, self.onward) if self.onward is not None else (self.reply,)


def make_ready(place: Installation, people: Mapping[Role, Principal], case_id: object) -> dict[str, str]:
    """Whoever and whatever the forms name, by the names they use. `people` get a password, the case has a seat."""
    manager, admin = people[Role.CASE_MANAGER], people[Role.ADMIN]
    spare = place.invite(manager, "REF-6", "Rahel G.")
    colleague = place.staff(Role.CASE_MANAGER, name="Een collega")
    chief = place.staff(Role.ADMIN, name="Een beheerder")
    record_text(Colleague(place, admin))
    with place.site.db.write() as session:
        for who in people.values():
            session.get_one(StaffUser, who.user_id).password_hash = OWN_HASH
        asked = (Role.PSYCHIATRIST, None, OWN_PASSWORD, place.clock(), chief.user_id)
        waiting = create_user(session, "wacht@example.org", "Wie wacht", *asked)
        seat = session.scalars(select(Seat).where(Seat.case_id == case_id)).one()
        return RECORDED | {
            "case_id": str(case_id),
            "spare_case_id": str(spare.case_id),
            "group_id": str(seat.group_id),
            "seat_id": str(seat.id),
            "manager_id": str(manager.user_id),
            "colleague_id": str(colleague.user_id),
            "team_id": str(manager.team_id),
            "user_id": str(waiting.id),
            "today": place.clock().date().isoformat(),
        }


def send_valid(colleague: Colleague, known: Mapping[str, str], name: str) -> Answer:
    """Send the form of the table, after what it says comes before."""
    row, path = FORMS[name], ROUTES[name].path.format(**known)
    page = None
    for before in row.after:
        page = send_valid(colleague, known, before).reply
    if row.page:
        page = colleague.get(row.page.format(**known))
    form = hidden_fields(page, path) if page is not None else {}
    form |= {field: value.format(**known) for field, value in row.fields.items()}
    files = {"take": ("take.wav", wav(spoken(1.0).samples), "audio/wav")} if row.take else None
    return with_onward(colleague, colleague.client.post(path, data={"csrf": colleague.csrf, **form}, files=files))


def send_empty(colleague: Colleague, known: Mapping[str, str], name: str) -> Answer:
    """Send nothing but the form token."""
    return with_onward(colleague, colleague.post(ROUTES[name].path.format(**known)))


def with_onward(colleague: Colleague, reply: httpx.Response) -> Answer:
    return Answer(reply, colleague.get(reply.headers["location"]) if reply.is_redirect else None)


def hidden_fields(page: httpx.Response, path: str) -> dict[str, str | list[str]]:
    """Of the first form on a page that is sent to `path`; nothing where there is none."""
    if not page.headers.get("content-type", "").startswith("text/html"):
        return {}
    forms = find_all(read_page(page.text), "form", method="post", action=path)
    found: dict[str, str | list[str]] = {}
    for entry in find_all(forms[0], "input", type="hidden") if forms else []:
        held = found.get(entry.get("name", ""), [])
        found[entry.get("name", "")] = [*held, entry.get("value", "")]
    return found
