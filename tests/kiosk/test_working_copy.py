"""The open health module's answers: readable with the client's cookie alone."""

import json
import uuid

import pytest
from sqlalchemy import Connection, select

from service.db import Database
from service.kiosk.models import Sitting, WorkingCopy
from service.kiosk.working_copy import STEP, copy_kept, drop_copy, open_copy
from service.web.tokens import new_token
from tests.support.installation import Installation, Invited
from tests.support.tables import rows_of

ANSWERS = {"tr_gate": "yes", "tr_core_memory": "3", "several": ("a", "b"), "number": 4, "declined": "declined"}


@pytest.fixture
def sitting(place: Installation, invited: Invited) -> uuid.UUID:
    now = place.clock()
    with place.site.db.write() as session:
        row = Sitting(case_id=invited.case_id, language="nl", seed=1, started_at=now, last_seen_at=now)
        session.add(row)
        session.flush()
        return row.id


def kept(db: Database, sitting: uuid.UUID) -> bytes | None:
    with db.engine.connect() as connection:
        return connection.execute(select(WorkingCopy.sealed).where(WorkingCopy.sitting_id == sitting)).scalar()


def keep(connection: Connection, sitting: uuid.UUID, token: str, answers: dict[str, object]) -> None:
    connection.execute(*copy_kept(connection.dialect.name, sitting, "trauma", token, answers))


def test_opens_with_its_own_token_and_no_other(place: Installation, sitting: uuid.UUID) -> None:
    db, token = place.site.db, new_token()
    with db.engine.begin() as connection:
        keep(connection, sitting, token, dict(ANSWERS))
    assert open_copy(token, kept(db, sitting)) == ANSWERS
    assert open_copy(new_token(), kept(db, sitting)) == {}
    assert open_copy("", kept(db, sitting)) == {}
    assert open_copy(token, None) == {}


def test_nothing_of_it_can_be_read_in_the_database(place: Installation, sitting: uuid.UUID) -> None:
    with place.site.db.engine.begin() as connection:
        keep(connection, sitting, new_token(), {"tr_gate": "cnry-answer"})
    [row] = rows_of(place.site.db, "working_copy")
    sealed = bytes(row["sealed"])
    assert b"cnry" not in sealed
    assert b"tr_gate" not in sealed


def test_changed_bytes_open_as_nothing(place: Installation, sitting: uuid.UUID) -> None:
    db, token = place.site.db, new_token()
    with db.engine.begin() as connection:
        keep(connection, sitting, token, dict(ANSWERS))
    sealed = bytearray(kept(db, sitting) or b"")
    sealed[-1] ^= 1
    assert open_copy(token, bytes(sealed)) == {}


def test_length_says_nothing_about_the_answers(place: Installation, sitting: uuid.UUID) -> None:
    db, token, lengths = place.site.db, new_token(), set()
    for answers in ({}, {"tr_gate": "no"}, dict(ANSWERS)):
        with db.engine.begin() as connection:
            keep(connection, sitting, token, answers)
        lengths.add(len(kept(db, sitting) or b""))
    assert len(json.dumps(ANSWERS)) < STEP
    assert len(lengths) == 1


def test_is_replaced_and_dropped(place: Installation, sitting: uuid.UUID) -> None:
    db, token = place.site.db, new_token()
    for answers in ({"a": "1"}, {"a": "2"}):
        with db.engine.begin() as connection:
            keep(connection, sitting, token, dict(answers))
    assert open_copy(token, kept(db, sitting)) == {"a": "2"}
    with db.engine.begin() as connection:
        drop_copy(connection, sitting)
    assert kept(db, sitting) is None
