"""What this client has agreed to: of each purpose the newest yes or no. Before the first yes nothing is asked."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Uuid, bindparam, select

from service.kiosk.models import Consent, Sitting
from service.vault.models import SealedAnswer

CHOICES = select(Consent.purpose, Consent.given, Consent.at).where(Consent.sitting_id == bindparam("sitting"))
NEWEST = (
    select(Consent.given)
    .where(Consent.sitting_id == bindparam("sitting"), Consent.purpose == "assessment")
    .order_by(Consent.at.desc())
    .limit(1)
)
#: The type is said, since the column takes its own from a table that may not be known yet.
LAST = (
    select(Consent.given)
    .join(Sitting, Sitting.id == Consent.sitting_id)
    .where(Sitting.case_id == bindparam("case", type_=Uuid()), Consent.purpose == bindparam("purpose"))
    .order_by(Consent.at.desc())
    .limit(1)
)
SEALED = select(SealedAnswer.id).where(SealedAnswer.sitting_id == bindparam("sitting")).limit(1)


class Choices(NamedTuple):
    """The newest yes or no to each purpose that was asked, and when the last of them was given."""

    given: Mapping[str, bool]
    at: datetime | None


def has_agreed(connection: Connection, sitting_id: uuid.UUID, purpose: str) -> bool:
    """Whether questions may be asked. A supplementary sitting rests on the consent that was given to the doctor."""
    return purpose == "supplementary" or bool(connection.execute(NEWEST, {"sitting": sitting_id}).scalar())


def choices_of(connection: Connection, sitting_id: uuid.UUID) -> Choices:
    """What holds now. Whoever uses answers for a purpose asks this: an earlier yes says nothing."""
    rows = sorted(connection.execute(CHOICES, {"sitting": sitting_id}), key=lambda row: row.at)
    return Choices({row.purpose: row.given for row in rows}, rows[-1].at if rows else None)


def has_sealed_answers(connection: Connection, sitting_id: uuid.UUID) -> bool:
    """Whether anything about health was answered. What it was can't be read here."""
    return connection.execute(SEALED, {"sitting": sitting_id}).first() is not None


def held_during(connection: Connection, sitting_id: uuid.UUID, purpose: str, start: datetime, end: datetime) -> bool:
    """Whether a yes to this purpose held at any moment from start to end; the yes may be older."""
    said = said_to(connection, sitting_id, purpose)
    before = [given for at, given in said if at <= start]
    return before[-1:] == [True] or any(given for at, given in said if start < at <= end)


def taken_back(connection: Connection, sitting_id: uuid.UUID, purpose: str) -> datetime | None:
    """Since when a client says no who had said yes to this purpose; None for who still agrees or never did."""
    since, agreed = None, False
    for at, given in said_to(connection, sitting_id, purpose):
        agreed = agreed or given
        since = None if given or not agreed else since or at
    return since


def last_word(connection: Connection, case_id: uuid.UUID, purpose: str) -> bool | None:
    """What a client said last to this purpose, in any sitting; None for who was never asked."""
    return connection.execute(LAST, {"case": case_id, "purpose": purpose}).scalar()


def said_to(connection: Connection, sitting_id: uuid.UUID, purpose: str) -> list[tuple[datetime, bool]]:
    """Every yes and no to this purpose with its moment, oldest first."""
    rows = connection.execute(CHOICES, {"sitting": sitting_id})
    return sorted((row.at, row.given) for row in rows if row.purpose == purpose)
