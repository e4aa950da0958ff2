"""Health answers that stand out are looked for everywhere: on every page of every role, in files, logs and databases.

Each canary is an answer that occurs in no definition and no text. The one place where it must be is the psychiatrist's
review of this client, which proves that the search can find it.
"""

import base64
import io
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import httpx
import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.reports.models import Report
from service.review.models import Review
from tests.access.canaries import given, pick_canaries, with_canaries
from tests.access.forms import FORMS
from tests.access.posting import make_ready, send_empty, send_valid
from tests.access.table import STAFF
from tests.access.test_access_walk import OBJECTS, ROUTES, address, objects_of
from tests.access.world import World, ask_appointment, seated
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent
from tests.support.staff import (
    Colleague,
    close_signals,
    confirm_level,
    crawl,
    decide_health_levels,
    release,
    write_note,
)
from tests.support.tables import everything

ANSWERS = list(given(0).values())
NOTE, REASON, LEVEL = "xvqnotekzj", "pzqreasonwk", "wkqlevelzx"
CANARIES = [*ANSWERS, NOTE, REASON, LEVEL]
OTHERS = tuple(role for role in Role if role is not Role.PSYCHIATRIST)
ONLY_THE_PSYCHIATRISTS = [name for name, row in ROUTES.items() if row.method == "POST" and name not in FORMS]
#: Forms that are too late once the nagesprek was held: the sitting is over.
NOT_AT_THE_END = frozenset(
    (
        "save_suitability",
        "save_extra_time",
        "keep_case_card",
        "keep_client_card",
        "lower_client_hand",
        "give_client_time",
        "end_client_sitting",
        "debrief",
    )
)
STARTS = ("/staff", "/staff/account", "/staff/cases", "/staff/caseload", "/staff/questionnaires", "/staff/audit")


def traces(content: bytes, wanted: list[str] = CANARIES) -> list[str]:
    """The canaries in these bytes, as they are, as numbers are written, in UTF-16 or in base64."""
    return [canary for canary in wanted if any(form in content for form in forms(canary))]


def forms(canary: str) -> Iterator[bytes]:
    yield canary.encode()
    yield canary.upper().encode()
    yield canary.encode("utf-16-le")
    yield canary.encode("utf-16-be")
    yield canary.encode().hex().encode()
    for shift in range(3):
        body = base64.b64encode(b" " * shift + canary.encode())
        yield body[-(-shift * 8 // 6) : len(body) // 4 * 4 - 4]
    if canary.isdigit():
        for mark in (".", ",", " ", "\u00a0", "\u202f"):
            yield mark.join((canary[:3], canary[3:6], canary[6:])).encode()
    if canary[4:5] == "-":
        year, month, day = canary.split("-")
        yield f"{int(day)}-{int(month)}-{year}".encode()
        yield f"{day}-{month}-{year}".encode()


def test_the_search_finds_each_form() -> None:
    for canary in CANARIES:
        assert traces(f"… {canary} …".encode()) == [canary]
        assert traces(canary.encode("utf-16-be")) == [canary]
        for shift in range(3):
            assert canary in traces(base64.b64encode(b"x" * shift + canary.encode() + b"and more"))
    assert traces(b"482.915.307 and 23-7-1931") == ["482915307", "1931-07-23"]
    assert traces(b"nothing of the kind") == []


@dataclass
class Seen:
    """A service where two clients have been, and who works there."""

    place: Installation
    clock: Clock
    staff: Mapping[Role, Principal]
    clients: tuple[Invited, Invited]
    responses: tuple[httpx.Response, ...] = ()
    room: tuple[str, str] = ("", "")

    def colleague(self, role: Role) -> Colleague:
        return Colleague(self.place, self.staff[role])

    def review(self, which: int) -> str:
        with self.place.site.db.read() as session:
            case = self.clients[which].case_id
            return str(session.scalars(select(Review).where(Review.case_id == case)).one().id)

    def reports(self) -> list[str]:
        with self.place.site.db.read() as session:
            return [str(row) for row in session.scalars(select(Report.id))]

    def world(self) -> World:
        """The ids of the client with canaries, for walking the routes."""
        ids = {"case_id": str(self.clients[0].case_id), "review_id": self.review(0), "sitting_id": self.review(0)}
        ids["report_id"] = self.reports()[0]
        ids["group_id"], ids["seat_id"] = self.room
        return World(self.place, Path(), self.clock, self.staff, dict.fromkeys(OBJECTS, ids), self.staff[Role.ADMIN])


@pytest.fixture
def seen(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Seen]:
    place = install(tmp_path / "data", database_url, clock, with_canaries(tmp_path))
    staff = {role: place.staff(role) for role in Role}
    manager = staff[Role.CASE_MANAGER]
    clients = (place.invite(manager), place.invite(manager))
    found = Seen(place, clock, staff, clients)
    found.room = seated(place, manager, *(client.case_id for client in clients))
    found.responses = tuple(sit(place, clock, client.code, which) for which, client in enumerate(clients))
    place.work()
    yield found
    place.site.db.close()


def sit(place: Installation, clock: Clock, code: str, which: int) -> httpx.Response:
    """A whole sitting of the modules with canaries, with a look back at each, a pause, and the end."""
    client = Respondent(place.app, "en", pick=lambda item, codes: pick_canaries(which, item, codes))
    client.client.headers["x-who"] = str(which)
    client.enter(code)
    for slug in ("achtergrond", "zelfredzaamheid", "trauma"):
        client.open_module(slug)
        client.answer()
        client.press("back")
        client.press("stop")
        client.press("pause")
        client.enter(code)
        client.open_module(slug)
        client.walk(lambda me: me.stations > 0)
        clock.forward(minutes=1)
    while "finish" not in client.buttons:
        client.step()
        client.press("skip")
    client.press("finish")
    leaks = [response.url for response in client.seen if traces(response.content)]
    assert leaks == [], "the kiosk shows no health answer back"
    assert set(given(which)) <= set(client.given)
    return client.seen[-1]


def go_all_the_way(seen: Seen) -> None:
    """Report before the release, appointment, note, release, report after it, nagesprek, the client's own copy."""
    manager, doctor = seen.colleague(Role.CASE_MANAGER), seen.colleague(Role.PSYCHIATRIST)
    for client, which in zip(seen.clients, (0, 1), strict=True):
        path = f"/staff/cases/{client.case_id}"
        assert manager.post(f"{path}/reports", audience="klantmanager", language="nl").status_code == 303
        ask_appointment(doctor, seen.review(which))
        assert close_signals(doctor, seen.review(which), REASON) > 0
        write_note(doctor, seen.review(which), NOTE)
        decide_health_levels(doctor, seen.review(which), LEVEL)
        confirm_level(manager, client.case_id)
        release(doctor, seen.review(which))
        assert manager.post(f"{path}/reports", audience="klantmanager", language="en").status_code == 303
        assert manager.post(f"{path}/debrief").status_code == 303
        for language in ("nl", "ti"):
            assert manager.post(f"{path}/reports", audience="client", language=language).status_code == 303
    seen.place.work()


def pages_of(seen: Seen, role: Role) -> dict[str, httpx.Response]:
    """Everything that this role can open: by links, and by every page of the inventory."""
    colleague, world = seen.colleague(role), seen.world()
    pages = crawl(colleague, *STARTS)
    for name, row in ROUTES.items():
        for thing in objects_of(row)[:1]:
            if row.method == "GET":
                pages[name] = colleague.get(address(world, row, thing))
    for report in seen.reports():
        for form in ("file", "json"):
            path = f"/staff/reports/{report}/{form}"
            pages[path] = colleague.get(path)
    return pages


def answers_to_forms(seen: Seen) -> tuple[dict[str, bytes], set[str]]:
    """Whatever comes on an empty form to everybody else, and on a valid one to who may; and which were accepted.

    In the order of the table, which ends with what ends something.
    """
    known = seen.world().ids["own"] | make_ready(seen.place, seen.staff, seen.clients[0].case_id)
    colleagues = {role: seen.colleague(role) for role in OTHERS}
    found, accepted = dict[str, bytes](), set[str]()
    for name in [*ONLY_THE_PSYCHIATRISTS, *FORMS]:
        for role, colleague in colleagues.items():
            answers = [send_valid(colleague, known, name)] if role in STAFF[name] else []
            accepted |= {name for answer in answers if answer.accepted}
            answers.append(send_empty(colleague, known, name))
            found[f"{role} {name}"] = b"".join(whole(reply) for answer in answers for reply in answer.replies)
    return found, accepted


def whole(response: httpx.Response) -> bytes:
    """Everything that came: headers, body, and what is inside a PDF."""
    head = repr(response.headers.raw).encode()
    inside = inside_pdf(response.content) if response.content.startswith(b"%PDF") else b""
    return head + response.content + inside


@lru_cache(maxsize=64)
def inside_pdf(content: bytes) -> bytes:
    """Text, every stream decompressed, embedded files and metadata; once for the same bytes: several roles get them."""
    reader = PdfReader(io.BytesIO(content))
    parts = [page.extract_text().encode() for page in reader.pages]
    parts += [data for files in reader.attachments.values() for data in files]
    parts.append(repr(reader.metadata).encode())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(bytes(thing.read_bytes()))
                except pikepdf.PdfError:
                    parts.append(bytes(thing.read_raw_bytes()))
            parts.append(repr(thing).encode())
    return b"\n".join(parts)


@pytest.mark.slow
@pytest.mark.pdf
def test_no_one_but_the_psychiatrist_ever_gets_a_health_answer(
    seen: Seen, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    go_all_the_way(seen)
    files = 0
    for role in OTHERS:
        pages = pages_of(seen, role)
        assert len(pages) > sum(row.method == "GET" for row in ROUTES.values())
        files += sum(reply.content.startswith(b"%PDF") for reply in pages.values())
        leaks = {path: traces(whole(reply)) for path, reply in pages.items() if traces(whole(reply))}
        assert leaks == {}, role
    assert files >= 16, "the klantmanager's and the team lead's eight reports each were searched"
    answers, accepted = answers_to_forms(seen)
    assert {form: traces(answer) for form, answer in answers.items() if traces(answer)} == {}
    assert set(FORMS) - accepted == NOT_AT_THE_END
    nobody = Colleague(seen.place, None)
    assert not traces(b"".join(whole(nobody.get(path)) for path in STARTS))
    out, err = capfd.readouterr()
    assert traces((out + err + caplog.text).encode()) == []


@pytest.mark.slow
def test_the_psychiatrist_gets_them_of_the_right_client(seen: Seen) -> None:
    """The search can find: on the review page each canary of the one client is there, and none of the other's."""
    doctor = seen.colleague(Role.PSYCHIATRIST)
    close_signals(doctor, seen.review(0), REASON)
    write_note(doctor, seen.review(0), NOTE)
    decide_health_levels(doctor, seen.review(0), LEVEL)
    page = doctor.get(f"/staff/review/{seen.review(0)}").content
    others = doctor.get(f"/staff/review/{seen.review(1)}").content
    assert sorted(traces(page)) == sorted(CANARIES)
    assert traces(others) == []
    assert sorted(traces(others, list(given(1).values()))) == sorted(given(1).values())


@pytest.mark.slow
def test_nothing_at_rest_holds_a_health_answer(seen: Seen, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Every table, the database files with what SQLite keeps beside them, and every file of the service."""
    doctor = seen.colleague(Role.PSYCHIATRIST)
    close_signals(doctor, seen.review(0), REASON)
    write_note(doctor, seen.review(0), NOTE)
    decide_health_levels(doctor, seen.review(0), LEVEL)
    tables = everything(seen.place.site.db)
    sealed = tables["vault_sealed_answer"]
    assert {row["item_id"] for row in sealed} >= set(given(0))
    for name, rows in tables.items():
        assert traces(b"\n".join(as_bytes(row) for row in rows)) == [], name
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    if seen.place.site.db.is_sqlite:
        assert any(path.name.endswith("-wal") for path in files)
    assert {str(path): traces(path.read_bytes()) for path in files if traces(path.read_bytes())} == {}


def as_bytes(row: Mapping[str, object]) -> bytes:
    """A row with its binary columns as they are."""
    return b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row.values())


def test_plain_answers_are_where_they_belong(seen: Seen) -> None:
    """The other side of the search: a plain answer of the same sitting is in its table, readable."""
    answers = everything(seen.place.site.db)["answer"]
    assert "1990" in {str(row["value"]) for row in answers if row["item_id"] == "ac_birth_year"}


@pytest.mark.slow
def test_an_error_on_any_form_says_nothing_of_what_was_sent(
    seen: Seen, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure in the middle of keeping a health answer: neither the reply nor the log holds the answer."""
    third = seen.place.invite(seen.staff[Role.CASE_MANAGER])
    client = Respondent(seen.place.app, "en")
    client.enter(third.code)
    client.open_module("trauma")
    assert client.item == "tr_cnry_number"

    def fail(*given: object, **_: object) -> Callable[[], None]:
        raise RuntimeError(f"could not keep {given!r}")

    monkeypatch.setattr("service.kiosk.saving.deposit_answer", fail)
    client.client._transport.raise_server_exceptions = False
    form = {"csrf": client.csrf, **client.hidden, "move": "next", "answer": "482915307"}
    reply = client.client.post("/answer", data=form)
    assert reply.status_code == 500
    out, err = capfd.readouterr()
    assert "request_failed" in out + err + caplog.text
    assert traces(reply.content + (out + err + caplog.text).encode()) == []
