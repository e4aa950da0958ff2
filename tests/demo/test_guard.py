"""Made-up people never come among real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.accounts.command import make_account
from service.cases.models import Case
from service.config import Settings
from service.demo.command import add_invitations, print_second_factor, show_demo
from service.demo.staff import CASE_MANAGER, COLLEAGUES, principal_of
from service.web.site import utc_now
from tests.demo.conftest import database, empty

COMMANDS: dict[str, Callable[[Settings], None]] = {
    "demo": show_demo,
    "invitations": lambda settings: add_invitations(settings, 2),
    "second factor": lambda settings: print_second_factor(settings, CASE_MANAGER.email),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
@pytest.mark.parametrize("email", ["ada@example.org", "demo.klantbeeld.example@example.org"])
def test_a_database_with_real_people_is_left_alone(
    command: Callable[[Settings], None], email: str, sqlite_template: Path, tmp_path: Path
) -> None:
    settings = empty(tmp_path, sqlite_template)
    db = database(settings)
    make_account(db, "admin", email, "Ada", "")
    with pytest.raises(SystemExit) as end:
        command(settings)
    assert "real people" in str(end.value.code)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
    db.close()


def test_who_makes_accounts_in_the_demo_can_go_on_with_it(sqlite_template: Path, tmp_path: Path) -> None:
    settings = empty(tmp_path, sqlite_template)
    db = database(settings)
    with db.write() as session:
        for colleague in COLLEAGUES[1:]:
            principal_of(session, colleague, utc_now())
    make_account(db, "admin", "ada@example.org", "Ada", "")
    with pytest.raises(SystemExit):
        add_invitations(settings, 2)  # not all of the demo's own are there
    with db.write() as session:
        principal_of(session, COLLEAGUES[0], utc_now())
    add_invitations(settings, 2)
    print_second_factor(settings, CASE_MANAGER.email)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 2
    db.close()


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_without_tables_it_says_how_to_make_them(command: Callable[[Settings], None], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        command(Settings(data=tmp_path))
    assert "klantbeeld migrate" in str(end.value.code)


def test_the_second_factor_of_an_unknown_account_names_the_known_ones(sqlite_template: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        print_second_factor(empty(tmp_path, sqlite_template), "ada@example.org")
    assert CASE_MANAGER.email in str(end.value.code)
