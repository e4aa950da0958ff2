"""Two teams with clients in every state that matters, made through the service's own pages."""

import re
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.audio import Phrase
from service.groups.actions import open_group, seat_clients
from service.groups.models import Seat
from service.kiosk.models import Sitting
from service.reports.models import Report
from service.review.models import Review
from service.studio.texts import text_id
from tests.audio.takes import spoken, wav
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.respondent import Respondent
from tests.support.staff import Colleague

#: The text that has a recording, as the studio's addresses name it.
RECORDED = {"language": "ti", "text": text_id(Phrase("achtergrond/1.0.0", "ti", "title", ""))}


@dataclass(frozen=True)
class World:
    """`ids`: object → name of a path parameter → id. `staff`: who asks, by role."""

    place: Installation
    folder: Path
    clock: Clock
    staff: Mapping[Role, Principal]
    ids: Mapping[str, Mapping[str, str]]
    target: Principal

    def copy(self, folder: Path) -> "World":
        """The same world on a copy of its files, so that what happens there stays there."""
        shutil.copytree(self.folder, folder)
        clock = Clock()
        clock.now = self.clock.now
        place = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", clock)
        return World(place, folder, clock, self.staff, self.ids, self.target)


def build(folder: Path, template: Path) -> World:
    """The world on SQLite."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / "klantbeeld.sqlite3")
    clock = Clock()
    place = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", clock)
    staff = {role: place.staff(role, "Oost") for role in Role}
    managers = {
        "own": staff[Role.CASE_MANAGER],
        "team": place.staff(Role.CASE_MANAGER, "Oost"),
        "other": place.staff(Role.CASE_MANAGER, "West"),
    }
    ids = {name: one_client(place, clock, who, staff[Role.PSYCHIATRIST]) for name, who in managers.items()}
    record_text(Colleague(place, staff[Role.ADMIN]))
    return World(place, folder, clock, staff, ids, place.staff(Role.CASE_MANAGER, "West", "Niemand"))


def one_client(place: Installation, clock: Clock, manager: Principal, doctor: Principal) -> dict[str, str]:
    """A client who has finished, has a report and is asked for an appointment; and one in the middle, with a signal."""
    done = place.invite(manager)
    sit_through(place, done.code)
    clock.forward(minutes=1)
    place.work()
    chief = Colleague(place, manager)
    assert chief.post(f"/staff/cases/{done.case_id}/reports", audience="klantmanager", language="nl").status_code == 303
    place.work()
    with place.site.db.read() as session:
        review = session.scalars(select(Review).where(Review.case_id == done.case_id)).one().id
        report = session.scalars(select(Report).where(Report.case_id == done.case_id)).one().id
    ask_appointment(Colleague(place, doctor), review)
    busy = place.invite(manager)
    half = Respondent(place.app, pick=lambda item, codes: "no" if "no" in codes else codes[0])
    half.enter(busy.code)
    half.open_module("trauma").walk_to("tr_danger")
    half.answer("yes")
    with place.site.db.read() as session:
        sitting = session.scalars(select(Sitting).where(Sitting.case_id == busy.case_id)).one().id
    group_id, seat_id = seated(place, manager, done.case_id, busy.case_id)
    return {
        "group_id": group_id,
        "seat_id": seat_id,
        "case_id": str(done.case_id),
        "review_id": str(review),
        "report_id": str(report),
        "sitting_id": str(sitting),
        "busy_case_id": str(busy.case_id),
    }


def seated(place: Installation, manager: Principal, *case_ids: uuid.UUID) -> tuple[str, str]:
    """A running group sitting of these clients, and the seat of the last one."""
    with place.site.db.write() as session:
        group = open_group(session, manager, "Ochtend", "Zaal 1", place.clock(), place.clock())
        seat_clients(session, manager, group, case_ids, place.clock())
        seat = session.scalars(select(Seat).where(Seat.group_id == group.id, Seat.case_id == case_ids[-1])).one()
        return str(group.id), str(seat.id)


def record_text(admin: Colleague) -> None:
    """Somebody has read one text aloud."""
    path = f"/staff/studio/{RECORDED['language']}/{RECORDED['text']}"
    take = {"take": ("take.wav", wav(spoken(1.0).samples), "audio/wav")}
    reply = admin.client.post(path, data={"csrf": admin.csrf}, files=take)
    assert reply.status_code == 303, reply.text[:2000]


def sit_through(place: Installation, code: str, pick: Callable[..., str | None] | None = None) -> Respondent:
    """A sitting with self-reliance and the health module, sent in."""
    client = Respondent(place.app, pick=pick or (lambda item, codes: codes[0]))
    client.enter(code)
    for slug in ("zelfredzaamheid", "trauma"):
        client.open_module(slug)
        client.walk(lambda me: me.stations > 0)
    while "finish" not in client.buttons:
        client.step()
        client.press("skip")
    client.press("finish")
    return client


def ask_appointment(doctor: Colleague, review: uuid.UUID) -> None:
    """The psychiatrist asks the klantmanager to plan an appointment."""
    page = doctor.get(f"/staff/review/{review}").text
    edition = re.findall(r'name="edition" value="(\d+)"', page)[0]
    urgency = doctor.place.catalogue.release.urgencies[0].id
    day = doctor.place.clock().date().isoformat()
    asked = {"window_from": day, "window_to": day, "place": "mggz", "urgency": urgency, "edition": edition}
    reply = doctor.post(f"/staff/review/{review}/appointment", **asked)
    assert reply.status_code == 303, reply.text[:2000]
