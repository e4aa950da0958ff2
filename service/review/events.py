"""What the review tells later stages."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from service.db import Event


@dataclass(frozen=True)
class OutcomeReleased(Event):
    """The psychiatrist released a fixed outcome."""

    review_id: uuid.UUID
    case_id: uuid.UUID
    at: datetime
