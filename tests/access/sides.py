"""Two installations with the same clock and the same names, a client in each, and who looks on."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.accounts.principal import Principal
from tests.access.masked import LENGTH, body, head, mask, sorted_rows
from tests.access.test_access_walk import ROUTES
from tests.access.world import seated
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent
from tests.support.staff import Colleague, crawl

STARTS = (
    "/staff",
    "/staff/account",
    "/staff/cases",
    "/staff/groups",
    "/staff/caseload",
    "/staff/questionnaires",
    "/staff/audit",
)
WORST = {"no": "yes", "0": "3"}


@dataclass
class Side:
    """One of the two: a client, and the klantmanager and team lead who look on."""

    place: Installation
    clock: Clock
    worst: bool
    client: Invited
    people: dict[Role, Principal]
    health: list[str] = field(default_factory=list)
    respondent: Respondent | None = None

    def pick(self, item: str, codes: Sequence[str]) -> str | None:
        """The same for both, but for health items: the worst of each, or the best."""
        known = {i.id: i for module in self.place.catalogue.modules.values() for i in module.questionnaire.items}
        if known[item].sensitivity.value != "health" or not codes:
            return sorted(codes)[len(item) % len(codes)] if codes else None
        self.health.append(item)
        best = "no" if "no" in codes else min(codes)
        worst = "today" if "today" in codes else "yes" if "yes" in codes else max(codes)
        return worst if self.worst else best

    def look(self) -> dict[str, bytes]:
        """Everything that the klantmanager and the lead can open now, with what differs by chance masked."""
        found: dict[str, bytes] = {}
        for role, who in self.people.items():
            self.clock.forward(seconds=5)
            colleague = Colleague(self.place, who)
            pages = crawl(colleague, *STARTS)
            for name, row in ROUTES.items():
                if row.method == "GET" and "{case_id}" in row.path:
                    path = row.path.replace("{case_id}", str(self.client.case_id))
                    pages[name] = colleague.get(path)
            for address, reply in pages.items():
                key = mask(f"{role} {address}".encode()).decode()
                content = mask(b"%d " % reply.status_code + head(reply.headers.raw) + body(reply.content))
                if "/staff/audit" in key:  # of all its pages one: lines of one moment can be on this one or the next
                    key, content = f"{role} log", found.get(f"{role} log", b"") + LENGTH.sub(b"", content)
                found[key] = content
        return {key: sorted_rows(content) if key.endswith(" log") else content for key, content in found.items()}


def side(folder: Path, template: Path, worst: bool) -> Side:
    folder.mkdir()
    shutil.copy(template, folder / "klantbeeld.sqlite3")
    clock = Clock()
    place = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", clock)
    people = {role: place.staff(role, name=f"De {role.value}") for role in (Role.CASE_MANAGER, Role.TEAM_LEAD)}
    client = place.invite(people[Role.CASE_MANAGER], "REF-1", "Selam T.")
    seated(place, people[Role.CASE_MANAGER], client.case_id)
    return Side(place, clock, worst, client, people)


def differences(left: dict[str, bytes], right: dict[str, bytes]) -> list[str]:
    """Pages that one has and the other has not, or not the same."""
    both = left.keys() | right.keys()
    return sorted(key for key in both if left.get(key) != right.get(key))


def near(left: bytes, right: bytes) -> tuple[bytes, bytes]:
    """Where two pages part."""
    place = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[max(0, place - 200) : place + 200], right[max(0, place - 200) : place + 200]


def same(sides: tuple[Side, Side]) -> int:
    """Assert that both look the same; how many pages that were."""
    left, right = sides[0].look(), sides[1].look()
    agree(left, right)
    return len(left)


def agree(left: dict[str, bytes], right: dict[str, bytes]) -> None:
    """Fail with what differs, and where the first two part."""
    found = differences(left, right)
    if found:
        one, other = near(left.get(found[0], b""), right.get(found[0], b""))
        pytest.fail(f"{found}\n\n{one.decode()}\n\n--- and ---\n\n{other.decode()}")


def each(sides: tuple[Side, Side], *work: object) -> None:
    for one in sides:
        for step in work:
            step(one)
