"""What cases tell later stages."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from service.db import Event


@dataclass(frozen=True)
class ExtraTimeSet(Event):
    """A person has other extra time from now on: percents on top of every time limit, or `none` for no limit."""

    case_id: uuid.UUID
    extra_time: str
    at: datetime
