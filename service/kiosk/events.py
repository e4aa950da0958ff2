"""What the kiosk tells later stages."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from service.db import Event


@dataclass(frozen=True)
class SittingFinished(Event):
    """The client came to the end; the sitting is closed."""

    sitting_id: uuid.UUID
    case_id: uuid.UUID
    at: datetime


@dataclass(frozen=True)
class SittingWithdrawn(Event):
    """The client stopped for good. Nothing is scored, nothing is reported."""

    sitting_id: uuid.UUID
    case_id: uuid.UUID
    at: datetime
