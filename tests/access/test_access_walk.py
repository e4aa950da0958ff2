"""Every staff route × role × object, against the table of the design."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Mount, Route

import service.accounts.routes
import service.kiosk.routes
from service.accounts.guard import StaffRoute
from service.accounts.models import Role
from service.app import STAFF_FEATURES, kiosk_app, staff_app
from tests.access.forms import FORMS
from tests.access.table import ANY, KIOSK, SHARED, SIGN_IN, STAFF
from tests.access.world import RECORDED, World
from tests.support.staff import Colleague
from tests.support.tables import everything

ROUTES: dict[str, StaffRoute] = {row.name: row for feature in STAFF_FEATURES for row in feature.rows}
OBJECTS = ("own", "team", "other")
#: What a request may change by merely coming in: the log, and when somebody was last seen.
NOTED = ("audit_event", "staff_session.last_seen_at")
#: Refused although one may: the form is empty, or nothing of the kind can happen now.
ALLOWED_BUT_NOT_NOW = (409, 422)


def names(app: object) -> set[str]:
    found = set()
    for route in app.routes:
        assert isinstance(route, Route | Mount)
        found.add(route.name or route.path.strip("/"))
    return found


def test_every_route_is_in_the_table_and_the_table_has_no_other(world: World) -> None:
    site = world.place.site
    assert names(staff_app(site)) == set(STAFF) | SIGN_IN | SHARED
    assert names(kiosk_app(site)) == KIOSK | SHARED
    assert set(ROUTES) == set(STAFF)


def test_every_form_that_is_not_the_psychiatrists_alone_has_a_valid_one() -> None:
    sent = {name for name, row in ROUTES.items() if row.method == "POST"}
    assert {name for name in sent if set(STAFF[name]) - {Role.PSYCHIATRIST}} == set(FORMS)


def test_no_two_routes_have_one_name() -> None:
    rows = [row.name for feature in STAFF_FEATURES for row in feature.rows]
    assert len(rows) == len(set(rows))


def test_staff_and_kiosk_share_no_address() -> None:
    assert all(row.path == "/staff" or row.path.startswith("/staff/") for row in ROUTES.values())
    assert all(route.path.startswith("/staff/") for route in service.accounts.routes.open_routes)
    assert not any(route.path.startswith("/staff") for route in service.kiosk.routes.routes)


def objects_of(row: StaffRoute) -> tuple[str, ...]:
    """Which objects an address can name: a case in three ways, or nothing of the kind."""
    return (
        OBJECTS
        if set(re.findall(r"{(\w+)}", row.path)) & {"case_id", "review_id", "report_id", "sitting_id", "group_id"}
        else tuple(ANY)
    )


def address(world: World, row: StaffRoute, thing: str) -> str:
    """The route's path with ids of this object."""
    known = {"user_id": str(world.target.user_id), **RECORDED, **world.ids.get(thing, {})}
    return re.sub(r"{(\w+)}", lambda found: known[found[1]], row.path)


def ask(colleague: Colleague, row: StaffRoute, path: str) -> tuple[int, str]:
    reply = colleague.get(path) if row.method == "GET" else colleague.post(path)
    return reply.status_code, reply.text


def combinations(method: str) -> Iterator[tuple[str, Role, str]]:
    for name, row in ROUTES.items():
        for role in Role:
            for thing in objects_of(row):
                if row.method == method:
                    yield name, role, thing


def may(name: str, role: Role, thing: str) -> bool:
    return thing in STAFF[name].get(role, frozenset())


@pytest.mark.parametrize("role", list(Role))
def test_who_may_not_finds_nothing_and_changes_nothing(world: World, role: Role) -> None:
    colleague = Colleague(world.place, world.staff[role])
    before = everything(world.place.site.db, but=NOTED)
    wrong = []
    for method in ("GET", "POST"):
        for name, who, thing in combinations(method):
            if who is role and not may(name, role, thing):
                status, text = ask(colleague, ROUTES[name], address(world, ROUTES[name], thing))
                if status != 404 or world.ids["own"]["case_id"] in text:
                    wrong.append((name, thing, status))
    assert wrong == []
    assert everything(world.place.site.db, but=NOTED) == before


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_does_and_changes_nothing(world: World, role: Role) -> None:
    colleague = Colleague(world.place, world.staff[role])
    before = everything(world.place.site.db, but=NOTED)
    wrong, read = [], 0
    for name, who, thing in combinations("GET"):
        if who is role and may(name, role, thing):
            world.clock.forward(seconds=61)
            status, _ = ask(colleague, ROUTES[name], address(world, ROUTES[name], thing))
            read += 1
            if status >= 400:
                wrong.append((name, thing, status))
    assert wrong == []
    assert read > 3
    assert everything(world.place.site.db, but=NOTED) == before


@pytest.mark.parametrize("role", list(Role))
def test_who_may_write_is_let_in(world: World, role: Role, tmp_path: Path) -> None:
    """An empty form is answered by what is missing in it, never by 404: who may is told."""
    copy = world.copy(tmp_path / "copy")
    wrong = []
    for name, who, thing in combinations("POST"):
        if who is role and may(name, role, thing):
            colleague = Colleague(copy.place, copy.staff[role])
            status, _ = ask(colleague, ROUTES[name], address(copy, ROUTES[name], thing))
            if status >= 400 and status not in ALLOWED_BUT_NOT_NOW:
                wrong.append((name, thing, status))
    copy.place.site.db.close()
    assert wrong == []


def test_nobody_is_asked_to_sign_in_and_changes_nothing(world: World) -> None:
    nobody = Colleague(world.place, None)
    before = everything(world.place.site.db)
    wrong = []
    for name, row in ROUTES.items():
        for thing in objects_of(row):
            status, text = ask(nobody, row, address(world, row, thing))
            if status != 401 or 'name="password"' not in text:
                wrong.append((name, thing, status))
    assert wrong == []
    assert everything(world.place.site.db) == before


@pytest.mark.parametrize("role", list(Role))
def test_without_the_form_token_nobody_may_do_anything(world: World, role: Role) -> None:
    colleague = Colleague(world.place, world.staff[role])
    before = everything(world.place.site.db, but=NOTED)
    wrong = []
    for name, who, thing in combinations("POST"):
        if who is role and may(name, role, thing):
            path = address(world, ROUTES[name], thing)
            bare = colleague.client.post(path).status_code
            foreign = colleague.client.post(
                path, data={"csrf": colleague.csrf}, headers={"origin": "https://elsewhere.example"}
            ).status_code
            if (bare, foreign) != (403, 403):
                wrong.append((name, thing, bare, foreign))
    assert wrong == []
    assert everything(world.place.site.db, but=NOTED) == before


@pytest.mark.parametrize("role", list(Role))
def test_an_unknown_id_and_a_foreign_one_look_the_same(world: World, role: Role) -> None:
    """404 must not tell that there is such a case."""
    colleague = Colleague(world.place, world.staff[role])
    unknown = dict.fromkeys(world.ids["own"], "00000000-0000-4000-8000-000000000000")
    wrong = []
    for name, who, thing in combinations("GET"):
        row = ROUTES[name]
        if who is role and thing != "any" and not may(name, role, thing):
            foreign = ask(colleague, row, address(world, row, thing))
            nothing = ask(colleague, row, re.sub(r"{(\w+)}", lambda found: unknown[found[1]], row.path))
            if foreign != nothing:
                wrong.append((name, thing))
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_taken_away_is_gone_with_the_next_request(world: World, role: Role, tmp_path: Path) -> None:
    copy = world.copy(tmp_path / "copy")
    colleague = Colleague(copy.place, copy.staff[role])
    assert colleague.get("/staff/account").status_code == 200
    with copy.place.site.db.write() as session:
        from service.accounts.models import StaffUser

        session.get_one(StaffUser, copy.staff[role].user_id).active = False
    for name, who, thing in combinations("GET"):
        if who is role and may(name, role, thing):
            assert ask(colleague, ROUTES[name], address(copy, ROUTES[name], thing))[0] == 401, name
    copy.place.site.db.close()
