"""Whether two accounts are two persons, as far as can be known.

Who gives somebody a temporary password could sign in with it first, and so be that somebody. An account made on the
server itself by the command line comes from nobody here.
"""

import uuid

from sqlalchemy.orm import Session

from service.accounts.models import StaffUser


def is_second(session: Session, user: StaffUser, approver: uuid.UUID) -> bool:
    """Whether `approver` is somebody else than who asked for this account and who gave it its password."""
    first = line_of(session, user.approval_asked_by) | line_of(session, user.access_from) | {user.id}
    return first.isdisjoint(line_of(session, approver))


def line_of(session: Session, user_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
    """This account, the one that its access comes from, the one that that one's comes from, and so on."""
    found: set[uuid.UUID] = set()
    while user_id is not None and user_id not in found:
        found.add(user_id)
        user = session.get(StaffUser, user_id)
        user_id = user.access_from if user else None
    return frozenset(found)
