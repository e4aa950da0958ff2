"""Two clients who differ only in their health answers look the same to the klantmanager until the outcome is released.

Two installations, the same clock, the same names: one client raises acute signals and opens every tier, the other none.
"""

import io
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.reports.models import Report
from service.review.models import Review
from tests.access.test_access_walk import ROUTES
from tests.access.world import seated
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent
from tests.support.staff import Colleague, confirm_level, crawl, decide_health_levels, release
from tests.support.tables import rows_of

MASKS = (
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), b"<id>"),
    (re.compile(rb"[0-9a-f]{12}@example.org"), b"<mail>"),
    (re.compile(rb'name="csrf" value="[0-9a-f]+"'), b"<token>"),
    (re.compile(rb'"(seal|sha256)": ?"[0-9a-f]+"'), b"<hash>"),
    (re.compile(rb"<(td|code|span)([^>]*)>[0-9a-f]{8,64}</"), b"<hash>"),
)
LENGTH = re.compile(rb"content-length: \d+")
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


def head(raw: Sequence[tuple[bytes, bytes]]) -> bytes:
    return b"\n".join(b": ".join(pair) for pair in raw) + b"\n\n"


def body(content: bytes) -> bytes:
    """The bytes; of a PDF its words and embedded files, since its own id differs by chance."""
    return inside_pdf(content) if content.startswith(b"%PDF") else content


@lru_cache(maxsize=64)
def inside_pdf(content: bytes) -> bytes:
    """Worked out once for the same bytes, which several people get."""
    reader = PdfReader(io.BytesIO(content))
    words = [page.extract_text().encode() for page in reader.pages]
    return b"\n".join([*words, *(data for files in reader.attachments.values() for data in files)])


def mask(content: bytes) -> bytes:
    for pattern, word in MASKS:
        content = pattern.sub(word, content)
    return content


def sorted_rows(content: bytes) -> bytes:
    """The log with its lines in a fixed order: those of one moment come by their random ids.

    Each line once: reading makes the log longer, so that the end of a page is read again at the start of the next.
    """
    first, *rest = content.split(b"<tr>")
    rows = [row.partition(b"</tr>") for row in rest]
    return first + b"<tr>".join(sorted({row for row, _, _ in rows})) + b"".join(end for _, _, end in rows)


def test_masks_leave_everything_else() -> None:
    assert (
        mask(b'<a href="/staff/cases/1b4e28ba-2fa1-41d2-883f-0016d3cca427">3</a>')
        == b'<a href="/staff/cases/<id>">3</a>'
    )
    assert mask(b"<td>5</td> high 12:04") == b"<td>5</td> high 12:04"


@pytest.fixture
def sides(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Side, Side]]:
    # An adaptive bank asks by the seed of the sitting: both get the same one, so that health alone differs.
    by_chance = secrets.randbelow
    monkeypatch.setattr(secrets, "randbelow", lambda limit: 20261122 if limit == 2**31 else by_chance(limit))
    made = [side(tmp_path / name, sqlite_template, worst) for name, worst in (("a", True), ("b", False))]
    yield made[0], made[1]
    for one in made:
        one.place.site.db.close()


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
    found = differences(left, right)
    if found:
        one, other = near(left.get(found[0], b""), right.get(found[0], b""))
        pytest.fail(f"{found}\n\n{one.decode()}\n\n--- and ---\n\n{other.decode()}")
    return len(left)


def start(one: Side) -> None:
    one.respondent = Respondent(one.place.app, "nl", pick=one.pick)
    one.respondent.enter(one.client.code)
    one.respondent.walk(lambda me: me.stations > 0)


def module(one: Side, slug: str) -> None:
    assert one.respondent is not None
    one.respondent.open_module(slug)
    one.respondent.walk(lambda me: me.stations > 0)
    one.clock.forward(minutes=5)


def halfway(one: Side) -> None:
    """Into the module of health, as far as the first acute answer."""
    assert one.respondent is not None
    one.respondent.open_module("trauma").walk_to("tr_safety")
    one.respondent.answer()


def somebody_elses_card(one: Side) -> None:
    """Somebody at the computer says so; then the client comes in again with the same card."""
    assert one.respondent is not None
    one.respondent.post("/go", to="stop")
    one.respondent.press("not_mine")
    one.clock.forward(minutes=1)


def come_in_again(one: Side) -> None:
    assert one.respondent is not None
    one.respondent.post("/next")
    one.respondent.enter(one.client.code)
    one.clock.forward(minutes=1)


def take_back(one: Side) -> None:
    """No longer to the questions about health."""
    assert one.respondent is not None
    change_consent(one.respondent, "no")
    one.clock.forward(minutes=5)


def agree_again(one: Side) -> None:
    assert one.respondent is not None
    change_consent(one.respondent, "yes")
    one.clock.forward(minutes=5)


def change_consent(client: Respondent, health: str) -> None:
    client.post("/go", to="overview")
    client.press("consent")
    client.press("agree", assessment="yes", health=health, norms="no")


def send_in(one: Side) -> None:
    assert one.respondent is not None
    one.respondent.walk()
    one.clock.forward(minutes=5)


def report(one: Side) -> None:
    colleague = Colleague(one.place, one.people[Role.CASE_MANAGER])
    path = f"/staff/cases/{one.client.case_id}/reports"
    assert colleague.post(path, audience="klantmanager", language="nl").status_code == 303
    one.clock.forward(seconds=10)
    one.place.work()


def review(one: Side) -> str:
    with one.place.site.db.read() as session:
        return str(session.scalars(select(Review).where(Review.case_id == one.client.case_id)).one().id)


def read_review(one: Side) -> None:
    doctor = Colleague(one.place, one.place.staff(Role.PSYCHIATRIST, name="De psychiater"))
    assert doctor.get("/staff/review").status_code == 200
    assert doctor.get(f"/staff/review/{review(one)}").status_code == 200


def decide_levels(one: Side) -> None:
    """The psychiatrist decides about the health domains of the one with the worst answers alone."""
    if one.worst:
        doctor = Colleague(one.place, one.place.staff(Role.PSYCHIATRIST, name="De psychiater"))
        decide_health_levels(doctor, review(one))


def confirm(one: Side) -> None:
    """The klantmanager confirms the level of money."""
    confirm_level(Colleague(one.place, one.people[Role.CASE_MANAGER]), one.client.case_id)
    one.clock.forward(seconds=10)


def each(sides: tuple[Side, Side], *work: object) -> None:
    for one in sides:
        for step in work:
            step(one)


@pytest.mark.slow
@pytest.mark.pdf
def test_the_same_to_the_last_byte_until_the_release(sides: tuple[Side, Side]) -> None:
    assert same(sides) > 15
    each(sides, start, lambda one: module(one, "achtergrond"), lambda one: module(one, "zelfredzaamheid"))
    same(sides)
    each(sides, halfway)
    assert len(rows_of(sides[0].place.site.db, "vault_sealed_flag")) == 1
    assert rows_of(sides[1].place.site.db, "vault_sealed_flag") == []
    same(sides)
    each(sides, lambda one: one.respondent.walk(lambda me: me.stations > 0), lambda one: one.clock.forward(minutes=9))
    same(sides)
    each(sides, somebody_elses_card)
    same(sides)
    each(sides, come_in_again, send_in)
    same(sides)
    each(sides, lambda one: one.place.work())
    same(sides)
    each(sides, read_review)
    same(sides)
    each(sides, decide_levels)
    assert len(rows_of(sides[0].place.site.db, "health_level")) == 2
    assert rows_of(sides[1].place.site.db, "health_level") == []
    same(sides)
    each(sides, confirm)
    assert [len(rows_of(one.place.site.db, "level_decision")) for one in sides] == [1, 1]
    same(sides)
    each(sides, report)
    pages = same(sides)
    assert pages > 20
    with sides[0].place.site.db.read() as session:
        assert session.scalars(select(Report)).one().state == "ready"
    assert len(set(sides[0].health)) > len(set(sides[1].health)), "one was asked more than the other"


@pytest.mark.slow
def test_the_same_when_the_consent_for_health_is_taken_back_and_given_again(sides: tuple[Side, Side]) -> None:
    each(sides, start, halfway)
    same(sides)
    each(sides, take_back)
    same(sides)
    each(sides, agree_again)
    same(sides)
    each(sides, lambda one: module(one, "trauma"), take_back)
    same(sides)
    each(sides, send_in, lambda one: one.place.work())
    assert same(sides) > 15
    assert len(set(sides[0].health)) > len(set(sides[1].health)), "one was asked more than the other"


@pytest.mark.slow
def test_the_comparison_sees_a_release(sides: tuple[Side, Side]) -> None:
    """The positive control: what may be seen after the release differs at once."""
    each(sides, start, lambda one: one.respondent.post("/go", to="module", module="trauma"))
    each(sides, lambda one: one.respondent.press("skip"))
    for one in sides:
        assert one.respondent is not None
        while "finish" not in one.respondent.buttons:
            one.respondent.step()
            if "skip" in one.respondent.buttons:
                one.respondent.press("skip")
        one.respondent.press("finish")
        one.place.work()
    same(sides)
    doctors = [Colleague(one.place, one.place.staff(Role.PSYCHIATRIST)) for one in sides]
    outcomes = [choice.id for choice in sides[0].place.catalogue.release.outcomes]
    for one, doctor, outcome in zip(sides, doctors, (outcomes[0], outcomes[-1]), strict=True):
        release(doctor, review(one), outcome)
    left, right = sides[0].look(), sides[1].look()
    assert differences(left, right) != []
