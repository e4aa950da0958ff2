"""What this client has agreed to: of each purpose the newest yes or no. Before the first yes nothing is asked."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from service.kiosk.models import Consent
from service.vault.models import SealedAnswer

CHOICES = select(Consent.purpose, Consent.given, Consent.at).where(Consent.sitting_id == bindparam("sitting"))
NEWEST = (
    select(Consent.given)
    .where(Consent.sitting_id == bindparam("sitting"), Consent.purpose == "assessment")
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
