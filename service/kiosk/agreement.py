"""Has this client agreed? Before that nothing is asked, whatever button is sent."""

import uuid

from sqlalchemy import Connection, bindparam, select

from service.kiosk.models import Consent

GIVEN = (
    select(Consent.id)
    .where(Consent.sitting_id == bindparam("sitting"), Consent.purpose == "assessment", Consent.given.is_(True))
    .limit(1)
)


def has_agreed(connection: Connection, sitting_id: uuid.UUID, purpose: str) -> bool:
    """Whether questions may be asked. A supplementary sitting rests on the consent that was given to the doctor."""
    return purpose == "supplementary" or connection.execute(GIVEN, {"sitting": sitting_id}).first() is not None
