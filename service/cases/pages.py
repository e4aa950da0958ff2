"""What the templates of this feature get. Nothing here can hold a health answer, score or instrument name."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from service.cases.level_view import LevelView
from service.cases.outcome_view import AppointmentView, ReleaseView
from service.cases.position import Position
from service.cases.window import Window
from service.web.qr import QrPicture
from service.web.sorting import Sorted


@dataclass(frozen=True)
class CaseRow:
    """A line of the caseload. `days`: calendar days since `since`."""

    id: uuid.UUID
    reference: str
    name: str
    state: str
    action: str
    waits_for: str
    days: int
    done: int | None
    total: int | None
    case_manager: str


@dataclass(frozen=True)
class CaseloadPage:
    """The caseload as filtered and sorted. `held`: cases before filtering."""

    rows: tuple[CaseRow, ...]
    held: int
    may_register: bool
    shows_manager: bool
    states: tuple[str, ...]
    state: str
    waits_for: str
    waiting: str
    sorting: Sorted
    number: int
    pages: int

    def address(self, **change: str | int) -> str:
        """The same page with another sorting or page number."""
        chosen: dict[str, str | int] = {
            "state": self.state,
            "waits_for": self.waits_for,
            "waiting": self.waiting,
            "sort": self.sorting.asked,
            **change,
        }
        query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
        return f"/staff/cases?{query}" if query else "/staff/cases"


@dataclass(frozen=True)
class NewCasePage:
    """The form for a new case."""

    languages: tuple[tuple[str, str], ...]
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class InvitationView:
    """The access code that was not revoked; of the code itself nothing is known."""

    issued_at: datetime
    expires_at: datetime
    expired: bool
    with_helper: bool
    used: bool


@dataclass(frozen=True)
class SuitabilityView:
    """What was recorded last."""

    literacy: str
    computer: str
    wants: bool
    outcome: str
    intake_on: date | None
    recorded_at: datetime


@dataclass(frozen=True)
class CasePage:
    """One case. `may`: what this person can do from here, as names the template asks for. `newest`: the newest
    invitation, which a form for a code sends along. `outdated`: when the newest report was made, if that was before the
    newest outcome.
    """

    id: uuid.UUID
    reference: str
    client: str
    birth_year: int
    client_language: str
    case_manager: str
    position: Position
    days: int
    may: frozenset[str]
    suitability: SuitabilityView | None
    invitation: InvitationView | None
    appointments: tuple[AppointmentView, ...]
    release: ReleaseView | None
    debriefed_at: datetime | None
    finished: bool
    levels: tuple[LevelView, ...]
    extra_time: str = "0"
    newest: str = ""
    outdated: datetime | None = None


@dataclass(frozen=True)
class SuitabilityPage:
    """The form of the kennismaking. `closed`: the state in which nothing can be recorded now, else empty. `last`: the
    last day that an interview can be planned for.
    """

    id: uuid.UUID
    reference: str
    client: str
    closed: str
    today: date
    last: date
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodePage:
    """The code, this once."""

    id: uuid.UUID
    reference: str
    client: str
    digits: str
    groups: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True)
class ConfirmPage:
    """A case and a question to confirm."""

    id: uuid.UUID
    reference: str
    client: str


@dataclass(frozen=True)
class RevokePage(ConfirmPage):
    """The same about the access code. `state`: where the case is, which decides whether a new code can be made."""

    state: str


@dataclass(frozen=True)
class PlanPage:
    """The form for planning the appointment. `times`: the earliest and the latest that can be chosen, as 07:00."""

    id: uuid.UUID
    reference: str
    client: str
    appointment: AppointmentView
    window: Window
    times: tuple[str, str]
    seen: str
    sent: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CardWords:
    """The card in one language: its direction, a title and what to do."""

    language: str
    direction: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class CardPage:
    """The printed access card."""

    organisation: str
    address: str
    groups: tuple[str, ...]
    qr: QrPicture
    expires_at: datetime
    with_helper: bool
    words: tuple[CardWords, ...]
