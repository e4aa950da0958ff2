"""Accounts made on the server: `klantbeeld create-user`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.accounts.actions import Taken, TeamMissing
from service.accounts.command import make_account
from service.accounts.models import StaffUser, Team
from service.accounts.passwords import password_matches
from service.audit.models import AuditEvent
from service.db import Database
from service.errors import Invalid, KlantbeeldError, Unavailable


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


def users(db: Database) -> list[StaffUser]:
    with db.read() as session:
        found = list(session.scalars(select(StaffUser).order_by(StaffUser.email)))
        session.expunge_all()
    return found


def test_the_password_that_is_returned_opens_the_account_and_must_be_changed(db: Database) -> None:
    password = make_account(db, "admin", " You@Example.org ", " Ada Bos ", "")
    (user,) = users(db)
    assert password_matches(user.password_hash, password)
    assert (user.email, user.name, user.role) == ("you@example.org", "Ada Bos", "admin")
    assert user.must_change_password
    assert user.totp_secret is None


def test_a_psychiatrist_made_on_the_server_waits_for_nobody(db: Database) -> None:
    make_account(db, "psychiatrist", "p@example.org", "P", "")
    assert not users(db)[0].pending_approval


def test_a_new_team_is_made_once(db: Database) -> None:
    make_account(db, "team_lead", "lead@example.org", "L", "Team Noord")
    make_account(db, "case_manager", "manager@example.org", "M", " Team Noord ")
    with db.read() as session:
        assert session.scalars(select(Team.name)).all() == ["Team Noord"]
    assert len({user.team_id for user in users(db)}) == 1


def test_it_is_in_the_audit_log(db: Database) -> None:
    make_account(db, "case_manager", "m@example.org", "M", "Team Noord")
    with db.read() as session:
        events = session.execute(select(AuditEvent.event, AuditEvent.actor_role)).all()
    assert set(events) == {("team_created", "service"), ("account_created", "service")}


def test_a_taken_address_makes_nothing_not_even_the_team(db: Database) -> None:
    make_account(db, "admin", "a@example.org", "A", "")
    with pytest.raises(Taken) as problem:
        make_account(db, "team_lead", "A@example.org", "B", "Team Zuid")
    assert "a@example.org" in problem.value.detail
    assert [user.name for user in users(db)] == ["A"]
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Team)) == 0


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.org", "ada@example", "a da@example.org", "a@b@c.org"])
def test_what_is_no_address_is_named(db: Database, email: str) -> None:
    with pytest.raises(Invalid) as problem:
        make_account(db, "admin", email, "A", "")
    assert f'"{email}"' in problem.value.detail
    assert users(db) == []


@pytest.mark.parametrize(
    ("role", "name", "team", "error", "word"),
    [
        ("case_manager", "M", "", TeamMissing, "--team"),
        ("team_lead", "M", "  ", TeamMissing, "--team"),
        ("auditor", "M", "Team Noord", Invalid, "no team"),
        ("admin", " ", "", Invalid, "name"),
        ("admin", "x" * 121, "", Invalid, "120"),
        ("team_lead", "M", "x" * 81, Invalid, "80"),
    ],
)
def test_what_does_not_fit_is_said_in_words(
    db: Database, role: str, name: str, team: str, error: type[KlantbeeldError], word: str
) -> None:
    with pytest.raises(error) as problem:
        make_account(db, role, "m@example.org", name, team)
    assert word in problem.value.detail
    assert users(db) == []


def test_without_tables_it_says_how_to_make_them(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with pytest.raises(Unavailable) as problem:
        make_account(empty, "admin", "a@example.org", "A", "")
    empty.close()
    assert "klantbeeld migrate" in problem.value.detail
