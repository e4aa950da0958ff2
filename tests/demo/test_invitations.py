"""Invitations in bulk, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import select

from service.accounts.models import StaffUser
from service.cases.actions import redeem_code
from service.cases.models import Case, Client, Invitation
from service.config import Settings
from service.db import Database
from service.demo.command import add_invitations
from service.demo.invitations import BATCH
from service.demo.staff import CASE_MANAGER
from tests.conftest import Clock


def test_every_line_is_a_code_that_works(
    database_url: str, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path, database_url=database_url)
    add_invitations(settings, 9, clock)
    add_invitations(settings, 3, clock)
    codes = capsys.readouterr().out.splitlines()
    db = Database(settings.database)
    with db.write() as session:
        cases = [redeem_code(session, code, clock(), settings) for code in codes]
        assert len({case.id for case in cases if case}) == len(codes) == 12
        owner = session.scalars(select(StaffUser)).one()
        assert owner.email == CASE_MANAGER.email
        assert {case.case_manager_id for case in cases if case} == {owner.id}
        assert set(session.scalars(select(Client.language))) == {"nl", "en", "ar", "ti"}
    db.close()


@pytest.mark.slow
def test_more_than_one_batch_is_counted_out_to_the_last(
    sqlite_template: Path, tmp_path: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path, database_url=copied(sqlite_template, tmp_path))
    add_invitations(settings, BATCH + 1, clock)
    codes = capsys.readouterr().out.splitlines()
    assert len(set(codes)) == BATCH + 1
    assert all(len(code) == 20 and code.isdigit() for code in codes)
    db = Database(settings.database)
    with db.read() as session:
        assert len(session.scalars(select(Case)).all()) == BATCH + 1
        hashes = session.scalars(select(Invitation.secret_hash)).all()
    db.close()
    assert len(set(hashes)) == BATCH + 1


def copied(template: Path, folder: Path) -> str:
    """The address of a copy of an empty database."""
    path = folder / "copy.sqlite3"
    path.write_bytes(template.read_bytes())
    return f"sqlite:///{path}"
