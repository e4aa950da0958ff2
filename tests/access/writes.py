"""What a colleague is answered on every form, on a copy of a side: what happens there stays there."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import httpx
from sqlalchemy import select

from service.accounts import passwords
from service.accounts.models import Role
from service.cases import codes
from service.review.models import Review
from tests.access.forms import FORMS
from tests.access.masked import LENGTH, body, head, mask
from tests.access.posting import Answer, make_ready, send_empty, send_valid
from tests.access.sides import Side, agree
from tests.access.table import STAFF
from tests.access.world import ask_appointment
from tests.conftest import Clock
from tests.support.installation import QUICK, install
from tests.support.staff import Colleague

#: What is new with each answer by chance: a code, in one piece or in groups, a password, the visit of who signed out.
NEW = (
    (re.compile(rb"\b\d{20}\b"), b"<code>"),
    (re.compile(rb"(<span>\d{4}</span> ){5}"), b"<code>"),
    (re.compile(rb"(?<![:\d])\d{4}(\s\d{4}){4}\b"), b"<code>"),
    (re.compile(rb'"([a-z2-9]{4}-){3}[a-z2-9]{4}"'), b"<password>"),
    (re.compile(rb"kb_visit=[\w-]+"), b"<visit>"),
    (re.compile(rb'(kb_staff=""; expires=)[\w, :]+'), rb"\1<now>"),
)


def same_answers(sides: tuple[Side, Side], folder: Path, *roles: Role) -> set[str]:
    """Assert that both are answered the same on every form, empty and valid; which valid ones were accepted."""
    with patch.object(codes, "HASHER", QUICK), patch.object(passwords, "HASHER", QUICK):
        (left, accepted), (right, _) = (answers_of(one, folder / str(n), roles) for n, one in enumerate(sides))
    agree(left, right)
    return accepted


def answers_of(one: Side, folder: Path, roles: Sequence[Role]) -> tuple[dict[str, bytes], set[str]]:
    """Role, route and kind of form → what came, with what differs by chance masked; and the valid ones accepted."""
    found: dict[str, bytes] = {}
    accepted = set()
    copy = copied(one, folder)
    known = make_ready(copy.place, copy.people, copy.client.case_id)
    ask_for_appointment(copy)
    colleagues = {role: Colleague(copy.place, who) for role, who in copy.people.items()}
    with back_to_now(folder) as back:
        for name in FORMS:
            for role in (role for role in roles if role in STAFF[name]):
                empty = send_empty(colleagues[role], known, name)
                back()
                valid = send_valid(colleagues[role], known, name)
                back()
                found |= {f"{role} {name} empty": as_sent(empty), f"{role} {name} valid": as_sent(valid)}
                accepted |= {name} if valid.accepted else set()
    copy.place.site.db.close()
    return found, accepted


def copied(one: Side, folder: Path) -> Side:
    """The same side on a copy of its files, with an administrator too."""
    shutil.copytree(one.place.site.settings.data, folder)
    clock = Clock()
    clock.now = one.clock.now
    place = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", clock)
    admin = place.staff(Role.ADMIN, name="De beheerder")
    return replace(one, place=place, clock=clock, people={**one.people, Role.ADMIN: admin}, respondent=None)


def ask_for_appointment(one: Side) -> None:
    """Once the case is before the psychiatrist."""
    with one.place.site.db.read() as session:
        review = session.scalar(select(Review.id).where(Review.case_id == one.client.case_id))
    if review is not None:
        ask_appointment(Colleague(one.place, one.place.staff(Role.PSYCHIATRIST, name="De psychiater")), review)


@contextmanager
def back_to_now(folder: Path) -> Iterator[Callable[[], None]]:
    """Puts the database back to what it was, so that every form finds the same."""
    with sqlite3.connect(folder / "klantbeeld.sqlite3") as file, sqlite3.connect(":memory:") as kept:
        file.backup(kept)
        yield lambda: kept.backup(file)
    file.close()
    kept.close()


def as_sent(answer: Answer) -> bytes:
    """Status, headers and body of the answer, and of the page that it led to."""
    return b"\n\n".join(masked(reply) for reply in answer.replies)


def masked(reply: httpx.Response) -> bytes:
    """A card's size is that of the code drawn on it."""
    content = mask(b"%d " % reply.status_code + head(reply.headers.raw) + body(reply.content))
    for pattern, word in NEW:
        content = pattern.sub(word, content)
    return LENGTH.sub(b"", content, 1) if reply.content.startswith(b"%PDF") else content
