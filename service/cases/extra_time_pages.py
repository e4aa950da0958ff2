"""What the template for extra time gets."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ExtraTimePage:
    """The form. `chosen`: what holds now."""

    id: uuid.UUID
    reference: str
    client: str
    chosen: str
    problems: Mapping[str, str] = field(default_factory=dict)
