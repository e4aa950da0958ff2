"""Every read of a case is an event: no page about one client is shown to anybody without a trace of who looked."""

import re
from collections import Counter
from uuid import UUID

import pytest

from service.accounts.models import Role
from tests.access.test_access_walk import ROUTES, address, ask, combinations, may
from tests.access.world import World
from tests.support.staff import Colleague
from tests.support.tables import rows_of

#: What in an address names one client's case.
CASE = {"case_id", "review_id", "report_id"}
#: Pages with an id in their address that are about no one case. A room shows a line for each client, as a list does.
NO_CASE = frozenset(
    (
        "show_board",
        "change_clients",
        "confirm_close_group",
        "confirm_new_code",
        "confirm_end_sitting",
        "choose_cards",
        "account",
        "recordings",
        "export_recordings",
        "text_to_read",
        "play_recording",
        "confirm_remove_recording",
        "confirm_remove_voice",
    )
)


def named(name: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", ROUTES[name].path))


def test_each_page_with_an_id_is_about_a_case_or_known_not_to_be() -> None:
    pages = {name for name, row in ROUTES.items() if row.method == "GET" and named(name)}
    assert {name for name in pages if not named(name) & CASE} == NO_CASE


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_a_case_leaves_an_event_about_it(world: World, role: Role) -> None:
    colleague, silent, read = Colleague(world.place, world.staff[role]), [], 0
    for name, who, thing in combinations("GET"):
        if who is role and may(name, role, thing) and named(name) & CASE:
            before = {row["id"] for row in rows_of(world.place.site.db, "audit_event")}
            status, _ = ask(colleague, ROUTES[name], address(world, ROUTES[name], thing))
            events = [row for row in rows_of(world.place.site.db, "audit_event") if row["id"] not in before]
            about = Counter((row["case_id"], row["actor_id"], row["actor_role"]) for row in events)
            wanted = (UUID(world.ids[thing]["case_id"]).hex, world.staff[role].user_id.hex, role.value)
            read += 1
            if status >= 400 or about != {wanted: 1}:
                silent.append((name, thing, status, about))
    assert silent == []
    assert bool(read) is (role in (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.PSYCHIATRIST))
