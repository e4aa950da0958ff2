"""Staff pages that one meets once, or where nothing is found: the way through the second factor, what is shown once,
a client and a group sitting in every state, filters without a hit; each judged by axe-core.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from service.accounts.actions import create_team, create_user
from service.accounts.models import Role
from service.cases.models import Case
from service.groups.models import Seat
from tests.access.judged import barriers
from tests.access.test_accessible_staff_states import is_html, new_page, show
from tests.access.world import RECORDED, World
from tests.accounts.conftest import EMAIL, OWN, TEMPORARY, Door
from tests.conftest import Clock
from tests.support.browser import chromium
from tests.support.full_room import GUESTS, full_room
from tests.support.installation import Installation, install
from tests.support.staff import Colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield new_page(browser)


@pytest.fixture
def place(tmp_path: Path, sqlite_template: Path) -> Iterator[Installation]:
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / "klantbeeld.sqlite3"
    database.write_bytes(sqlite_template.read_bytes())
    place = install(tmp_path / "data", f"sqlite:///{database}", Clock())
    yield place
    place.site.db.close()


def at_the_door(place: Installation, language: str) -> Door:
    """Somebody who has never signed in."""
    with place.site.db.write() as session:
        team = create_team(session, "Oost", place.clock(), None)
        user = create_user(session, EMAIL, "Anne", Role.CASE_MANAGER, team.id, TEMPORARY, place.clock(), None)
        user.language = language
    return Door(place)


def through_the_second_factor(door: Door) -> Iterator[tuple[str, httpx.Response]]:
    """Every page on the way in, right and wrong; the account is locked at the end."""
    clock = door.place.clock
    assert isinstance(clock, Clock)
    door.give_password()
    yield "own password", door.follow()
    yield "too short", door.post("/staff/sign-in/password", password="kort", again="kort")
    yield "not the same", door.post("/staff/sign-in/password", password=OWN, again="iets heel anders")
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    yield "set-up", door.follow()
    secret = door.secret
    yield "set-up, wrong code", door.post("/staff/sign-in/second-factor", code="000000")
    door.post("/staff/sign-in/second-factor", code=door.code(secret))
    clock.forward(minutes=1)
    again = Door(door.place)
    again.give_password(password=OWN)
    yield "code", again.follow()
    for _ in range(5):
        wrong = again.post("/staff/sign-in/code", code="000000")
    yield "code, wrong", wrong
    yield "code, locked", again.post("/staff/sign-in/code", code=again.code(secret))
    yield "password, locked", Door(door.place).give_password(password=OWN)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_second_factor_has_no_barrier(place: Installation, page: Page, language: str) -> None:
    """What is wrong is read first; managers of passwords know the field of the code; the picture has a name, a key."""
    found, seen = [], []
    for name, reply in through_the_second_factor(at_the_door(place, language)):
        assert is_html(reply), name
        seen.append(name)
        show(page, place, reply.text)
        found += barriers(page, name)
        if reply.status_code >= 400:
            expect(page.locator("[role=alert]"), name).to_be_focused()
        if name.startswith(("set-up", "code")):
            assert page.get_attribute("#code", "autocomplete") == "one-time-code"
        if name.startswith("set-up"):
            assert page.get_attribute("svg.qr", "aria-label")
            page.click("summary")
            found += barriers(page, f"{name}, with its key")
    assert found == []
    assert len(seen) == 9


def test_a_client_in_any_state_has_no_barrier(place: Installation, page: Page) -> None:
    """Case page, the new code and the end, for each of twelve; then the board running, closed and of nobody."""
    who = place.staff(Role.CASE_MANAGER)
    manager, group = Colleague(place, who), full_room(place.site, who)
    board = f"/staff/groups/{group}"
    with place.site.db.read() as session:
        seats = session.execute(select(Seat.id, Seat.case_id).where(Seat.group_id == group)).all()
    addresses = [board, f"{board}/cards", f"{board}/clients"]
    addresses += [f"/staff/cases/{case}" for _, case in seats] + [f"{board}/seats/{seats[0][0]}/code"]
    found = judged(page, manager, addresses)
    manager.post(f"{board}/close")
    found += judged(page, manager, [board, f"{board}/cards", "/staff/groups", "/staff/groups/new"])
    other = place.staff(Role.CASE_MANAGER, "Oost", "Bram")
    with place.site.db.write() as session:
        session.execute(update(Case).values(case_manager_id=other.user_id))
    found += judged(page, manager, [board, "/staff/cases"])
    assert found == []
    assert len(seats) == len(GUESTS)


def judged(page: Page, colleague: Colleague, addresses: list[str]) -> list[str]:
    """The barriers on these pages."""
    found = []
    for address in addresses:
        reply = colleague.get(address)
        assert is_html(reply), (address, reply.status_code)
        show(page, colleague.place, reply.text)
        found += barriers(page, re.sub(r"[0-9a-f-]{36}", "…", address))
    return found


def test_what_is_shown_once_has_no_barrier(world: World, page: Page, tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "copy")
    manager, ids = Colleague(copy.place, copy.staff[Role.CASE_MANAGER]), copy.ids["own"]
    case, group = f"/staff/cases/{ids['busy_case_id']}", f"/staff/groups/{ids['group_id']}"
    manager.post(f"{case}/invitation/revoke")
    shown = {
        "code": manager.post(f"{case}/invitation"),
        "codes": manager.post(f"{group}/cards", seats=ids["seat_id"]),
        "conflict": manager.post(f"{case}/invitation"),
    }
    found = []
    for name, reply in shown.items():
        assert (reply.status_code, is_html(reply)) == (409 if name == "conflict" else 200, True), name
        show(page, copy.place, reply.text)
        found += barriers(page, name)
    copy.place.site.db.close()
    assert found == []


#: Role → addresses with filters that find nothing, that can't be read, or of what is switched off.
FILTERS = {
    Role.ADMIN: [
        "/staff/studio/ti?q=nothing-has-this",
        f"/staff/studio/ti/{RECORDED['text']}?done=kept",
        f"/staff/studio/ti/{RECORDED['text']}?fault=quiet",
        "/staff/studio/ti?page=99",
        "/staff/admin/accounts?sort=name&way=down",
    ],
    Role.AUDITOR: ["/staff/audit?case=NO-SUCH", "/staff/audit?first=nonsense&last=31-31-2026", "/staff/audit?page=99"],
    Role.CASE_MANAGER: ["/staff/cases?state=debriefed", "/staff/cases?q=nobody"],
    Role.PSYCHIATRIST: ["/staff/review?state=nothing", "/staff/review?sort=name"],
}


@pytest.mark.parametrize("role", list(FILTERS))
def test_no_filter_without_a_hit_has_a_barrier(world: World, page: Page, role: Role) -> None:
    assert judged(page, Colleague(world.place, world.staff[role]), FILTERS[role]) == []
