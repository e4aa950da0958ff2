"""What keeps made-up people out of a real database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffUser
from service.config import Settings
from service.db import Database
from service.errors import Forbidden, Unavailable
from service.migrate import current, newest

#: No mail is ever delivered here (RFC 6761), so no member of staff has such an address.
DOMAIN = "@demo.klantbeeld.example"


@contextmanager
def demo_database(settings: Settings) -> Iterator[Database]:
    """The database of `settings`, once it is sure that it is empty or the demo's. Raises `Unavailable`, `Forbidden`."""
    db = Database(settings.database)
    try:
        check_database(db)
        yield db
    finally:
        db.close()


def check_database(db: Database) -> None:
    """Raise `Unavailable` when tables are missing or old, `Forbidden` when anybody real works in it."""
    with db.read() as session:
        if current(session.connection()) != newest():
            raise Unavailable("The database is not ready. Bring it up to date first: klantbeeld migrate")
        check_nobody_real(session)


def check_nobody_real(session: Session) -> None:
    """Raise `Forbidden` when an account is not of the demo, except in the demo's own database."""
    if is_the_demos(session):
        return
    real = select(func.count()).select_from(StaffUser).where(~StaffUser.email.endswith(DOMAIN, autoescape=True))
    if number := session.scalar(real):
        raise Forbidden(
            f"This database has {number} account(s) of real people; the demo is only for an empty database or its own. "
            "Nothing was changed. Choose another folder: KLANTBEELD_DATA=var/demo klantbeeld demo"
        )


def is_the_demos(session: Session) -> bool:
    """Whether the demo's staff of every role is there: they are made together, before anybody else."""
    roles = select(func.count(StaffUser.role.distinct())).where(StaffUser.email.endswith(DOMAIN, autoescape=True))
    return session.scalar(roles) == len(Role)
