"""Leave an event behind."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from service.audit.models import AuditEvent


def record(
    session: Session,
    event: str,
    at: datetime,
    actor_id: uuid.UUID | None,
    actor_role: str,
    case_id: uuid.UUID | None = None,
    object_id: uuid.UUID | None = None,
    context: Mapping[str, str] | None = None,
) -> None:
    """Store one event in the running transaction and flush, so that what can't be logged can't happen.

    `actor_role` is a staff role, `client` or `service`. `context` holds ids and fixed words, never content.
    """
    session.add(
        AuditEvent(
            event=event,
            at=at,
            actor_id=actor_id,
            actor_role=actor_role,
            case_id=case_id,
            object_id=object_id,
            context=dict(context or {}),
        )
    )
    session.flush()
