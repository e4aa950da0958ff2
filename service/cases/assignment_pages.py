"""What the template of the assignment page gets. No client is in it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from service.cases.queries import CaseManager


@dataclass(frozen=True)
class Holder:
    """A klantmanager and how many cases they have."""

    id: uuid.UUID
    name: str
    cases: int


@dataclass(frozen=True)
class AssignmentRow:
    """A case as those see it who only divide the work: no client."""

    id: uuid.UUID
    reference: str
    team: str
    manager_id: uuid.UUID
    manager: str


@dataclass(frozen=True)
class AssignmentPage:
    """Who has which case. `chosen`: the klantmanager whose cases are shown, empty for all."""

    rows: tuple[AssignmentRow, ...]
    managers: tuple[CaseManager, ...]
    holders: tuple[Holder, ...]
    chosen: str
    may_move: bool
    moved: str
    number: int
    pages: int
    problems: Mapping[str, str] = field(default_factory=dict)
